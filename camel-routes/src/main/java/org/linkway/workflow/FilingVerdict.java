package org.linkway.workflow;

import org.linkway.referral.EventType;

/** Whether an entry may go into a record now. */
public sealed interface FilingVerdict {

    /** It may, and it goes there. */
    record Sends(FilingAddress to) implements FilingVerdict {}

    /**
     * Not now, though it may later.
     *
     * @param why one sentence
     */
    record Holds(String why) implements FilingVerdict {}

    /**
     * Not by itself: a person's turn.
     *
     * @param why one sentence that says what to do
     */
    record Stops(String why) implements FilingVerdict {}

    /**
     * The demographics service knows of a death otherwise than the referral does: that is told to the referral first.
     *
     * @param event what there is to tell
     */
    record TellsOfDeath(EventType event) implements FilingVerdict {}
}
