package org.linkway.routes.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What an operator should know of: raised once, and cleared once. */
public interface Alerts {

    /** What is wrong. */
    enum Kind {
        /** Deliveries to a destination have failed for too long, or its breaker is open. */
        DESTINATION_FAILING,
        /** Deliveries to a destination wait for a person. */
        DELIVERIES_PARKED
    }

    /**
     * @param subject what it is about, such as a destination
     * @param sentence what is wrong, without patient data
     * @param clearedAt when it was over; empty while it is not
     */
    record Alert(Kind kind, String subject, String sentence, Instant raisedAt, Optional<Instant> clearedAt) {}

    /**
     * The newest first, 500 at most.
     *
     * @param openOnly without those that are over
     */
    List<Alert> list(boolean openOnly);
}
