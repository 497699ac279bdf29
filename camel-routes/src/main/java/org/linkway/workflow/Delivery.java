package org.linkway.workflow;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Something to be brought to a partner, at least once, in the order in which one referral's deliveries to one destination
 * were made.
 *
 * @param id also the idempotency key that the partner gets
 * @param destination the queue: one per partner
 * @param subject the event or record entry that is brought
 * @param attempts how often it was tried and the trial came to something; a delivery that had to wait was not tried
 * @param givenUpFrom when the time began after which it is given up: it was made, or last replayed
 * @param lastProblem why it is not delivered: what went wrong last, what it awaits, or why it was cancelled; one sentence
 *     without patient data
 * @param owner whose turn it is; exactly while it is parked
 */
public record Delivery(
        UUID id,
        UUID referralId,
        Kind kind,
        String destination,
        UUID subject,
        State state,
        int attempts,
        Instant createdAt,
        Instant givenUpFrom,
        Instant nextAttemptAt,
        Optional<String> lastProblem,
        Optional<Owner> owner) {

    /** What is brought. */
    public enum Kind {
        /** A new referral, or a change of one, to the link workers' platform. */
        REFERRAL_TO_WORKER,
        /** The same where it brings a concern or is urgent; never behind anything routine. */
        URGENT_REFERRAL_TO_WORKER,
        /** A record entry, to the GP record. */
        ENTRY_TO_RECORD,
        /** A concern, to the person who has to act on it; never behind anything else. */
        CONCERN_TO_PERSON,
        /** An onward referral, to the system of the service. */
        ONWARD_TO_SERVICE,
        /** How a referral stands, to the sender of the BaRS message that brought it. */
        RESPONSE_TO_SENDER;

        /** Concerns pass whatever holds others back: a pause, a breaker, a destination's share. */
        public boolean mustNotWait() {
            return this == CONCERN_TO_PERSON;
        }

        /** Concerns, and referrals that are urgent, have a lane of their own. */
        public boolean isUrgent() {
            return mustNotWait() || this == URGENT_REFERRAL_TO_WORKER;
        }
    }

    /** How far it has come. */
    public enum State {
        /** Its turn has not come, or a reason of ours holds it: then the problem says which. */
        PENDING,
        /** Its destination did not take it; it will be tried again. */
        RETRYING,
        /** Handed over; the proof that it arrived is still to come. Nothing behind it waits for it. */
        AWAITING,
        DELIVERED,
        /** A person's turn: the problem says why. */
        PARKED,
        /** A person decided that it shall not go: the problem says who and why. */
        CANCELLED;

        public boolean isFinished() {
            return this == DELIVERED || this == PARKED || this == CANCELLED;
        }
    }

    /** Whose turn a parked delivery is. */
    public enum Owner {
        /** Something is wrong with a system, or with what was configured. */
        OPERATOR,
        /** Something about the person or the referral has to be put right. */
        LINK_WORKER
    }

    public static Delivery of(UUID id, UUID referralId, Kind kind, String destination, UUID subject, Instant now) {
        return new Delivery(
                id,
                referralId,
                kind,
                destination,
                subject,
                State.PENDING,
                0,
                now,
                now,
                now,
                Optional.empty(),
                Optional.empty());
    }

    public Delivery delivered(Instant now) {
        return attempted(State.DELIVERED, now, Optional.empty(), Optional.empty());
    }

    public Delivery retrying(String problem, Instant nextAttemptAt) {
        return attempted(State.RETRYING, nextAttemptAt, Optional.of(problem), Optional.empty());
    }

    /** It waits as before, because nothing failed at its destination. */
    public Delivery held(String why, Instant nextAttemptAt) {
        return attempted(State.PENDING, nextAttemptAt, Optional.of(why), Optional.empty());
    }

    public Delivery awaiting(String sentence, Instant lookAgainAt) {
        return attempted(State.AWAITING, lookAgainAt, Optional.of(sentence), Optional.empty());
    }

    public Delivery parked(String problem, Owner whoseTurn, Instant now) {
        return attempted(State.PARKED, now, Optional.of(problem), Optional.of(whoseTurn));
    }

    private Delivery attempted(State then, Instant next, Optional<String> problem, Optional<Owner> whoseTurn) {
        return new Delivery(
                id,
                referralId,
                kind,
                destination,
                subject,
                then,
                attempts + 1,
                createdAt,
                givenUpFrom,
                next,
                problem,
                whoseTurn);
    }

    /** In the queue of another destination, and next there. No attempt was made. */
    public Delivery movedTo(String elsewhere, Instant now) {
        return new Delivery(
                id,
                referralId,
                kind,
                elsewhere,
                subject,
                state,
                attempts,
                createdAt,
                givenUpFrom,
                now,
                lastProblem,
                owner);
    }

    /** @param why one sentence that names who decided it */
    public Delivery cancelled(String why, Instant now) {
        return new Delivery(
                id,
                referralId,
                kind,
                destination,
                subject,
                State.CANCELLED,
                attempts,
                createdAt,
                givenUpFrom,
                now,
                Optional.of(why),
                Optional.empty());
    }

    /** As new: all attempts, and all the time until it is given up, are before it again. */
    public Delivery replayed(String byWhomAndWhy, Instant now) {
        return new Delivery(
                id,
                referralId,
                kind,
                destination,
                subject,
                State.PENDING,
                0,
                createdAt,
                now,
                now,
                Optional.of(byWhomAndWhy),
                Optional.empty());
    }
}
