package org.linkway.gateway.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.linkway.workflow.Notification.Event;
import org.linkway.workflow.SubscriptionProgress;

/** Subscriptions for those who tell them. */
public interface SubscriptionLedger {

    /** The subscriptions since whose last numbering something was published. */
    List<String> behind();

    /** Gives a number to each event that was published since. Safe on many nodes at once. */
    void number(String id);

    /** The subscriptions with something to say, or that have ended. */
    List<String> due(Instant now);

    Optional<SubscriptionProgress> progress(String id);

    /** The next events behind those that were delivered, in order. */
    List<Event> undelivered(SubscriptionProgress progress, int limit);

    /** One step of one subscription, while nobody else can make one. A new status is published. Nothing where it is deleted. */
    void step(String id, UnaryOperator<SubscriptionProgress> step);
}
