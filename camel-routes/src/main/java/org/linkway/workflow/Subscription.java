package org.linkway.workflow;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A party's wish to be told of what happens to its resources.
 *
 * @param canonical the topic as the party wrote it
 * @param filters searches, all of which a version has to meet, as the party wrote them
 * @param end when it ends by itself
 * @param error why it stands in {@link Status#ERROR}
 */
public record Subscription(
        String id,
        Party owner,
        Topic topic,
        String canonical,
        List<String> filters,
        Channel channel,
        Optional<Instant> end,
        Status status,
        Optional<String> error) {
    public Subscription {
        filters = List.copyOf(filters);
    }

    /**
     * How its owner is told.
     *
     * @param headers sent with each notification, each as {@code Name: value}
     * @param contentType of the notifications, as the owner wrote it
     * @param heartbeat after how long without a notification one is sent that says so
     * @param timeout how long an answer may take
     * @param maxCount how many events a notification may hold
     */
    public record Channel(
            String endpoint,
            List<String> headers,
            String contentType,
            Content content,
            Optional<Duration> heartbeat,
            Optional<Duration> timeout,
            Optional<Integer> maxCount) {
        public Channel {
            headers = List.copyOf(headers);
        }

        /** Headers may hold secrets. */
        @Override
        public String toString() {
            return "Channel[" + contentType + ", " + content + "]";
        }
    }

    /** How much a notification says of each event. */
    public enum Content {
        /** That it happened. */
        EMPTY,
        /** And to which resource. */
        ID_ONLY,
        /** And how it stands then. */
        FULL_RESOURCE
    }

    /** Whether it is told. */
    public enum Status {
        /** Its endpoint has not shown yet that it is there. */
        REQUESTED,
        ACTIVE,
        /** Its endpoint did not take what it was sent; events are still numbered. */
        ERROR,
        OFF
    }

    public Subscription standing(Status now, Optional<String> why) {
        return new Subscription(id, owner, topic, canonical, filters, channel, end, now, why);
    }

    /** Whether it asks for the same events. */
    public boolean isAboutTheSameAs(Subscription other) {
        return topic == other.topic && filters.equals(other.filters);
    }
}
