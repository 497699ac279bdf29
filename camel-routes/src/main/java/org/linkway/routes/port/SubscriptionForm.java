package org.linkway.routes.port;

import org.linkway.workflow.PublishedResource;
import org.linkway.workflow.Subscription;

/** How a subscription is read by its owner. */
@FunctionalInterface
public interface SubscriptionForm {

    /** The resource with the status, and the error, that the subscription has now. */
    PublishedResource restated(PublishedResource resource, Subscription subscription);
}
