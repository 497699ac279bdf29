package org.linkway.routes.port;

import java.util.List;
import java.util.Optional;
import org.linkway.routes.port.Journal.Commit;
import org.linkway.workflow.KeptAnswer;
import org.linkway.workflow.Notification.Event;
import org.linkway.workflow.Party;
import org.linkway.workflow.PublishedResource;
import org.linkway.workflow.Subscription;
import org.linkway.workflow.SubscriptionProgress;

/** The subscriptions, each seen by its owner alone, and by operators. Each write is one transaction, with its answer. */
public interface Subscriptions {

    /** @param resource as its owner reads it */
    Commit create(Subscription subscription, PublishedResource resource, KeptAnswer answer);

    /** @param expectedVersion of the resource, which the owner saw */
    Commit update(Subscription subscription, PublishedResource resource, long expectedVersion, KeptAnswer answer);

    /** Nothing is told from then on, and what was numbered is forgotten. */
    Commit delete(Party owner, String id, long expectedVersion, KeptAnswer answer);

    Optional<SubscriptionProgress> find(Party party, String id);

    /** All that the party has, by their ids. */
    List<SubscriptionProgress> list(Party party);

    /** Those with these numbers, in order, and {@code limit} of them at most. */
    List<Event> events(Party party, String id, long since, long until, int limit);
}
