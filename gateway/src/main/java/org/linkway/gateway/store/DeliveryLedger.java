package org.linkway.gateway.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.linkway.routes.port.Alerts;
import org.linkway.workflow.Delivery;

/** Where deliveries stand, for whoever makes them. */
public interface DeliveryLedger {

    Optional<Delivery> find(UUID id);

    /** The first unfinished delivery of the same referral to the same destination that this one has to wait for. */
    Optional<Delivery> ahead(Delivery delivery);

    /** The first one of the same referral to the same destination that waited for this one. */
    Optional<Delivery> behind(Delivery delivery);

    /** Whether nobody has paused its destination, or it was queued before its destination was told to drain. */
    boolean mayStart(Delivery delivery);

    /**
     * Writes how a delivery now stands, unless it is finished or was replayed meanwhile: an attempt that comes in late undoes
     * nothing.
     */
    void record(Delivery delivery);

    /**
     * As {@link #record}, after an attempt. Where the delivery was called while the attempt was under way, it is due by that call.
     *
     * @param due when the attempt was due
     */
    void attempted(Delivery delivery, Instant due);

    /** As {@link #find}, and a call or a replay that is just being written down is waited for. */
    Optional<Delivery> findOnceCalled(UUID id);

    /** As {@link #record}, for one that nobody will try again; what it was to bring follows in the same transaction. */
    void giveUp(Delivery parked);

    /** Pauses each destination that was told to drain and at which nothing is left that may start. */
    void endDrains();

    /**
     * These fail for a node, by its word, which holds until then where no later one is given.
     *
     * @param kind of the alert that each is worth
     */
    void failing(Alerts.Kind kind, Set<String> subjects, Instant until);

    /** What fails for any node, by words that hold now. */
    Set<String> failing(Alerts.Kind kind, Instant now);

    /** Deliveries that are not finished and that no scheduler knows: a process died between two steps. */
    List<Delivery> forgotten();

    /** What is to be done, and was not, for each destination at which there is something. */
    List<Backlog> backlogs();

    /**
     * What waits at one destination.
     *
     * @param oldestRetry since when the oldest is tried that failed
     * @param oldestHeld since when the oldest is tried that a reason of ours holds up
     */
    record Backlog(
            String destination,
            long pending,
            long retrying,
            long awaiting,
            long parked,
            Optional<Instant> oldestRetry,
            Optional<Instant> oldestHeld) {}
}
