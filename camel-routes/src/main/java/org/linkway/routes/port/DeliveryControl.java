package org.linkway.routes.port;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.linkway.workflow.Delivery;
import org.linkway.workflow.Party;

/** The operator's hand on deliveries and their destinations. Every node obeys at its next attempt, without a restart. */
public interface DeliveryControl {

    /** Each of these, or all of a destination; exactly one of the two is given. */
    record Selection(List<UUID> ids, Optional<String> destination) {
        public Selection {
            ids = List.copyOf(ids);
        }

        public static Selection of(List<UUID> ids) {
            return new Selection(ids, Optional.empty());
        }

        public static Selection all(String destination) {
            return new Selection(List.of(), Optional.of(destination));
        }
    }

    /**
     * Who decides, and why.
     *
     * @param reason without patient data: it is kept with the delivery
     */
    record Hand(String by, String reason) {}

    /** What may start at a destination. */
    enum Flow {
        RUNNING,
        PAUSED,
        /** What was queued when it was told to drain; then it is paused. */
        DRAINING
    }

    /**
     * How a destination stands.
     *
     * @param hand who set the flow last, and why; empty where nobody ever did
     * @param since when that was
     * @param counts its deliveries by state, without those of which there are none
     * @param oldestWaiting when the oldest was made that is pending or retrying
     * @param lastProblem of the one that is to be tried again last
     */
    record Destination(
            String name,
            Flow flow,
            Optional<Hand> hand,
            Optional<Instant> since,
            Map<Delivery.State, Long> counts,
            Optional<Instant> oldestWaiting,
            Optional<String> lastProblem) {}

    /**
     * Parked ones, and where they are named by id also cancelled ones, begin anew, some at a time: where that breaks off, it can
     * be repeated for the rest.
     *
     * @return how many of those that the party may see did
     */
    int replay(Party party, Selection selection, Hand hand);

    /**
     * Those that are not delivered shall not go, some at a time, as in {@link #replay}. An attempt that is under way is not called
     * back.
     *
     * @return how many of those that the party may see were cancelled
     */
    int cancel(Party party, Selection selection, Hand hand);

    /** What waits starts at once when a destination runs again. */
    void let(Party party, String destination, Flow flow, Hand hand);

    /** All that have, or had, something to be delivered that the party may see, by name. */
    List<Destination> destinations(Party party);
}
