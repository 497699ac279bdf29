package org.linkway.gateway.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.linkway.gateway.store.TestChanges.GP_SYSTEM;
import static org.linkway.gateway.store.TestChanges.NOON;
import static org.linkway.gateway.store.TestChanges.OPERATOR;
import static org.linkway.gateway.store.TestChanges.noNote;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linkway.fhir.validation.WireFormat;
import org.linkway.gateway.config.RetentionProperties;
import org.linkway.gateway.store.AuditSearch;
import org.linkway.gateway.store.OnBothDatabases;
import org.linkway.gateway.store.Retention;
import org.linkway.gateway.store.TestChanges;
import org.linkway.gateway.store.TestClock;
import org.linkway.gateway.store.TestDatabase;
import org.linkway.gateway.store.TestStore;
import org.linkway.gateway.store.TestSubscriptions;
import org.linkway.gateway.store.Together;
import org.linkway.referral.Consent.FeedBack;
import org.linkway.referral.ConsentChange;
import org.linkway.referral.EventType;
import org.linkway.referral.FilingStatus;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.Referral;
import org.linkway.routes.InboundMessage;
import org.linkway.routes.InboundMessage.Door;
import org.linkway.routes.port.DeliveryControl.Hand;
import org.linkway.routes.port.Journal.Commit;
import org.linkway.routes.port.RequestLedger.Claim;
import org.linkway.workflow.AuditEntry;
import org.linkway.workflow.Body;
import org.linkway.workflow.Change;
import org.linkway.workflow.Delivery;
import org.linkway.workflow.KeptAnswer;
import org.linkway.workflow.PublishedResource;
import org.linkway.workflow.RequestClaim;
import org.linkway.workflow.SettleEntry;
import org.linkway.workflow.Subscription;

/** What is cleared away once its time is over, and what is not. */
@OnBothDatabases
class ClearAwayIT {
    private static final Duration MESSAGES = Duration.ofDays(30);
    private static final Duration REQUESTS = Duration.ofDays(60);
    private static final Duration DELIVERIES = Duration.ofDays(40);
    private static final Duration VERSIONS = Duration.ofDays(50);
    private static final Duration REFERRALS = Duration.ofDays(100);
    /** Longer than a claim is leased, and than the store's stamps run ahead of a clock that stands. */
    private static final Duration A_WHILE = Duration.ofMinutes(2);

    /** Everything that a referral is kept in. */
    private static final List<String> TABLES = List.of(
            "referral",
            "referral_event",
            "referral_identifier",
            "record_entry",
            "record_entry_standing",
            "delivery",
            "resource_version",
            "resource_index",
            "resource_of_referral",
            "service_request",
            "request_claim",
            "inbound_message",
            "referral_timer",
            "open_episode",
            "subscription_event");

    private final TestDatabase database;
    private final TestClock clock = new TestClock(NOON);
    private OffsetDateTime stampBefore;
    private TestStore store;

    ClearAwayIT(TestDatabase database) {
        this.database = database;
    }

    /** The years of these tests are nobody else's. */
    @BeforeEach
    void empty() {
        store = new TestStore(database.emptied(), TestQueue.on(database.dataSource()), clock);
        stampBefore = store.jdbc()
                .sql("select last_stamp from store_clock")
                .query(OffsetDateTime.class)
                .single();
        setStamp(OffsetDateTime.parse("1970-01-01T00:00:00Z"));
    }

    @AfterEach
    void putTheClockBack() {
        database.emptied();
        setStamp(stampBefore);
    }

    private void setStamp(OffsetDateTime stamp) {
        store.jdbc()
                .sql("update store_clock set last_stamp = :stamp")
                .param("stamp", stamp)
                .update();
    }

    @Test
    void emptiesRawMessagesAndKnowsARepeatStill() {
        KeptAnswer refusal = refused("old");
        clock.advance(A_WHILE);
        refused("young");

        clock.advance(MESSAGES.minus(A_WHILE));
        clear();

        assertThat(bodies()).containsExactlyInAnyOrder("", "body of young");
        assertThat(claim("old", "body of old")).isEqualTo(new Claim.Refused(refusal));
        assertThat(claim("old", "another body")).isEqualTo(new Claim.OtherBody());
        assertThat(store.rows("inbound_message where reduced_at is not null and digest <> ''"))
                .isEqualTo(1);
    }

    @Test
    void forgetsRequestsThatMadeNoReferral() {
        refused("old");
        Change opening = opened();
        claim("running and left behind", "body");
        store.ledger().release(won("given back", "body"));
        clock.advance(A_WHILE);
        KeptAnswer refusal = refused("young");

        clock.advance(REQUESTS.minusSeconds(1));
        clear();

        assertThat(store.rows("request_claim")).isEqualTo(2);
        assertThat(store.rows("inbound_message")).isEqualTo(2);
        assertThat(claim("young", "body of young")).isEqualTo(new Claim.Refused(refusal));
        assertThat(store.ledger().openingAnswer(GP_SYSTEM, opening.referral().id()))
                .isPresent();
        assertThat(claim("old", "another body")).isInstanceOf(Claim.Won.class);
    }

    @Test
    void forgetsDeliveriesThatWereMade() {
        Change opening = TestChanges.opening();
        List<Delivery> all = Stream.of("a", "b", "c", "d", "e")
                .map(destination -> TestChanges.delivery(opening, destination, NOON))
                .toList();
        commit(TestChanges.delivering(opening, all), 0);
        record(all.get(0).delivered(NOON));
        record(all.get(1).parked("Look.", Delivery.Owner.OPERATOR, NOON));
        record(all.get(2).cancelled("Not wanted.", NOON));
        record(all.get(3).delivered(NOON.plus(A_WHILE)));

        clock.advance(DELIVERIES);
        clear();

        assertThat(store.deliveries().list(OPERATOR, Optional.empty(), 10))
                .extracting(Delivery::destination)
                .containsExactlyInAnyOrder("b", "d", "e");
    }

    @Test
    void removesVersionsThatWereSuperseded() {
        publishAlone("Patient", "p", "1");
        KeptAnswer answered = publishAlone("Patient", "answered", "1");
        clock.advance(A_WHILE);
        publishAlone("Patient", "p", "2");
        publishAlone("Patient", "answered", "2");
        // Whoever asks for p again is told of its second version, and of both of the other.
        store.jdbc()
                .sql("update request_claim set location = null where location = 'Patient/p/_history/1'")
                .update();
        clock.advance(A_WHILE);
        publishAlone("Patient", "p", "3");

        clock.advance(VERSIONS.minus(A_WHILE));
        clear();

        assertThat(versions("p")).containsExactly(2L, 3L);
        assertThat(store.resources().read(GP_SYSTEM, "Patient", "p", 1)).isEmpty();
        assertThat(store.resources().read(GP_SYSTEM, "Patient", "p")).isPresent();
        assertThat(versions("answered")).containsExactly(1L, 2L);
        assertThat(store.ledger().answer(answered.claim()).location()).contains("Patient/answered/_history/1");
        assertThat(store.rows("resource_index i where not exists (select 1 from resource_version v"
                        + " where v.type = i.type and v.id = i.id and v.version = i.version)"))
                .isZero();
    }

    @Test
    void removesNoVersionThatSomebodyHasStillToBeToldOf() {
        Subscription subscription = TestSubscriptions.active(store, TestSubscriptions.toTasks());
        Referral referral = opened().referral();
        String task = referral.published().orElseThrow().taskId();
        Referral accepted = commit(ordered(TestChanges.next(referral, EventType.ACCEPTED, noNote())), 1);
        commit(ordered(TestChanges.next(accepted, EventType.SEEN, noNote())), 2);
        clock.advance(VERSIONS.plusDays(1));
        clear();
        assertThat(versions(task)).containsExactly(1L, 2L, 3L);

        store.subscriptionLedger().number(subscription.id());
        clear();
        assertThat(versions(task)).containsExactly(1L, 2L, 3L);

        tellEverything();
        clear();
        // The first is named by the answer to the request that opened the referral.
        assertThat(versions(task)).containsExactly(1L, 3L);
    }

    @Test
    void removesAClosedReferralWithAllThatBelongsToIt() {
        Subscription subscription = TestSubscriptions.active(store, TestSubscriptions.toTasks());
        List<Long> before = rows();
        Referral referral = closed();
        store.subscriptionLedger().number(subscription.id());
        tellEverything();
        String task = referral.published().orElseThrow().taskId();
        assertThat(store.rows("subscription_event")).isEqualTo(2);
        clock.advance(REFERRALS.minus(A_WHILE));
        clearReferralsAlone();
        assertThat(store.referrals().find(OPERATOR, referral.id())).isPresent();

        clock.advance(A_WHILE.multipliedBy(2));
        clearReferralsAlone();

        assertThat(store.referrals().find(OPERATOR, referral.id())).isEmpty();
        assertThat(store.resources().read(GP_SYSTEM, "Task", task)).isEmpty();
        assertThat(store.resources().read(GP_SYSTEM, "Task", task, 1)).isEmpty();
        assertThat(store.feed().after(OPERATOR, Optional.empty(), 10)).isEmpty();
        assertThat(rows()).isEqualTo(before);
        assertThat(recorded(referral))
                .as("what was done, and the removal itself, stay in the audit trail")
                .startsWith(AuditEntry.Kind.DELETE)
                .contains(AuditEntry.Kind.CREATE, AuditEntry.Kind.UPDATE);
    }

    /** The newest first. */
    private List<AuditEntry.Kind> recorded(Referral referral) {
        return store
                .auditSearch()
                .find(
                        new AuditSearch.Question(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(referral.id()),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()),
                        100)
                .stream()
                .map(entry -> entry.deed().kind())
                .toList();
    }

    @Test
    void removesNoReferralWithWhichAnybodyIsNotDone() {
        Referral open = opened().referral();
        Referral corrected = closed();
        Referral waitsForAPerson = closed(FilingStatus.PARKED);
        Referral onItsWay = closed(FilingStatus.SENT);
        Referral parked = closed();
        record(delivering(parked).parked("Look.", Delivery.Owner.OPERATOR, NOON));
        Referral undelivered = closed();
        delivering(undelivered);
        Referral watched = closed();
        store.jdbc()
                .sql("insert into referral_timer (referral_id, kind, about, due_at, next_at) select id, 'concern', id,"
                        + " received_at, received_at from referral where id = :id")
                .param("id", watched.id())
                .update();
        Referral beside = closed();
        store.jdbc()
                .sql("update referral set episode_id = :episode where id = :id")
                .param("episode", open.episode())
                .param("id", beside.id())
                .update();
        Referral done = closed();
        Referral settled = closed(FilingStatus.PARKED);
        settleByHand(settled);
        clock.advance(A_WHILE);
        commit(TestChanges.withEntry(correction(corrected)), corrected.version());
        store.jdbc()
                .sql("update record_entry set status = 'filed' where status = 'planned'")
                .update();
        store.jdbc()
                .sql("delete from delivery where referral_id = :id")
                .param("id", corrected.id())
                .update();

        clock.advance(REFERRALS.minusSeconds(1));
        clear();

        assertThat(store.referrals().find(OPERATOR, done.id())).isEmpty();
        assertThat(store.referrals().find(OPERATOR, settled.id())).isEmpty();
        assertThat(Stream.of(open, corrected, waitsForAPerson, onItsWay, parked, undelivered, watched, beside))
                .allSatisfy(it ->
                        assertThat(store.referrals().find(OPERATOR, it.id())).isPresent());
    }

    @Test
    void leavesWhatAnotherReferralHasToo() {
        Referral one = closed();
        Change other = TestChanges.opening();
        PublishedResource patient = new PublishedResource(
                "Patient", one.published().orElseThrow().patientId(), GP_SYSTEM.id(), "{\"resourceType\":\"Patient\"}");
        PublishedResource practice = new PublishedResource(
                "Organization", UUID.randomUUID().toString(), GP_SYSTEM.id(), "{\"resourceType\":\"Organization\"}");
        commit(other.publishing(List.of(patient, practice)), 0);
        commit(TestChanges.next(other.referral(), EventType.MOVED_AWAY, noNote()), 1);
        other.deliveries().forEach(delivery -> record(delivery.delivered(NOON)));

        clock.advance(A_WHILE);
        assertThat(store.retention().removeReferral(one.id(), clock.instant())).isTrue();
        assertThat(store.referrals().find(OPERATOR, one.id())).isEmpty();
        assertThat(store.resources().read(GP_SYSTEM, "Patient", patient.id())).isPresent();

        clock.advance(REFERRALS);
        clear();
        assertThat(store.resources().read(GP_SYSTEM, "Patient", patient.id())).isEmpty();
        assertThat(store.resources().read(GP_SYSTEM, "Organization", practice.id()))
                .isPresent();
    }

    @Test
    void keepsEverythingWhereNoTimeIsSet() {
        closed();
        refused("old");
        List<Long> before = rows();

        clock.advance(Duration.ofDays(40_000));
        clear(new RetentionProperties(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                A_WHILE,
                100,
                20));

        assertThat(rows()).isEqualTo(before);
        assertThat(bodies()).doesNotContain("");
    }

    @Test
    void doesALittleAtATimeAndGoesOnAfterItWasStopped() {
        for (int number = 0; number < 10; number++) {
            closed();
        }
        clock.advance(REFERRALS.plus(A_WHILE));
        RetentionProperties small = properties(2, 2);
        clear(small);
        assertThat(store.rows("referral")).isEqualTo(6);

        List<UUID> removed = new ArrayList<>();
        Retention stopping = (Retention) Proxy.newProxyInstance(
                Retention.class.getClassLoader(), new Class<?>[] {Retention.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("removeReferral") && removed.size() == 1) {
                        throw new IllegalStateException("The node was stopped.");
                    }
                    Object result = method.invoke(store.retention(), arguments);
                    if (method.getName().equals("removeReferral")) {
                        removed.add((UUID) arguments[0]);
                    }
                    return result;
                });
        new ClearAway(small, stopping, clock).clear();
        assertThat(store.rows("referral")).isEqualTo(5);

        clear(small);
        clear(small);
        assertThat(rows()).containsOnly(0L);
    }

    @Test
    void runsBesideThoseWhoWrite() throws Exception {
        List<Referral> all = Stream.generate(this::closed).limit(24).toList();
        clock.advance(REFERRALS.plus(A_WHILE));

        List<Boolean> written = Together.run(8, thread -> {
            if (thread < 2) {
                clear(properties(3, 20));
                return false;
            }
            boolean any = false;
            for (int number = thread - 2; number < all.size(); number += 6) {
                any |= store.journal()
                                .commit(
                                        correction(all.get(number)),
                                        all.get(number).version())
                        instanceof Commit.Committed;
                opened();
            }
            return any;
        });

        assertThat(written).hasSize(8);
        for (Referral referral : all) {
            Optional<Referral> left = store.referrals().find(OPERATOR, referral.id());
            assertThat(left.map(Referral::version))
                    .satisfiesAnyOf(
                            version -> assertThat(version).isEmpty(),
                            version -> assertThat(version).contains(referral.version() + 1));
            assertThat(store.rows("referral_event where referral_id = '" + referral.id() + "'"))
                    .isEqualTo(left.map(Referral::version).orElse(0L));
        }
        assertThat(store.rows("referral where status in ('requested')")).isEqualTo(24);
        assertThat(store.rows("request_claim")).isEqualTo(store.rows("inbound_message"));
    }

    private void clear() {
        clear(properties(100, 20));
    }

    private void clear(RetentionProperties properties) {
        new ClearAway(properties, store.retention(), clock).clear();
    }

    private void clearReferralsAlone() {
        clear(new RetentionProperties(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(REFERRALS),
                A_WHILE,
                100,
                20));
    }

    private static RetentionProperties properties(int batch, int batches) {
        return new RetentionProperties(
                Optional.of(MESSAGES),
                Optional.of(REQUESTS),
                Optional.of(DELIVERIES),
                Optional.of(VERSIONS),
                Optional.of(REFERRALS),
                A_WHILE,
                batch,
                batches);
    }

    private Change opened() {
        Change opening = ordered(TestChanges.opening(UUID.randomUUID().toString()));
        RequestClaim claim = won(UUID.randomUUID().toString(), "body");
        Change answered =
                opening.answering(new KeptAnswer(claim, 201, "application/fhir+json", Body.of("{}".getBytes(UTF_8))));
        commit(answered, 0);
        return answered;
    }

    /** With a Task that subscriptions are about. */
    private static Change ordered(Change change) {
        return change.publishing(change.resources().stream()
                .map(task -> new PublishedResource(
                        task.type(),
                        task.id(),
                        task.party(),
                        task.json().replace("{\"res", "{\"intent\":\"order\",\"res")))
                .toList());
    }

    private Referral closed() {
        return closed(FilingStatus.FILED);
    }

    /** Closed now, with an entry in the record that stands so, and nothing to be delivered. */
    private Referral closed(FilingStatus standing) {
        Change opening = opened();
        Change closing =
                TestChanges.withEntry(ordered(TestChanges.next(opening.referral(), EventType.MOVED_AWAY, noNote())));
        Referral referral = commit(closing, 1);
        RecordEntry entry = closing.recordEntries().get(0);
        assertThat(store.journal().settle(entry.now(standing, Optional.empty(), Optional.empty())))
                .isTrue();
        Stream.of(opening, closing)
                .flatMap(change -> change.deliveries().stream())
                .forEach(delivery -> record(delivery.delivered(clock.instant())));
        return referral;
    }

    private void settleByHand(Referral referral) {
        UUID entry = store.referrals()
                .find(OPERATOR, referral.id())
                .orElseThrow()
                .recordEntries()
                .get(0)
                .id();
        assertThat(store.settlements().settle(OPERATOR, entry, new Hand("Robin Example", "Sent a letter.")))
                .containsInstanceOf(SettleEntry.Settles.class);
    }

    /** Something that may be recorded of a closed referral still. */
    private static Change correction(Referral referral) {
        return TestChanges.next(
                referral,
                EventType.CONSENT_CHANGED,
                new ConsentChange(Optional.empty(), Optional.empty(), Optional.of(FeedBack.NOTHING), Optional.empty()));
    }

    private Delivery delivering(Referral referral) {
        Delivery delivery = Delivery.of(
                UUID.randomUUID(),
                referral.id(),
                Delivery.Kind.REFERRAL_TO_WORKER,
                "workers",
                referral.lastEvent().id(),
                NOON);
        store.jdbc()
                .sql("""
                        insert into delivery (id, referral_id, kind, destination, subject, state, attempts, created_at,
                            given_up_from, next_attempt_at)
                        select :id, id, 'referral-to-worker', 'workers', :id, 'pending', 0, received_at, received_at,
                            received_at
                        from referral where id = :referral
                        """)
                .param("id", delivery.id())
                .param("referral", referral.id())
                .update();
        return delivery;
    }

    private Referral commit(Change change, long expectedVersion) {
        assertThat(store.journal().commit(change, expectedVersion)).isEqualTo(new Commit.Committed());
        return change.referral();
    }

    private void record(Delivery delivery) {
        store.deliveryLedger().record(delivery);
    }

    private KeptAnswer refused(String requestId) {
        KeptAnswer refusal = new KeptAnswer(
                won(requestId, "body of " + requestId), 422, "application/fhir+json", Body.of("{}".getBytes(UTF_8)));
        store.ledger().refuse(refusal);
        return refusal;
    }

    /** A resource that came alone, and the answer to its sender. */
    private KeptAnswer publishAlone(String type, String id, String says) {
        KeptAnswer answer = KeptAnswer.resource(
                won(UUID.randomUUID().toString(), says),
                201,
                "application/fhir+json",
                Body.of(new byte[0]),
                type + "/" + id);
        assertThat(store.journal()
                        .keep(
                                new PublishedResource(type, id, GP_SYSTEM.id(), """
                                        {"resourceType":"%s","identifier":[{"system":"https://example.org","value":"%s"}]}""".formatted(type, says)),
                                List.of(),
                                answer))
                .isEqualTo(new Commit.Committed());
        return answer;
    }

    private RequestClaim won(String requestId, String body) {
        return ((Claim.Won) claim(requestId, body)).claim();
    }

    private Claim claim(String requestId, String body) {
        return store.ledger()
                .claim(new InboundMessage(
                        GP_SYSTEM,
                        Door.TRANSACTION,
                        Optional.of("application/fhir+json"),
                        Body.of(body.getBytes(UTF_8)),
                        WireFormat.JSON,
                        Optional.of(requestId),
                        Optional.empty(),
                        clock.instant()));
    }

    private void tellEverything() {
        store.jdbc().sql("update subscription set delivered = events").update();
    }

    private List<String> bodies() {
        return store.jdbc().sql("select body from inbound_message").query(byte[].class).list().stream()
                .map(body -> new String(body, UTF_8))
                .toList();
    }

    private List<Long> versions(String id) {
        return store.jdbc()
                .sql("select version from resource_version where id = :id order by version")
                .param("id", id)
                .query(Long.class)
                .list();
    }

    private List<Long> rows() {
        return TABLES.stream().map(store::rows).toList();
    }
}
