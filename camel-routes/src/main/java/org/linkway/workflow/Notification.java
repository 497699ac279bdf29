package org.linkway.workflow;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a subscription says at one moment.
 *
 * @param content how much it says of each event
 * @param events those that it tells, in the order of their numbers
 * @param numbered how many events there were since the subscription began
 */
public record Notification(
        String id,
        Subscription subscription,
        Kind kind,
        Subscription.Content content,
        List<Event> events,
        long numbered,
        Instant at) {
    public Notification {
        events = List.copyOf(events);
    }

    /** Why it is said: the codes of FHIR's subscription-notification-type. */
    public enum Kind {
        HANDSHAKE,
        HEARTBEAT,
        EVENT_NOTIFICATION,
        QUERY_STATUS,
        QUERY_EVENT
    }

    /**
     * One version of a resource, by its number in the subscription.
     *
     * @param resource where it is told in full, and may be
     */
    public record Event(
            long number,
            String type,
            String resourceId,
            long version,
            Instant stamp,
            Optional<PublishedResource> resource) {
        public Event with(Optional<PublishedResource> told) {
            return new Event(number, type, resourceId, version, stamp, told);
        }
    }

    /** The number of the last event that it tells; 0 where it tells none. */
    public long last() {
        return events.isEmpty() ? 0 : events.get(events.size() - 1).number();
    }
}
