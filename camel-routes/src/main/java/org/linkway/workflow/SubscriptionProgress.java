package org.linkway.workflow;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.linkway.workflow.Notification.Kind;
import org.linkway.workflow.Subscription.Status;

/**
 * A subscription, and how far it has been told. Each method is one step; the store makes it while nobody else can.
 *
 * @param events the number of the last event
 * @param delivered the number of the last event that the endpoint has taken
 * @param attempts how many have failed since the last that did not
 * @param failingSince when the first of those was
 * @param heartbeatAt when to say that nothing happened, where the owner wants to hear that
 */
public record SubscriptionProgress(
        Subscription subscription,
        long events,
        long delivered,
        int attempts,
        Optional<Instant> failingSince,
        Instant nextAttemptAt,
        Optional<Instant> heartbeatAt) {

    /** With nothing told and a handshake to come. */
    public static SubscriptionProgress of(Subscription subscription, Instant now) {
        return new SubscriptionProgress(subscription, 0, 0, 0, Optional.empty(), now, Optional.empty());
    }

    /** What its owner now wants. Events are numbered on, and those that were not delivered are delivered yet. */
    public SubscriptionProgress restated(Subscription wanted, Instant now) {
        return new SubscriptionProgress(
                wanted, events, delivered, 0, Optional.empty(), now, heartbeatAfter(wanted, now));
    }

    /** What to say now; empty where there is nothing to say, or not yet. */
    public Optional<Kind> due(Instant now) {
        if (nextAttemptAt.isAfter(now)) {
            return Optional.empty();
        }
        if (subscription.status() == Status.REQUESTED) {
            return Optional.of(Kind.HANDSHAKE);
        }
        if (subscription.status() != Status.ACTIVE) {
            return Optional.empty();
        }
        if (events > delivered) {
            return Optional.of(Kind.EVENT_NOTIFICATION);
        }
        return heartbeatAt.filter(at -> !at.isAfter(now)).map(at -> Kind.HEARTBEAT);
    }

    public boolean hasEnded(Instant now) {
        return subscription.status() != Status.OFF
                && subscription.end().filter(end -> !end.isAfter(now)).isPresent();
    }

    public SubscriptionProgress ended() {
        return standing(Status.OFF, Optional.empty());
    }

    /** The endpoint took it. What was sent somewhere else, before the owner changed that, proves nothing. */
    public SubscriptionProgress sent(Notification told, Instant now) {
        if (isOutdated(told)) {
            return this;
        }
        Subscription after =
                told.kind() == Kind.HANDSHAKE ? subscription.standing(Status.ACTIVE, Optional.empty()) : subscription;
        return new SubscriptionProgress(
                after, events, Math.max(delivered, told.last()), 0, Optional.empty(), now, heartbeatAfter(after, now));
    }

    /**
     * The endpoint did not take it.
     *
     * @param pause until the next attempt
     * @param patience for how long attempts may fail before it is given up; empty where no further one will help
     */
    public SubscriptionProgress failed(
            Notification told, String problem, Instant now, Duration pause, Optional<Duration> patience) {
        if (isOutdated(told)) {
            return this;
        }
        Instant since = failingSince.orElse(now);
        boolean goesOn = patience.filter(it -> since.plus(it).isAfter(now)).isPresent();
        return goesOn
                ? new SubscriptionProgress(
                        subscription, events, delivered, attempts + 1, Optional.of(since), now.plus(pause), heartbeatAt)
                : standing(Status.ERROR, Optional.of(problem));
    }

    private boolean isOutdated(Notification told) {
        return !told.subscription().channel().equals(subscription.channel())
                || told.subscription().status() != subscription.status();
    }

    private SubscriptionProgress standing(Status status, Optional<String> why) {
        return new SubscriptionProgress(
                subscription.standing(status, why),
                events,
                delivered,
                attempts,
                failingSince,
                nextAttemptAt,
                Optional.empty());
    }

    private static Optional<Instant> heartbeatAfter(Subscription subscription, Instant now) {
        return subscription
                .channel()
                .heartbeat()
                .filter(period -> subscription.status() == Status.ACTIVE)
                .map(now::plus);
    }
}
