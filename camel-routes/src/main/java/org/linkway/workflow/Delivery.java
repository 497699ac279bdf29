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
        Instant nextAttemptAt,
        Optional<String> lastProblem) {

    /** What is brought. */
    public enum Kind {
        /** A new referral, or a change of one, to the link workers' platform. */
        REFERRAL_TO_WORKER,
        /** A record entry, to the GP record. */
        ENTRY_TO_RECORD,
        /** A concern, to the person who has to act on it; never behind anything else. */
        CONCERN_TO_PERSON,
        /** An onward referral, to the system of the service. */
        ONWARD_TO_SERVICE,
        /** How a referral stands, to the sender of the BaRS message that brought it. */
        RESPONSE_TO_SENDER;

        /** Concerns have a lane of their own. */
        public boolean mustNotWait() {
            return this == CONCERN_TO_PERSON;
        }
    }

    /** How far it has come. */
    public enum State {
        PENDING,
        /** Tried without success; it will be tried again. */
        RETRYING,
        DELIVERED,
        /** A person's turn: the problem says why. */
        PARKED;

        public boolean isFinished() {
            return this == DELIVERED || this == PARKED;
        }
    }

    public static Delivery of(UUID id, UUID referralId, Kind kind, String destination, UUID subject, Instant now) {
        return new Delivery(id, referralId, kind, destination, subject, State.PENDING, 0, now, now, Optional.empty());
    }
}
