package org.linkway.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.linkway.gateway.store.TestChanges.GP_SYSTEM;
import static org.linkway.gateway.store.TestChanges.NOON;
import static org.linkway.gateway.store.TestChanges.OPERATOR;
import static org.linkway.gateway.store.TestChanges.OTHER_GP_SYSTEM;
import static org.linkway.gateway.store.TestSubscriptions.active;
import static org.linkway.gateway.store.TestSubscriptions.answer;
import static org.linkway.gateway.store.TestSubscriptions.created;
import static org.linkway.gateway.store.TestSubscriptions.publish;
import static org.linkway.gateway.store.TestSubscriptions.publishTask;
import static org.linkway.gateway.store.TestSubscriptions.resource;
import static org.linkway.gateway.store.TestSubscriptions.to;
import static org.linkway.gateway.store.TestSubscriptions.toTasks;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linkway.gateway.delivery.TestQueue;
import org.linkway.routes.port.Journal.Commit;
import org.linkway.routes.port.PublishedResources.Version;
import org.linkway.workflow.Notification.Event;
import org.linkway.workflow.Party;
import org.linkway.workflow.PublishedResource;
import org.linkway.workflow.Subscription;
import org.linkway.workflow.Subscription.Status;
import org.linkway.workflow.SubscriptionProgress;
import org.linkway.workflow.Topic;

/** Each event has one number, whoever writes and whichever node counts. */
@OnBothDatabases
class SubscriptionsIT {
    private final TestDatabase database;
    private TestStore store;

    SubscriptionsIT(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void empty() {
        database.emptied();
        store = storeAt(Clock.systemUTC());
    }

    private TestStore storeAt(Clock clock) {
        return new TestStore(database.dataSource(), TestQueue.on(database.dataSource()), clock);
    }

    @Test
    void numbersWhatMeetsTopicAndFilters() {
        Subscription all = active(store, toTasks());
        Subscription accepted = active(store, toTasks("Task?status=accepted"));
        Subscription one = active(store, toTasks("_id=second", "Task.status:not=requested"));
        Subscription requests = active(store, to(Topic.SERVICE_REQUEST, GP_SYSTEM));
        Subscription others = active(store, to(Topic.TASK, OTHER_GP_SYSTEM));

        publishTask(store, "first", "draft");
        publishTask(store, "first", "requested");
        publishTask(store, "second", "requested");
        publishTask(store, "first", "accepted");
        publishTask(store, "second", "accepted");
        publish(store, request("active"));
        publish(store, request("revoked"));
        numberAll();

        assertThat(events(all)).containsExactly("first/2", "second/1", "first/3", "second/2");
        assertThat(events(accepted)).containsExactly("first/3", "second/2");
        assertThat(events(one)).containsExactly("second/2");
        assertThat(events(requests)).containsExactly("request/2");
        assertThat(events(others)).isEmpty();
    }

    private static PublishedResource request(String status) {
        return new PublishedResource(
                "ServiceRequest",
                "request",
                GP_SYSTEM.id(),
                "{\"resourceType\":\"ServiceRequest\",\"status\":\"" + status + "\"}");
    }

    @Test
    void numbersEachVersionOnceUnderWritersAndNodes() throws Exception {
        Subscription subscription = active(store, toTasks());
        List<TestStore> nodes = List.of(store, storeAt(new TestClock(NOON)));
        int writers = 4;
        int each = 10;

        Together.run(writers + nodes.size(), thread -> {
            for (int change = 0; change < each; change++) {
                if (thread < writers) {
                    publishTask(nodes.get(thread % 2), "task-" + thread, "requested");
                } else {
                    nodes.get(thread - writers).subscriptionLedger().number(subscription.id());
                }
            }
            return thread;
        });
        numberAll();

        List<Event> events = store.subscriptions().events(GP_SYSTEM, subscription.id(), 1, Long.MAX_VALUE, 1000);
        assertThat(events)
                .extracting(Event::number)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, (long) writers * each).boxed().toList());
        assertThat(events).extracting(Event::stamp).isSorted();
        assertThat(events)
                .extracting(event -> event.resourceId() + "/" + event.version())
                .doesNotHaveDuplicates();
        assertThat(progress(subscription).events()).isEqualTo((long) writers * each);
    }

    @Test
    void numbersAfterTheHandshakeWhatHappenedBeforeIt() {
        Subscription subscription = created(store, toTasks());
        publishTask(store, "early", "requested");
        numberAll();
        assertThat(events(subscription)).isEmpty();

        store.subscriptionLedger().step(subscription.id(), TestSubscriptions::activated);
        publishTask(store, "late", "requested");
        numberAll();

        assertThat(events(subscription)).containsExactly("early/1", "late/1");
    }

    @Test
    void goesOnCountingInErrorAndNotWhileOff() {
        Subscription subscription = active(store, toTasks());
        publishTask(store, "before", "requested");
        stands(subscription, Status.ERROR);
        publishTask(store, "in-error", "requested");
        numberAll();
        stands(subscription, Status.OFF);
        publishTask(store, "while-off", "requested");
        update(subscription.standing(Status.REQUESTED, Optional.empty()));
        store.subscriptionLedger().step(subscription.id(), TestSubscriptions::activated);
        publishTask(store, "after", "requested");
        numberAll();

        assertThat(events(subscription)).containsExactly("before/1", "in-error/1", "after/1");
    }

    @Test
    void numbersNothingInErrorThatWasNeverActive() {
        Subscription never = created(store, toTasks());
        stands(never, Status.ERROR);
        publishTask(store, "task", "requested");

        assertThat(store.subscriptionLedger().behind()).isEmpty();
        store.subscriptionLedger().number(never.id());
        assertThat(events(never)).isEmpty();

        store.subscriptionLedger().step(never.id(), TestSubscriptions::activated);
        numberAll();
        assertThat(events(never)).containsExactly("task/1");
    }

    @Test
    void isTurnedOffWithAllThatHappenedUntilThen() {
        Subscription subscription = active(store, toTasks());
        publishTask(store, "not-yet-numbered", "requested");

        update(subscription.standing(Status.OFF, Optional.empty()));

        assertThat(events(subscription)).containsExactly("not-yet-numbered/1");
    }

    @Test
    void isStoppedAndDeletedEvenWhereItsEventsCannotBeNumbered() {
        Subscription stopped = unnumberable();
        Subscription deleted = unnumberable();
        assertThatThrownBy(() -> store.subscriptionLedger().number(stopped.id()))
                .isInstanceOf(StoreFailure.class);

        update(stopped.standing(Status.OFF, Optional.empty()));
        assertThat(store.subscriptions()
                        .delete(GP_SYSTEM, deleted.id(), current(deleted).version(), answer(store, Optional.empty())))
                .isEqualTo(new Commit.Committed());

        assertThat(progress(stopped).subscription().status()).isEqualTo(Status.OFF);
        assertThat(store.subscriptions().list(GP_SYSTEM)).hasSize(1);
    }

    /** A version of it has a number already, so the database refuses another. */
    private Subscription unnumberable() {
        Subscription subscription = active(store, toTasks());
        publishTask(store, "task-of-" + subscription.id(), "requested");
        store.jdbc()
                .sql("""
                        insert into subscription_event (subscription_id, number, type, resource_id, version, stamp)
                        select cast(:subscription as varchar(64)), 7, type, id, version, last_updated
                        from resource_version where id = :task
                        """)
                .param("subscription", subscription.id())
                .param("task", "task-of-" + subscription.id())
                .update();
        return subscription;
    }

    @Test
    void isListedToItsOwnerAndToOperators() {
        Subscription mine = created(store, toTasks());
        Subscription others = created(store, to(Topic.TASK, OTHER_GP_SYSTEM));

        assertThat(listed(GP_SYSTEM)).containsExactly(mine.id());
        assertThat(listed(OTHER_GP_SYSTEM)).containsExactly(others.id());
        assertThat(listed(OPERATOR)).containsExactlyInAnyOrder(mine.id(), others.id());
        assertThat(store.subscriptions().find(OPERATOR, mine.id())).isPresent();
    }

    private List<String> listed(Party party) {
        return store.subscriptions().list(party).stream()
                .map(it -> it.subscription().id())
                .toList();
    }

    @Test
    void publishesEachStatusToItsOwnerAlone() {
        Subscription subscription = active(store, toTasks());

        Version read = current(subscription);
        assertThat(read.version()).isEqualTo(2);
        assertThat(read.resource().json()).contains("\"active\"");
        assertThat(store.resources().read(OTHER_GP_SYSTEM, "Subscription", subscription.id()))
                .isEmpty();
        assertThat(store.subscriptions().find(OTHER_GP_SYSTEM, subscription.id()))
                .isEmpty();
        assertThat(store.subscriptions().list(OTHER_GP_SYSTEM)).isEmpty();
        assertThat(store.subscriptions().events(OTHER_GP_SYSTEM, subscription.id(), 1, 9, 9))
                .isEmpty();
    }

    @Test
    void changesOnlyTheVersionThatWasSeen() {
        Subscription subscription = active(store, toTasks());

        assertThat(store.subscriptions()
                        .update(subscription, resource(subscription), 1, answer(store, Optional.of(subscription.id()))))
                .isEqualTo(new Commit.Stale());
        assertThat(store.subscriptions().delete(GP_SYSTEM, subscription.id(), 1, answer(store, Optional.empty())))
                .isEqualTo(new Commit.Stale());
        assertThat(current(subscription).version()).isEqualTo(2);
    }

    @Test
    void leavesNothingOfADeletedOneButItsVersions() {
        Subscription subscription = active(store, toTasks());
        publishTask(store, "task", "requested");
        numberAll();

        assertThat(store.subscriptions().delete(GP_SYSTEM, subscription.id(), 2, answer(store, Optional.empty())))
                .isEqualTo(new Commit.Committed());

        assertThat(store.rows("subscription")).isZero();
        assertThat(store.rows("subscription_event")).isZero();
        assertThat(store.resources().read(GP_SYSTEM, "Subscription", subscription.id()))
                .isEmpty();
        assertThat(store.resources().read(GP_SYSTEM, "Subscription", subscription.id(), 1))
                .isPresent();
    }

    @Test
    void isDueWhenThereIsSomethingToSay() {
        TestClock clock = new TestClock(Clock.systemUTC().instant());
        store = storeAt(clock);
        Subscription subscription = created(store, toTasks());
        clock.advance(Duration.ofSeconds(1));
        assertThat(store.subscriptionLedger().due(clock.instant())).containsExactly(subscription.id());

        store.subscriptionLedger().step(subscription.id(), TestSubscriptions::activated);
        assertThat(store.subscriptionLedger().due(clock.instant())).isEmpty();

        publishTask(store, "task", "requested");
        numberAll();
        clock.advance(Duration.ofSeconds(1));
        assertThat(store.subscriptionLedger().due(clock.instant())).containsExactly(subscription.id());
    }

    private void numberAll() {
        List<String> behind = store.subscriptionLedger().behind();
        behind.forEach(store.subscriptionLedger()::number);
        // Again, and nothing happens twice.
        IntStream.range(0, 2).forEach(round -> behind.forEach(store.subscriptionLedger()::number));
    }

    private void stands(Subscription subscription, Status status) {
        store.subscriptionLedger()
                .step(subscription.id(), it -> it.restated(it.subscription().standing(status, Optional.empty()), NOON));
    }

    private void update(Subscription wanted) {
        assertThat(store.subscriptions()
                        .update(
                                wanted,
                                resource(wanted),
                                current(wanted).version(),
                                answer(store, Optional.of(wanted.id()))))
                .isEqualTo(new Commit.Committed());
    }

    private Version current(Subscription subscription) {
        return store.resources()
                .read(GP_SYSTEM, "Subscription", subscription.id())
                .orElseThrow();
    }

    private SubscriptionProgress progress(Subscription subscription) {
        return store.subscriptionLedger().progress(subscription.id()).orElseThrow();
    }

    private List<String> events(Subscription subscription) {
        return store.subscriptions().events(subscription.owner(), subscription.id(), 1, Long.MAX_VALUE, 1000).stream()
                .map(event -> event.resourceId() + "/" + event.version())
                .toList();
    }
}
