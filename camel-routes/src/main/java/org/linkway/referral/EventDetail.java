package org.linkway.referral;

import java.util.List;
import java.util.Optional;

/** What is told with an event, beyond when it happened and who recorded it. */
public sealed interface EventDetail permits Note, Rejection, Decline, ContactAttempt, Withdrawal, Closure {

    /** What is missing or contradictory, a sentence each that says what to supply; empty when complete. */
    default List<Gap> gaps() {
        return List.of();
    }

    /** What the practice is asked to do; empty where this kind of event asks nothing. */
    default Optional<String> actionForGp() {
        return Optional.empty();
    }

    /** The detail in words, a sentence or paragraph each. */
    List<String> inWords();

    /** One missing or contradictory element of an event. */
    record Gap(String element, String sentence) {}
}
