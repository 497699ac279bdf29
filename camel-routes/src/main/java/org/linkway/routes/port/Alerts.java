package org.linkway.routes.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.linkway.workflow.Party;

/** What an operator should know of: raised once, and cleared once. */
public interface Alerts {

    /** What is wrong. */
    enum Kind {
        /** Deliveries to a destination have failed for too long, or its breaker is open. */
        DESTINATION_FAILING,
        /** Deliveries to a destination have not gone for too long, for a reason that is not the destination's. */
        DELIVERIES_HELD,
        /** Deliveries to a destination wait for a person. */
        DELIVERIES_PARKED,
        /** What has to be asked before anything can be delivered does not answer: who a person is, or for a token. */
        NEEDED_SERVICE_FAILING
    }

    /**
     * @param subject what it is about, such as a destination
     * @param sentence what is wrong, without patient data
     * @param clearedAt when it was over; empty while it is not
     */
    record Alert(Kind kind, String subject, String sentence, Instant raisedAt, Optional<Instant> clearedAt) {}

    /**
     * Some alerts, the newest first.
     *
     * @param more how many older ones there are beside them
     */
    record Listed(List<Alert> alerts, long more) {
        public Listed {
            alerts = List.copyOf(alerts);
        }
    }

    /**
     * Those about destinations to which anything went that the party may see, and to all but senders those about Linkway's own
     * needs; 500 at most.
     *
     * @param openOnly without those that are over
     */
    Listed list(Party party, boolean openOnly);
}
