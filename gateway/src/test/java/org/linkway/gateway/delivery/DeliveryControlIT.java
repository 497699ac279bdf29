package org.linkway.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.linkway.gateway.store.TestChanges.OPERATOR;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linkway.gateway.store.FollowsDeliveries;
import org.linkway.gateway.store.OnBothDatabases;
import org.linkway.gateway.store.TestChanges;
import org.linkway.gateway.store.TestDatabase;
import org.linkway.routes.outbound.DeliveryOutcome.Delivered;
import org.linkway.routes.outbound.DeliveryOutcome.Parked;
import org.linkway.routes.outbound.DeliveryOutcome.RetryLater;
import org.linkway.routes.port.Alerts;
import org.linkway.routes.port.DeliveryControl;
import org.linkway.routes.port.DeliveryControl.Flow;
import org.linkway.routes.port.DeliveryControl.Hand;
import org.linkway.routes.port.DeliveryControl.Selection;
import org.linkway.workflow.Change;
import org.linkway.workflow.Delivery;
import org.linkway.workflow.Delivery.State;
import org.linkway.workflow.Party;

@OnBothDatabases
class DeliveryControlIT {
    private static final Hand HAND = new Hand("Opal Operator", "the practice moves house");
    private static final String CANCELLED = "Cancelled by Opal Operator: the practice moves house";

    private final TestDatabase database;
    private final Queue<UUID> attempts = new ConcurrentLinkedQueue<>();
    private final Queue<String> followed = new ConcurrentLinkedQueue<>();
    private volatile DeliverOne partner = it -> new Delivered();
    private volatile Optional<UUID> breaksOffAt = Optional.empty();
    private TestEngine node;
    private TestEngine other;

    DeliveryControlIT(TestDatabase database) {
        this.database = database;
    }

    /** Two nodes, of which one gets the commands. */
    @BeforeEach
    void start() {
        database.emptied();
        node = engine();
        other = engine();
        node.scheduler.start();
        other.scheduler.start();
    }

    @AfterEach
    void stop() {
        node.scheduler.stop();
        other.scheduler.stop();
    }

    private TestEngine engine() {
        FollowsDeliveries recording = new FollowsDeliveries() {
            @Override
            public void gaveUp(Delivery delivery, String sentence) {
                followed.add("gave up: " + sentence);
            }

            @Override
            public void cancelled(Delivery delivery, String sentence) {
                breakOff(delivery);
                followed.add("cancelled: " + sentence);
            }

            @Override
            public void replayed(Delivery delivery, String sentence) {
                breakOff(delivery);
                followed.add("replayed: " + sentence);
            }
        };
        return new TestEngine(
                database.dataSource(),
                it -> {
                    attempts.add(it.id());
                    return partner.deliver(it);
                },
                Map.of(),
                recording,
                new Rounds(Map.of()));
    }

    private void breakOff(Delivery delivery) {
        if (breaksOffAt.equals(Optional.of(delivery.id()))) {
            throw new IllegalStateException("The power went.");
        }
    }

    private DeliveryControl control() {
        return node.store.deliveryControl();
    }

    @Test
    void startsNothingAtAPausedDestinationOnAnyNode() {
        assertEnds(committed("one", Instant.now()), State.DELIVERED);
        control().let(OPERATOR, "one", Flow.PAUSED, HAND);
        List<Delivery> waiting = IntStream.range(0, 20)
                .mapToObj(number -> committed("one", Instant.now()))
                .toList();

        IntStream.range(0, 20).forEach(number -> assertEnds(committed("two", Instant.now()), State.DELIVERED));
        awaitAsleep(waiting);
        assertThat(waiting).extracting(this::state).containsOnly(State.PENDING);
        assertThat(attempts)
                .doesNotContainAnyElementsOf(waiting.stream().map(Delivery::id).toList());
        DeliveryControl.Destination paused = destination("one");
        assertThat(paused.flow()).isEqualTo(Flow.PAUSED);
        assertThat(paused.hand()).contains(HAND);
        assertThat(paused.counts()).isEqualTo(Map.of(State.DELIVERED, 1L, State.PENDING, 20L));
        assertThat(paused.oldestWaiting()).isPresent();

        control().let(OPERATOR, "one", Flow.RUNNING, HAND);
        waiting.forEach(it -> assertEnds(it, State.DELIVERED));
    }

    /** They sleep for minutes unless they are called. */
    private void awaitAsleep(List<Delivery> waiting) {
        await().untilAsserted(() -> assertThat(node.store
                        .jdbc()
                        .sql("select count(*) from scheduled_tasks where not picked and execution_time > :soon")
                        .param("soon", OffsetDateTime.now(ZoneOffset.UTC).plusMinutes(1))
                        .query(Long.class)
                        .single())
                .isEqualTo(waiting.size()));
    }

    @Test
    void drainsWhatIsQueuedAndKeepsWhatComesLater() {
        partner = it -> new RetryLater("The partner is away.");
        Delivery queued = committed("one", Instant.now());
        assertEnds(queued, State.RETRYING);

        control().let(OPERATOR, "one", Flow.DRAINING, HAND);
        Delivery later = committed("one", Instant.now());
        assertThat(destination("one").flow()).isEqualTo(Flow.DRAINING);
        partner = it -> new Delivered();

        assertEnds(queued, State.DELIVERED);
        await().untilAsserted(() -> assertThat(destination("one").flow()).isEqualTo(Flow.PAUSED));
        assertThat(state(later)).isEqualTo(State.PENDING);
        assertThat(attempts).doesNotContain(later.id());
        control().let(OPERATOR, "one", Flow.RUNNING, HAND);
        assertEnds(later, State.DELIVERED);
    }

    @Test
    void isPausedAtOnceWhereThereIsNothingToDrain() {
        assertEnds(committed("one", Instant.now()), State.DELIVERED);

        control().let(OPERATOR, "one", Flow.DRAINING, HAND);

        assertThat(destination("one").flow()).isEqualTo(Flow.PAUSED);
    }

    @Test
    void cancelsOneAndAllAndWhatTheyWereToBringFollows() {
        partner = it -> new RetryLater("The partner is away.");
        List<Delivery> all = IntStream.range(0, 4)
                .mapToObj(number -> committed("one", Instant.now()))
                .toList();
        Delivery elsewhere = committed("two", Instant.now());
        all.forEach(it -> assertEnds(it, State.RETRYING));

        assertThat(control().cancel(OPERATOR, Selection.of(List.of(all.get(0).id())), HAND))
                .isEqualTo(1);
        assertThat(now(all.get(0)).lastProblem()).contains(CANCELLED);
        assertThat(control().cancel(OPERATOR, Selection.all("one"), HAND)).isEqualTo(3);
        assertThat(control().cancel(OPERATOR, Selection.all("one"), HAND))
                .as("again")
                .isZero();

        assertThat(all).extracting(this::state).containsOnly(State.CANCELLED);
        assertThat(followed).hasSize(4).containsOnly("cancelled: " + CANCELLED);
        await().untilAsserted(() -> assertThat(node.store.rows("scheduled_tasks"))
                .as("only the other")
                .isEqualTo(1));
        assertThat(state(elsewhere)).isEqualTo(State.RETRYING);
    }

    @Test
    void replaysOneSomeAndAllThatAreParked() {
        partner = it -> new Parked("Not now.");
        List<Delivery> all = IntStream.range(0, 6)
                .mapToObj(number -> committed("one", Instant.now()))
                .toList();
        all.forEach(it -> assertEnds(it, State.PARKED));
        partner = it -> new Delivered();

        assertThat(replay(Selection.of(List.of(all.get(0).id())))).isEqualTo(1);
        assertEnds(all.get(0), State.DELIVERED);
        assertThat(replay(Selection.of(
                        List.of(all.get(0).id(), all.get(1).id(), all.get(2).id()))))
                .as("the first has arrived")
                .isEqualTo(2);
        assertThat(replay(Selection.all("one"))).isBetween(3, 5);

        all.forEach(it -> assertEnds(it, State.DELIVERED));
        assertThat(now(all.get(5)).attempts()).isEqualTo(1);
        assertThat(followed).anySatisfy(it -> assertThat(it).startsWith("replayed: Replayed by "));
    }

    /** Nothing is delivered here, so that what is replayed can be counted. */
    @Test
    void replaysMoreThanAFewLittleByLittleAndWhatIsDoneStaysDone() {
        partner = it -> new Parked("Not now.");
        List<Delivery> all = IntStream.range(0, 450)
                .mapToObj(number -> committed("many", Instant.now()))
                .toList();
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(destination("many").counts()).isEqualTo(Map.of(State.PARKED, 450L)));
        control().let(OPERATOR, "many", Flow.PAUSED, HAND);

        breaksOffAt = Optional.of(all.get(410).id());
        assertThatThrownBy(() -> replay(Selection.all("many"))).hasMessage("The power went.");
        assertThat(destination("many").counts()).isEqualTo(Map.of(State.PENDING, 400L, State.PARKED, 50L));

        breaksOffAt = Optional.empty();
        assertThat(replay(Selection.all("many"))).as("the rest").isEqualTo(50);

        breaksOffAt = Optional.of(all.get(199).id());
        assertThatThrownBy(() -> control().cancel(OPERATOR, Selection.all("many"), HAND))
                .hasMessage("The power went.");
        assertThat(destination("many").counts()).as("all or nothing of those").isEqualTo(Map.of(State.PENDING, 450L));
        breaksOffAt = Optional.empty();
        assertThat(control().cancel(OPERATOR, Selection.all("many"), HAND)).isEqualTo(450);
    }

    @Test
    void givesUpAnewAfterAReplay() {
        partner = it -> new RetryLater("The partner is away.");
        Delivery old = committed("one", Instant.now().minus(TestEngine.giveUpAfter()));
        assertEnds(old, State.PARKED);
        assertThat(followed).containsExactly("gave up: No answer for 7 days: The partner is away.");

        replay(Selection.all("one"));

        assertEnds(old, State.RETRYING);
        assertThat(followed).hasSize(2).anySatisfy(it -> assertThat(it).startsWith("replayed: Replayed by "));
    }

    @Test
    void letsAnAttemptOfAnEarlierLifeUndoNothing() {
        partner = it -> new Parked("Not now.");
        Delivery delivery = committed("one", Instant.now());
        assertEnds(delivery, State.PARKED);
        control().let(OPERATOR, "one", Flow.PAUSED, HAND);
        replay(Selection.of(List.of(delivery.id())));

        node.store.deliveryLedger().record(delivery.retrying("It comes in late.", Instant.now()));

        assertThat(state(delivery)).isEqualTo(State.PENDING);
    }

    @Test
    void showsAndChangesNothingThatAPartyMayNotSee() {
        partner = it -> new Parked("Not now.");
        Delivery delivery = committed("one", Instant.now());
        assertEnds(delivery, State.PARKED);
        Party stranger = new Party("stranger", Party.Kind.WORKER, "Strange Workers", Set.of());
        Selection one = Selection.of(List.of(delivery.id()));

        assertThat(control().destinations(stranger)).isEmpty();
        assertThat(control().replay(stranger, one, HAND)).isZero();
        assertThat(control().cancel(stranger, one, HAND)).isZero();
        assertThat(node.store.deliveries().find(stranger, delivery.id())).isEmpty();
    }

    /** Though that of another came later. */
    @Test
    void showsEachPartyTheLastProblemOfItsOwn() {
        partner = it -> new Parked("Theirs was refused.");
        assertEnds(committed("shared", Instant.now()), State.PARKED);
        partner = it -> new Parked("The others' was refused.");
        assertEnds(committed(TestChanges.OTHER_LINK_WORKERS, "shared", Instant.now()), State.PARKED);

        assertThat(lastProblem(TestChanges.LINK_WORKERS)).contains("Theirs was refused.");
        assertThat(lastProblem(TestChanges.OTHER_LINK_WORKERS)).contains("The others' was refused.");
        assertThat(lastProblem(OPERATOR)).contains("The others' was refused.");
    }

    private Optional<String> lastProblem(Party party) {
        return control().destinations(party).stream()
                .filter(it -> it.name().equals("shared"))
                .findFirst()
                .flatMap(DeliveryControl.Destination::lastProblem);
    }

    @Test
    void raisesAnAlertOnceAndClearsItOnceHoweverManyNodesLook() {
        partner = it -> new Parked("Not now.");
        IntStream.range(0, 3).forEach(number -> assertEnds(committed("one", Instant.now()), State.PARKED));

        lookFromBothNodes();
        lookFromBothNodes();
        assertThat(node.store.alerts().open())
                .extracting(it -> it.kind() + " " + it.subject())
                .containsExactly("DELIVERIES_PARKED one");

        partner = it -> new Delivered();
        replay(Selection.all("one"));
        await().untilAsserted(() -> assertThat(destination("one").counts()).isEqualTo(Map.of(State.DELIVERED, 3L)));
        lookFromBothNodes();
        assertThat(node.store.alerts().open()).isEmpty();
        assertThat(node.store.alerts().list(OPERATOR, false).alerts())
                .singleElement()
                .satisfies(it -> assertThat(it.clearedAt()).isPresent());
    }

    @Test
    void raisesAnAlertWhereADestinationHasFailedForTooLong() {
        partner = it -> new RetryLater("The partner is away.");
        assertEnds(committed("one", Instant.now()), State.RETRYING);
        assertEnds(committed("two", Instant.now().minus(Duration.ofHours(1))), State.RETRYING);

        lookFromBothNodes();

        assertThat(node.store.alerts().open()).singleElement().satisfies(it -> {
            assertThat(it.kind()).isEqualTo(Alerts.Kind.DESTINATION_FAILING);
            assertThat(it.subject()).isEqualTo("two");
        });
    }

    private void lookFromBothNodes() {
        List<Thread> looking = List.of(new Thread(node.watch::watch), new Thread(other.watch::watch));
        looking.forEach(Thread::start);
        looking.forEach(it -> {
            try {
                it.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private int replay(Selection selection) {
        return control().replay(OPERATOR, selection, HAND);
    }

    private DeliveryControl.Destination destination(String name) {
        return control().destinations(OPERATOR).stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Delivery committed(String destination, Instant madeAt) {
        return committed(TestChanges.LINK_WORKERS, destination, madeAt);
    }

    private Delivery committed(Party worker, String destination, Instant madeAt) {
        Change opening = TestChanges.opening(TestChanges.GP_SYSTEM, worker);
        Delivery delivery = TestChanges.delivery(opening, destination, madeAt);
        node.store.journal().commit(TestChanges.delivering(opening, List.of(delivery)), 0);
        return delivery;
    }

    private void assertEnds(Delivery delivery, State state) {
        await().pollDelay(Duration.ZERO)
                .untilAsserted(() -> assertThat(state(delivery)).isEqualTo(state));
    }

    private State state(Delivery delivery) {
        return now(delivery).state();
    }

    private Delivery now(Delivery delivery) {
        return node.store.deliveries().find(OPERATOR, delivery.id()).orElseThrow();
    }
}
