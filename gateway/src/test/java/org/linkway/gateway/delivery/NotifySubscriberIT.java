package org.linkway.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linkway.gateway.store.TestSubscriptions.created;
import static org.linkway.gateway.store.TestSubscriptions.publishTask;
import static org.linkway.gateway.store.TestSubscriptions.toTasks;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linkway.gateway.store.OnBothDatabases;
import org.linkway.gateway.store.TestClock;
import org.linkway.gateway.store.TestDatabase;
import org.linkway.gateway.store.TestStore;
import org.linkway.routes.outbound.DeliveryOutcome;
import org.linkway.workflow.Notification;
import org.linkway.workflow.Notification.Kind;
import org.linkway.workflow.Subscription;
import org.linkway.workflow.Subscription.Status;
import org.linkway.workflow.SubscriptionProgress;

/** An endpoint that works, fails for days, and comes back; the clock is moved. */
@OnBothDatabases
class NotifySubscriberIT {
    private static final Duration HANDSHAKE_WITHIN = Duration.ofMinutes(1);
    private static final Duration GIVE_UP_AFTER = Duration.ofDays(7);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

    private final TestClock clock = new TestClock(Clock.systemUTC().instant());
    private final List<Notification> taken = new ArrayList<>();
    private final TestStore store;
    private DeliveryOutcome answer = new DeliveryOutcome.Delivered();
    private int attempts;
    private NotifySubscriber notifySubscriber;

    NotifySubscriberIT(TestDatabase database) {
        store = new TestStore(database.emptied(), TestQueue.on(database.dataSource()), clock);
    }

    @BeforeEach
    void restart() {
        notifySubscriber = new NotifySubscriber(
                store.subscriptionLedger(),
                store.resources(),
                this::attempt,
                new BackOff(Duration.ofMillis(500), 2, LONGEST_PAUSE, () -> 1),
                new NotifySubscriber.Patience(HANDSHAKE_WITHIN, GIVE_UP_AFTER),
                2,
                clock);
    }

    private DeliveryOutcome attempt(Notification notification) {
        attempts++;
        if (answer instanceof DeliveryOutcome.Delivered) {
            taken.add(notification);
        }
        return answer;
    }

    @Test
    void shakesHandsAndThenTellsInOrderAndInPortions() {
        Subscription subscription = created(store, toTasks());
        publishTask(store, "one", "requested");
        publishTask(store, "two", "requested");
        publishTask(store, "three", "requested");

        round(subscription);
        round(subscription);

        assertThat(taken)
                .extracting(Notification::kind)
                .containsExactly(Kind.HANDSHAKE, Kind.EVENT_NOTIFICATION, Kind.EVENT_NOTIFICATION);
        assertThat(taken.get(0).subscription().status()).isEqualTo(Status.REQUESTED);
        assertThat(numbers()).containsExactly(1L, 2L, 3L);
        assertThat(taken.get(1).numbered()).isEqualTo(3);
    }

    @Test
    void leavesOthersTheirTurnAndGoesOnInTheNextRound() {
        Subscription subscription = shaken();
        for (int task = 0; task < 41; task++) {
            publishTask(store, "task-" + task, "requested");
        }

        round(subscription);
        assertThat(numbers()).hasSize(40);

        round(subscription);
        assertThat(numbers())
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 41).boxed().toList());
    }

    @Test
    void saysThatNothingHappenedOnceThePeriodIsOver() {
        Subscription subscription = shaken();
        round(subscription);
        assertThat(taken).hasSize(1);

        clock.advance(Duration.ofMinutes(1));
        round(subscription);
        round(subscription);

        assertThat(taken).extracting(Notification::kind).containsExactly(Kind.HANDSHAKE, Kind.HEARTBEAT);
    }

    @Test
    void losesNothingOfAnEndpointThatFailsForDays() {
        Subscription subscription = shaken();
        fails("The endpoint answered 500.");
        publishTask(store, "one", "requested");
        rounds(subscription, Duration.ofDays(6));
        int sixDays = attempts;
        publishTask(store, "two", "requested");
        publishTask(store, "three", "requested");
        restart();

        answer = new DeliveryOutcome.Delivered();
        clock.advance(LONGEST_PAUSE);
        round(subscription);

        // No more than one attempt for each of the longest pauses, and the first shorter ones.
        assertThat(sixDays).isBetween(100, 6 * 24 * 4 + 20);
        assertThat(numbers()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void givesUpAndSaysWhyAndGoesOnOnceItIsAskedTo() {
        Subscription subscription = shaken();
        fails("The endpoint answered 500.");
        publishTask(store, "one", "requested");
        rounds(subscription, GIVE_UP_AFTER.plusHours(1));

        SubscriptionProgress givenUp = progress(subscription);
        assertThat(givenUp.subscription().status()).isEqualTo(Status.ERROR);
        assertThat(givenUp.subscription().error()).contains("The endpoint answered 500.");
        int before = attempts;
        publishTask(store, "two", "requested");
        rounds(subscription, Duration.ofDays(1));
        assertThat(attempts).isEqualTo(before);
        assertThat(progress(subscription).events()).isEqualTo(2);

        answer = new DeliveryOutcome.Delivered();
        store.subscriptionLedger()
                .step(
                        subscription.id(),
                        it -> it.restated(
                                it.subscription().standing(Status.REQUESTED, Optional.empty()), clock.instant()));
        round(subscription);

        assertThat(taken).extracting(Notification::kind).contains(Kind.HANDSHAKE, Kind.EVENT_NOTIFICATION);
        assertThat(numbers()).containsExactly(1L, 2L);
        assertThat(progress(subscription).subscription().error()).isEmpty();
    }

    @Test
    void standsInErrorWhereTheHandshakeIsNotTaken() {
        Subscription subscription = created(store, toTasks());
        fails("The endpoint could not be reached.");

        rounds(subscription, HANDSHAKE_WITHIN.multipliedBy(20));

        assertThat(progress(subscription).subscription().status()).isEqualTo(Status.ERROR);
    }

    @Test
    void asksNoLongerWhereNothingMayBeSent() {
        Subscription subscription = created(store, toTasks());
        answer = new DeliveryOutcome.Parked("The host is at a private address.");

        round(subscription);

        assertThat(attempts).isEqualTo(1);
        assertThat(progress(subscription).subscription().error()).contains("The host is at a private address.");
    }

    @Test
    void takesNoHandshakeOfAnotherEndpointForThisOne() {
        Subscription subscription = created(store, toTasks());
        SubscriptionProgress asked = progress(subscription);
        Notification elsewhere = new Notification(
                "elsewhere",
                created(store, toTasks("status=accepted")).standing(Status.ACTIVE, Optional.empty()),
                Kind.HANDSHAKE,
                asked.subscription().channel().content(),
                List.of(),
                0,
                clock.instant());

        assertThat(asked.sent(elsewhere, clock.instant())).isEqualTo(asked);
        assertThat(asked.failed(elsewhere, "no", clock.instant(), Duration.ZERO, Optional.empty()))
                .isEqualTo(asked);
    }

    private Subscription shaken() {
        Subscription subscription = created(store, toTasks());
        round(subscription);
        assertThat(progress(subscription).subscription().status()).isEqualTo(Status.ACTIVE);
        return subscription;
    }

    private void fails(String problem) {
        answer = new DeliveryOutcome.RetryLater(problem);
        attempts = 0;
    }

    /** As the round of a node does it. */
    private void round(Subscription subscription) {
        clock.advance(Duration.ofSeconds(1));
        store.subscriptionLedger().behind().forEach(store.subscriptionLedger()::number);
        if (store.subscriptionLedger().due(clock.instant()).contains(subscription.id())) {
            notifySubscriber.tell(subscription.id());
        }
    }

    private void rounds(Subscription subscription, Duration time) {
        for (long minute = 0; minute < time.toMinutes(); minute += 5) {
            round(subscription);
            clock.advance(Duration.ofMinutes(5));
        }
    }

    private SubscriptionProgress progress(Subscription subscription) {
        return store.subscriptionLedger().progress(subscription.id()).orElseThrow();
    }

    private List<Long> numbers() {
        return taken.stream()
                .flatMap(notification -> notification.events().stream())
                .map(Notification.Event::number)
                .toList();
    }
}
