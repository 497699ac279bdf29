package org.linkway.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linkway.gateway.store.TestChanges.OPERATOR;
import static org.linkway.gateway.store.TestChanges.TIMERS;
import static org.linkway.gateway.store.TestChanges.noNote;

import ca.uhn.fhir.context.FhirContext;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linkway.gateway.delivery.TestQueue;
import org.linkway.referral.EventType;
import org.linkway.referral.Referral;
import org.linkway.routes.RouteId;
import org.linkway.routes.inbound.CommitChange;
import org.linkway.routes.port.EventFeed.Entry;
import org.linkway.routes.port.Journal.Commit;
import org.linkway.routes.recovery.RingTimerRoute;
import org.linkway.routes.recovery.RingTimers;
import org.linkway.translation.InboundRules;
import org.linkway.translation.ReferralTranslation;
import org.linkway.workflow.CodingPolicy;
import org.linkway.workflow.RecordEvent;
import org.linkway.workflow.Timer;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A database that the first version of Linkway wrote, taken over by this one. */
@OnBothDatabases
class MigrationIT {
    private static final List<StoredReferral> BEFORE = StoredReferral.ofVersion(1);
    private static final Instant WHEN_OPENED = Instant.parse("2026-03-02T12:00:01Z");

    private final TestDatabase database;
    private final TestClock clock = new TestClock(WHEN_OPENED.plus(Duration.ofHours(1)));
    private TestStore store;

    MigrationIT(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void migrate() {
        DataSource dataSource = database.migratedTo("1");
        JdbcClient jdbc = JdbcClient.create(dataSource);
        for (int place = 0; place < BEFORE.size(); place++) {
            write(jdbc, BEFORE.get(place), WHEN_OPENED.plusMillis(place));
        }
        database.migrate(dataSource);
        store = new TestStore(dataSource, TestQueue.on(dataSource), clock);
    }

    private static void write(JdbcClient jdbc, StoredReferral stored, Instant openedAt) {
        UUID id = UUID.fromString(stored.text("/id").orElseThrow());
        jdbc.sql("""
                        insert into referral (id, version, status, stage, sender, worker, nhs_number, received_at, opened_at, document)
                        values (:id, :version, :status, :stage, :sender, :worker, :number, :receivedAt, :openedAt, :document)
                        """)
                .param("id", id)
                .param("version", stored.events().size())
                .param("status", stored.text("/status").orElseThrow())
                .param("stage", stored.text("/stage").orElseThrow())
                .param("sender", stored.text("/sender").orElseThrow())
                .param("worker", stored.text("/worker").orElseThrow())
                .param("number", stored.text("/person/nhsNumber").orElse(null), Types.VARCHAR)
                .param(
                        "receivedAt",
                        Instants.column(Instant.parse(stored.text("/receivedAt").orElseThrow())))
                .param("openedAt", Instants.column(openedAt))
                .param("document", stored.document().toString())
                .update();
        for (int place = 0; place < stored.events().size(); place++) {
            JsonNode event = stored.events().get(place);
            jdbc.sql("""
                            insert into referral_event (id, referral_id, version_after, status_after, type, document)
                            values (:id, :referral, :version, :status, :type, :document)
                            """)
                    .param("id", UUID.fromString(event.get("id").stringValue()))
                    .param("referral", id)
                    .param("version", place + 1)
                    .param("status", stored.stands().get(place).split(":", -1)[0])
                    .param("type", event.get("type").stringValue())
                    .param("document", event.toString())
                    .update();
        }
    }

    @Test
    void readsEveryReferralAsItStood() {
        for (StoredReferral stored : BEFORE) {
            Referral read = found(stored);

            assertThat(read).isEqualTo(stored.read());
            assertThat(read.episode()).isEqualTo(read.id());
        }
    }

    @Test
    void tellsAllEventsInOrderAndTheNextOnesAfterThem() {
        List<Entry> told = feed(Optional.empty());
        assertThat(told)
                .extracting(entry -> entry.event().id())
                .containsExactlyElementsOf(BEFORE.stream()
                        .flatMap(stored -> stored.read().events().stream())
                        .map(event -> event.id())
                        .toList());
        Referral open =
                found(BEFORE.stream().filter(StoredReferral::isOpen).findFirst().orElseThrow());

        Commit commit = store.journal().commit(TestChanges.next(open, EventType.MOVED_AWAY, noNote()), open.version());

        assertThat(commit).isEqualTo(new Commit.Committed());
        assertThat(feed(Optional.of(told.get(told.size() - 1).event().id())))
                .extracting(entry -> entry.event().type())
                .containsExactly(EventType.MOVED_AWAY);
    }

    @Test
    void givesEachOpenReferralItsClocksAtTheFirstLookAndClosedOnesNone() throws Exception {
        List<UUID> looked = store.clocks().ringing(clock.instant());
        assertThat(looked)
                .containsExactlyInAnyOrderElementsOf(BEFORE.stream()
                        .filter(StoredReferral::isOpen)
                        .map(stored -> stored.read().id())
                        .toList());
        ring(looked);

        for (UUID id : looked) {
            Referral referral = store.referrals().find(OPERATOR, id).orElseThrow();
            assertThat(TIMERS.of(referral)).isNotEmpty();
            assertThat(timers(id))
                    .containsExactlyInAnyOrderElementsOf(
                            TIMERS.of(referral).stream().map(Timer::dueAt).toList());
        }
        assertThat(store.clocks().ringing(clock.instant())).isEmpty();
    }

    private void ring(List<UUID> referrals) throws Exception {
        CamelContext routes = new DefaultCamelContext();
        routes.addRoutes(new RingTimerRoute(ringTimers()));
        routes.start();
        try {
            ProducerTemplate caller = routes.createProducerTemplate();
            referrals.forEach(id -> caller.requestBody(RouteId.RECOVERY_TIMER_RING.endpoint(), id, Boolean.class));
        } finally {
            routes.stop();
        }
    }

    private RingTimers ringTimers() {
        CommitChange commitChange = new CommitChange(
                new ReferralTranslation(FhirContext.forR4Cached(), new InboundRules(Set.of(), false), UUID::randomUUID),
                store.resources(),
                store.journal(),
                OPERATOR);
        return new RingTimers(
                new RecordEvent(new CodingPolicy(List.of()), TestChanges.WORK, TIMERS, UUID::randomUUID),
                store.referrals(),
                commitChange,
                store.clocks(),
                TIMERS,
                OPERATOR,
                clock);
    }

    private List<Instant> timers(UUID referral) {
        return store.jdbc()
                .sql("select due_at from referral_timer where referral_id = :id")
                .param("id", referral)
                .query((row, number) -> Instants.read(row, "due_at"))
                .list();
    }

    private Referral found(StoredReferral stored) {
        return store.referrals().find(OPERATOR, stored.read().id()).orElseThrow();
    }

    private List<Entry> feed(Optional<UUID> after) {
        return new ArrayList<>(store.feed().after(OPERATOR, after, 500));
    }
}
