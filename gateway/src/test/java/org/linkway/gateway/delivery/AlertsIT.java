package org.linkway.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linkway.gateway.store.TestChanges.GP_SYSTEM;
import static org.linkway.gateway.store.TestChanges.LINK_WORKERS;
import static org.linkway.gateway.store.TestChanges.OPERATOR;
import static org.linkway.gateway.store.TestChanges.OTHER_GP_SYSTEM;
import static org.linkway.gateway.store.TestChanges.OTHER_LINK_WORKERS;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linkway.Hazard;
import org.linkway.gateway.store.OnBothDatabases;
import org.linkway.gateway.store.TestChanges;
import org.linkway.gateway.store.TestDatabase;
import org.linkway.routes.outbound.DeliveryOutcome.Delivered;
import org.linkway.routes.port.Alerts.Alert;
import org.linkway.routes.port.Alerts.Kind;
import org.linkway.workflow.Change;
import org.linkway.workflow.Delivery;
import org.linkway.workflow.Party;

/** What an operator is told, and by whom. No scheduler runs: each delivery stands as the test wrote it. */
@OnBothDatabases
class AlertsIT {
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final TestDatabase database;
    private TestEngine node;

    AlertsIT(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void start() {
        database.emptied();
        node = new TestEngine(database.dataSource(), it -> new Delivered(), Map.of());
    }

    @Test
    void believesNoNodeForLongThatHasDied() {
        node.store.deliveryLedger().record(committed("one").retrying("The partner is away.", Instant.now()));
        said(Kind.DESTINATION_FAILING, "one");
        node.watch.watch();
        assertThat(open()).containsExactly("DESTINATION_FAILING one");

        node.watchLater.apply(TellFailing.HOLDS.minus(MOMENT.multipliedBy(20))).watch();
        assertThat(open()).as("its word holds").containsExactly("DESTINATION_FAILING one");
        node.watchLater.apply(TellFailing.HOLDS.plus(MOMENT)).watch();
        assertThat(open()).isEmpty();
        assertThat(all()).as("raised once, and cleared once").hasSize(1);
    }

    @Test
    void believesANodeAsLongAsItSaysSoAgain() {
        node.store.deliveryLedger().record(committed("one").retrying("The partner is away.", Instant.now()));
        said(Kind.DESTINATION_FAILING, "one");
        node.watch.watch();
        node.store
                .deliveryLedger()
                .failing(
                        Kind.DESTINATION_FAILING, Set.of("one"), Instant.now().plus(TellFailing.HOLDS.multipliedBy(2)));

        node.watchLater.apply(TellFailing.HOLDS.plus(MOMENT)).watch();

        assertThat(open()).containsExactly("DESTINATION_FAILING one");
        assertThat(all()).hasSize(1);
    }

    @Test
    void saysNothingOfABreakerBehindWhichNothingWaits() {
        committed("one");
        said(Kind.DESTINATION_FAILING, "one");

        node.watch.watch();

        assertThat(open()).isEmpty();
    }

    @Test
    void namesWhatHasToBeAskedBeforeAnythingCanGo() {
        node.needed.add("the demographics service");
        node.tell.tell();
        node.watch.watch();
        node.watch.watch();
        assertThat(node.store.alerts().open()).singleElement().satisfies(it -> {
            assertThat(it.kind()).isEqualTo(Kind.NEEDED_SERVICE_FAILING);
            assertThat(it.subject()).isEqualTo("the demographics service");
            assertThat(it.sentence()).contains("because the demographics service does not");
        });

        node.needed.clear();
        node.tell.tell();
        node.watchLater.apply(TellFailing.HOLDS.plus(MOMENT)).watch();
        assertThat(open()).isEmpty();
    }

    @Test
    @Hazard("H2")
    void tellsOfWhatIsHeldUpForTooLong() {
        Delivery held = committed("one");
        node.store.deliveryLedger().record(held.held("The token endpoint answered 503.", Instant.now()));
        committed("never tried");

        node.watch.watch();
        assertThat(open()).as("it may be over soon").isEmpty();
        node.watchLater.apply(Duration.ofHours(1)).watch();
        assertThat(open()).containsExactly("DELIVERIES_HELD one");
    }

    @Test
    void saysHowManyMoreThereAreAndClearsThemAll() {
        Instant now = Instant.now();
        IntStream.range(0, 503)
                .forEach(number -> node.store.alerts().raise(Kind.DELIVERIES_PARKED, "d" + number, "Parked.", now));

        assertThat(node.store.alerts().list(OPERATOR, true)).satisfies(it -> {
            assertThat(it.alerts())
                    .hasSize(500)
                    .first()
                    .extracting(Alert::subject)
                    .isEqualTo("d502");
            assertThat(it.more()).isEqualTo(3);
        });
        assertThat(node.store.alerts().open()).hasSize(503);

        node.watch.watch();
        assertThat(open()).as("nothing is parked").isEmpty();
        assertThat(node.store.alerts().list(OPERATOR, true).more()).isZero();
    }

    @Test
    @Hazard("H14")
    void showsAPartyTheAlertsAtItsDestinations() {
        committed("one");
        Instant now = Instant.now();
        node.store.alerts().raise(Kind.DELIVERIES_PARKED, "one", "Parked.", now);
        node.store.alerts().raise(Kind.DELIVERIES_PARKED, "two", "Parked.", now);
        node.store.alerts().raise(Kind.NEEDED_SERVICE_FAILING, "the lookup", "Held up.", now);

        assertThat(subjects(OPERATOR)).containsExactlyInAnyOrder("one", "two", "the lookup");
        assertThat(subjects(LINK_WORKERS)).containsExactlyInAnyOrder("one", "the lookup");
        assertThat(subjects(OTHER_LINK_WORKERS)).containsExactly("the lookup");
        assertThat(subjects(GP_SYSTEM)).containsExactly("one");
        assertThat(subjects(OTHER_GP_SYSTEM)).isEmpty();
    }

    private List<String> subjects(Party party) {
        return node.store.alerts().list(party, true).alerts().stream()
                .map(Alert::subject)
                .toList();
    }

    private void said(Kind kind, String subject) {
        node.store.deliveryLedger().failing(kind, Set.of(subject), Instant.now().plus(TellFailing.HOLDS));
    }

    private List<String> open() {
        return node.store.alerts().open().stream()
                .map(it -> it.kind() + " " + it.subject())
                .toList();
    }

    private List<Alert> all() {
        return node.store.alerts().list(OPERATOR, false).alerts();
    }

    private Delivery committed(String destination) {
        Change opening = TestChanges.opening();
        Delivery delivery =
                TestChanges.delivery(opening, destination, Instant.now().truncatedTo(ChronoUnit.MILLIS));
        node.store.journal().commit(TestChanges.delivering(opening, List.of(delivery)), 0);
        return delivery;
    }
}
