package org.linkway.gateway.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.linkway.gateway.store.SubscriptionLedger;
import org.linkway.routes.port.PublishedResources;
import org.linkway.workflow.Notification;
import org.linkway.workflow.Notification.Event;
import org.linkway.workflow.Notification.Kind;
import org.linkway.workflow.Subscription;
import org.linkway.workflow.Subscription.Content;
import org.linkway.workflow.SubscriptionProgress;

/** Tells one subscriber what there is to tell, in order, until its endpoint does not take something or others have their turn. */
final class NotifySubscriber {
    /** In one turn. Where there is more, the next round makes a new one, behind those who wait already. */
    private static final int MOST_NOTIFICATIONS = 20;

    private final SubscriptionLedger ledger;
    private final PublishedResources resources;
    private final TellOne tellOne;
    private final BackOff backOff;
    private final Patience patience;
    private final int maxCount;
    private final Clock clock;

    NotifySubscriber(
            SubscriptionLedger ledger,
            PublishedResources resources,
            TellOne tellOne,
            BackOff backOff,
            Patience patience,
            int maxCount,
            Clock clock) {
        this.ledger = ledger;
        this.resources = resources;
        this.tellOne = tellOne;
        this.backOff = backOff;
        this.patience = patience;
        this.maxCount = maxCount;
        this.clock = clock;
    }

    /** For how long an endpoint may fail. */
    record Patience(Duration handshake, Duration notification) {
        private Duration of(Kind kind) {
            return kind == Kind.HANDSHAKE ? handshake : notification;
        }
    }

    void tell(String id) {
        int told = 0;
        while (told < MOST_NOTIFICATIONS
                && ledger.progress(id).filter(it -> tell(id, it)).isPresent()) {
            told++;
        }
    }

    /** Whether there may be more to tell. */
    private boolean tell(String id, SubscriptionProgress progress) {
        Instant now = now();
        if (progress.hasEnded(now)) {
            ledger.step(id, it -> it.hasEnded(now) ? it.ended() : it);
            return false;
        }
        Optional<Notification> due = progress.due(now).map(kind -> notification(progress, kind, now));
        due.ifPresent(notification -> told(id, progress, notification));
        return due.isPresent();
    }

    private void told(String id, SubscriptionProgress progress, Notification notification) {
        Duration pause = backOff.pauseAfter(progress.attempts() + 1);
        tellOne.tell(notification)
                .match(new TellingCases(
                        () -> ledger.step(id, it -> it.sent(notification, now())),
                        (problem, notBefore) -> ledger.step(
                                id,
                                it -> it.failed(
                                        notification,
                                        problem,
                                        now(),
                                        pause.compareTo(notBefore) < 0 ? notBefore : pause,
                                        Optional.of(patience.of(notification.kind())))),
                        problem -> ledger.step(
                                id, it -> it.failed(notification, problem, now(), pause, Optional.empty()))))
                .run();
    }

    private Notification notification(SubscriptionProgress progress, Kind kind, Instant now) {
        Subscription subscription = progress.subscription();
        List<Event> events = kind == Kind.EVENT_NOTIFICATION
                ? ledger.undelivered(progress, subscription.channel().maxCount().orElse(maxCount)).stream()
                        .map(event -> told(event, subscription))
                        .toList()
                : List.of();
        return new Notification(
                UUID.randomUUID().toString(),
                subscription,
                kind,
                subscription.channel().content(),
                events,
                progress.events(),
                now);
    }

    /** What its owner may read, at the moment it is told. */
    private Event told(Event event, Subscription subscription) {
        return subscription.channel().content() == Content.FULL_RESOURCE
                ? event.with(resources
                        .read(subscription.owner(), event.type(), event.resourceId(), event.version())
                        .map(version -> version.resource()))
                : event;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
