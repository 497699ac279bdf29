package org.linkway.gateway.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linkway.gateway.audit.LinkAudit;
import org.linkway.gateway.journey.GpSystem.Placed;
import org.linkway.gateway.journey.Http.Answer;
import org.linkway.gateway.store.AuditChain;
import org.linkway.gateway.store.AuditSearch;
import org.linkway.gateway.store.AuditSearch.Question;
import org.linkway.workflow.AuditEntry;
import org.linkway.workflow.AuditEntry.Deed;
import org.linkway.workflow.AuditEntry.Kind;
import org.linkway.workflow.AuditEntry.Outcome;
import org.linkway.workflow.AuditEntry.Purpose;
import org.linkway.workflow.AuditEntry.Subject;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Who asked for what, and what came of it, stands in the audit trail when the answer is there. */
@Journey
class AuditTrailIT {
    private static final String FHIR_JSON = "application/fhir+json";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final GpSystem gp;
    private final LinkWorkers workers;
    private final Http http;
    private final AuditSearch search;
    private final AuditChain chain;
    private final LinkAudit linkAudit;
    private final JdbcClient jdbc;

    AuditTrailIT(
            GpSystem gp,
            LinkWorkers workers,
            Http http,
            AuditSearch search,
            AuditChain chain,
            LinkAudit linkAudit,
            JdbcClient jdbc) {
        this.gp = gp;
        this.workers = workers;
        this.http = http;
        this.search = search;
        this.chain = chain;
        this.linkAudit = linkAudit;
        this.jdbc = jdbc;
    }

    /** A request with an id of its own, by which it is found in the trail. */
    private final class Asked {
        private final String id = UUID.randomUUID().toString();
        private final Answer answer;

        private Asked(String method, String path, String body, String... headers) {
            this.answer = http.send(
                    method,
                    path,
                    body,
                    Stream.concat(Stream.of("X-Request-Id", id), Stream.of(headers))
                            .toArray(String[]::new));
        }

        private Asked expect(int status) {
            answer.expect(status);
            return this;
        }

        private List<AuditEntry> recorded() {
            return search.find(question(Optional.empty(), Optional.of(id), Optional.empty()), 100);
        }

        private AuditEntry only() {
            assertThat(recorded()).hasSize(1);
            return recorded().get(0);
        }
    }

    private Asked get(String path) {
        return new Asked("GET", path, "");
    }

    private static Question question(Optional<UUID> referral, Optional<String> requestId, Optional<Kind> kind) {
        return new Question(
                Optional.empty(),
                Optional.empty(),
                referral,
                requestId,
                kind,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private List<AuditEntry> of(String referral, Kind kind) {
        return search.find(question(Optional.of(UUID.fromString(referral)), Optional.empty(), Optional.of(kind)), 100);
    }

    private static void is(AuditEntry entry, Kind kind, int status, String interaction) {
        assertThat(entry.deed().kind()).isEqualTo(kind);
        assertThat(entry.deed().httpStatus()).contains(status);
        assertThat(entry.deed().outcome()).isEqualTo(Outcome.of(status));
        assertThat(entry.circumstances().interaction()).contains(interaction);
        assertThat(entry.circumstances().who().party()).isEqualTo("sandbox-gp");
        assertThat(entry.circumstances().who().address()).contains("127.0.0.1");
        assertThat(entry.circumstances().purpose()).isEqualTo(Purpose.TREAT);
    }

    private static Subject task(Placed placed, InventedPerson person, long version) {
        return Subject.resource("Task", placed.task(), Optional.of(version))
                .of(Optional.of(UUID.fromString(placed.referral())), Optional.of(person.nhsNumber()));
    }

    @Test
    void recordsAReferralOnceAndItsRepeatAsARepeat() {
        InventedPerson person = InventedPerson.called("Auditson");
        String body = gp.referralOf(person, "Company").toString();
        Asked sent = new Asked("POST", "/fhir", body, "Content-Type", FHIR_JSON).expect(200);

        AuditEntry created = sent.only();
        is(created, Kind.CREATE, 200, "transaction");
        assertThat(created.deed().subjects())
                .extracting(Subject::patient)
                .containsOnly(Optional.of(person.nhsNumber()));
        assertThat(created.deed().subjects())
                .extracting(it -> it.type().orElse("referral"))
                .contains("referral", "Task", "ServiceRequest", "Patient");

        http.send("POST", "/fhir", body, "Content-Type", FHIR_JSON, "X-Request-Id", sent.id)
                .expect(200);
        assertThat(sent.recorded())
                .extracting(it -> it.deed().kind())
                .containsExactlyInAnyOrder(Kind.CREATE, Kind.OPERATION);
    }

    @Test
    void recordsWhatEachReadAndSearchHasShown() {
        InventedPerson person = InventedPerson.called("Readerson");
        Placed placed = gp.refer(person, "Company");
        String task = "/fhir/Task/" + placed.task();

        AuditEntry read = get(task).expect(200).only();
        is(read, Kind.READ, 200, "read");
        assertThat(read.deed().subjects()).containsExactly(task(placed, person, 1));

        AuditEntry vread = get(task + "/_history/1").expect(200).only();
        is(vread, Kind.VREAD, 200, "vread");
        assertThat(vread.deed().subjects()).containsExactly(task(placed, person, 1));

        AuditEntry history = get(task + "/_history").expect(200).only();
        is(history, Kind.HISTORY, 200, "history-instance");
        assertThat(history.deed().subjects()).containsExactly(task(placed, person, 1));
        is(get("/fhir/Task/_history?_count=1").expect(200).only(), Kind.HISTORY, 200, "history-type");

        AuditEntry found = get("/fhir/Task?_id=" + placed.task() + "&_include=Task:focus")
                .expect(200)
                .only();
        is(found, Kind.QUERY, 200, "search-type");
        assertThat(found.deed().query()).hasValueSatisfying(it -> assertThat(it).contains("_include"));
        assertThat(found.deed().subjects())
                .contains(task(placed, person, 1))
                .extracting(it -> it.type().orElse(""))
                .containsExactly("Task", "ServiceRequest");
    }

    @Test
    void recordsWhomASearchByFormWasAboutThoughItFoundNothing() {
        String nobody = InventedPerson.called("Nobodyson").nhsNumber();
        AuditEntry asked = new Asked(
                        "POST",
                        "/fhir/Patient/_search",
                        "identifier=https%3A%2F%2Ffhir.nhs.uk%2FId%2Fnhs-number%7C" + nobody,
                        "Content-Type",
                        "application/x-www-form-urlencoded")
                .expect(200)
                .only();

        is(asked, Kind.QUERY, 200, "search-type");
        assertThat(asked.deed().subjects()).containsExactly(Subject.person(nobody));
    }

    @Test
    void recordsAFurtherPageWithWhatItWasAskedFor() {
        gp.refer(InventedPerson.called("Pageson"), "Company");
        gp.refer(InventedPerson.called("Pagesdottir"), "Company");
        JsonNode first =
                get("/fhir/Task?status=requested&_count=1").expect(200).answer.body();
        String next = StreamSupport.stream(first.path("link").spliterator(), false)
                .filter(it -> it.path("relation").asString().equals("next"))
                .map(it -> it.path("url").asString())
                .findFirst()
                .orElseThrow();

        AuditEntry page =
                get(next.substring(next.indexOf("/fhir/"))).expect(200).only();

        is(page, Kind.QUERY, 200, "search-type");
        assertThat(page.deed().query()).hasValueSatisfying(it -> assertThat(it).contains("status=requested"));
        assertThat(page.deed().subjects()).hasSize(1);
    }

    @Test
    void recordsEachWriteWithWhatItMade() {
        InventedPerson person = InventedPerson.called("Writerson");
        Placed placed = gp.refer(person, "Company");

        AuditEntry patch = new Asked(
                        "PATCH",
                        "/fhir/Task/" + placed.task(),
                        "[{\"op\": \"replace\", \"path\": \"/status\", \"value\": \"cancelled\"}]",
                        "Content-Type",
                        "application/json-patch+json",
                        "If-Match",
                        "W/\"1\"")
                .expect(200)
                .only();
        is(patch, Kind.PATCH, 200, "patch");
        assertThat(patch.deed().subjects()).contains(task(placed, person, 2));

        String subscription = subscription("requested");
        Asked created = new Asked("POST", "/fhir/Subscription", subscription, "Content-Type", FHIR_JSON).expect(201);
        is(created.only(), Kind.CREATE, 201, "create");
        String id = created.only().deed().subjects().get(0).id().orElseThrow();
        Asked updated = new Asked(
                        "PUT",
                        "/fhir/Subscription/" + id,
                        subscription("off").replaceFirst("\\{", "{\"id\": \"" + id + "\","),
                        "Content-Type",
                        FHIR_JSON,
                        "If-Match",
                        "W/\"1\"")
                .expect(200);
        is(updated.only(), Kind.UPDATE, 200, "update");
        Asked deleted = new Asked("DELETE", "/fhir/Subscription/" + id, "");
        assertThat(deleted.answer.status()).isBetween(200, 204);
        is(deleted.only(), Kind.DELETE, deleted.answer.status(), "delete");
        assertThat(deleted.only().deed().subjects())
                .containsExactly(Subject.resource("Subscription", id, Optional.empty()));
    }

    private static String subscription(String status) {
        return """
                {"resourceType": "Subscription", "status": "%s", "reason": "Audit",
                 "criteria": "http://hl7.org/fhir/us/sdoh-clinicalcare/SubscriptionTopic/Task",
                 "channel": {"type": "rest-hook", "endpoint": "http://127.0.0.1:1/hook", "payload": "application/fhir+json",
                   "_payload": {"extension": [{
                     "url": "http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/backport-payload-content",
                     "valueCode": "empty"}]}}}""".formatted(status);
    }

    @Test
    void recordsWhatTheLocalApiHasShownAndTaken() {
        InventedPerson person = InventedPerson.called("Localson");
        Placed placed = gp.refer(person, "Company");
        String referral = "/local/v1/referrals/" + placed.referral();
        Subject subject = Subject.referral(UUID.fromString(placed.referral()))
                .of(Optional.empty(), Optional.of(person.nhsNumber()));

        AuditEntry read = get(referral).expect(200).only();
        assertThat(read.deed().kind()).isEqualTo(Kind.READ);
        assertThat(read.deed().subjects()).containsExactly(subject);
        assertThat(read.circumstances().who().party()).isEqualTo("sandbox-link-workers");
        assertThat(get(referral + "/record").expect(200).only().deed().subjects())
                .containsExactly(subject);

        AuditEntry list = get("/local/v1/referrals?limit=200").expect(200).only();
        assertThat(list.deed().kind()).isEqualTo(Kind.QUERY);
        assertThat(list.deed().query()).contains("limit=200");
        assertThat(list.deed().subjects())
                .isNotEmpty()
                .allMatch(it -> it.referral().isPresent());

        AuditEntry feed = get("/local/v1/events?limit=500").expect(200).only();
        assertThat(feed.deed().kind()).isEqualTo(Kind.EXPORT);
        assertThat(feed.deed().subjects()).isNotEmpty();

        AuditEntry event = new Asked(
                        "POST",
                        referral + "/events",
                        workers.event("accepted").toString(),
                        "Content-Type",
                        "application/json")
                .expect(201)
                .only();
        assertThat(event.deed().kind()).isEqualTo(Kind.UPDATE);
        assertThat(event.deed().remark()).contains("accepted");
        assertThat(event.deed().subjects()).contains(subject, task(placed, person, 2));
    }

    @ParameterizedTest(name = "{0} {1} with {2}: {4}")
    @CsvSource(delimiter = '|', textBlock = """
                    GET   | /fhir/Task/nobody-knows-it             |                       |              | 404 | read
                    GET   | /fhir/Task?_lastUpdated=nonsense       |                       |              | 400 | search-type
                    POST  | /fhir                                  | text/plain            | hello        | 415 | transaction
                    POST  | /fhir                                  | application/fhir+json | {            | 400 | transaction
                    PUT   | /fhir/Task/nobody-knows-it             | application/fhir+json | {}           | 400 | update
                    """)
    void recordsWhatWasRefused(
            String method, String path, String contentType, String body, int status, String interaction) {
        Asked asked = contentType == null
                ? new Asked(method, path, "")
                : new Asked(method, path, Optional.ofNullable(body).orElse(""), "Content-Type", contentType);

        AuditEntry refusal = asked.expect(status).only();

        is(refusal, Kind.REFUSAL, status, interaction);
        assertThat(refusal.deed().outcome()).isEqualTo(Outcome.THEIRS);
    }

    @Test
    void recordsWhoseReferralARefusalWasAbout() {
        InventedPerson person = InventedPerson.called("Stalerson");
        Placed placed = gp.refer(person, "Company");
        String events = "/local/v1/referrals/" + placed.referral() + "/events";

        AuditEntry stale = new Asked(
                        "POST",
                        events,
                        workers.event("accepted").toString(),
                        "Content-Type",
                        "application/json",
                        "If-Match",
                        "\"7\"")
                .expect(412)
                .only();
        AuditEntry impossible = new Asked(
                        "POST", events, workers.event("completed").toString(), "Content-Type", "application/json")
                .expect(422)
                .only();

        for (AuditEntry refusal : List.of(stale, impossible)) {
            assertThat(refusal.deed().kind()).isEqualTo(Kind.REFUSAL);
            assertThat(refusal.deed().subjects())
                    .containsExactly(Subject.referral(UUID.fromString(placed.referral()))
                            .of(Optional.empty(), Optional.of(person.nhsNumber())));
        }
    }

    @Test
    void recordsEachRequestOfABatchAndNotTheWhole() {
        InventedPerson person = InventedPerson.called("Batchson");
        Placed placed = gp.refer(person, "Company");

        Asked batch = new Asked("POST", "/fhir", """
                {"resourceType": "Bundle", "type": "batch", "entry": [
                  {"request": {"method": "GET", "url": "Task/%s"}},
                  {"request": {"method": "GET", "url": "Task/nobody-knows-it"}}]}""".formatted(placed.task()), "Content-Type", FHIR_JSON).expect(200);

        List<AuditEntry> recorded = search.find(
                question(Optional.of(UUID.fromString(placed.referral())), Optional.empty(), Optional.of(Kind.READ)),
                10);
        assertThat(recorded)
                .filteredOn(it -> it.deed().subjects().equals(List.of(task(placed, person, 1))))
                .hasSize(2);
        assertThat(batch.recorded())
                .extracting(it -> it.deed().kind())
                .doesNotContain(Kind.OPERATION)
                .isSubsetOf(Set.of(Kind.READ, Kind.REFUSAL));
    }

    @Test
    void recordsHowEntriesComeIntoTheRecordAndWhatLeft() {
        InventedPerson person = InventedPerson.called("Filerson");
        Placed placed = gp.refer(person, "Company");
        workers.report(placed.referral(), "accepted");
        workers.report(placed.referral(), "seen");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(of(placed.referral(), Kind.FILING))
                        .extracting(it -> it.deed().remark().orElse(""))
                        .containsExactlyInAnyOrder("sent", "filed", "sent", "filed"));
        assertThat(of(placed.referral(), Kind.FILING)).allSatisfy(it -> {
            assertThat(it.circumstances().who().party()).isEqualTo("linkway");
            assertThat(it.deed().recipient()).contains("practice:A99999");
            assertThat(it.deed().subjects().get(0).patient()).contains(person.nhsNumber());
        });
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(of(placed.referral(), Kind.EXPORT))
                        .extracting(AuditEntry::deed)
                        .extracting(Deed::remark)
                        .contains(Optional.of("referral-to-worker")));
    }

    @Test
    void answersNothingThatItCannotRecord() {
        InventedPerson person = InventedPerson.called("Unrecordson");
        Placed placed = gp.refer(person, "Company");
        jdbc.sql("alter table audit_event add constraint not_now check (request_id is null or request_id <> 'not-now')")
                .update();
        try {
            for (String path : List.of(
                    "/fhir/Task/" + placed.task(),
                    "/fhir/Patient?_count=200",
                    "/fhir/Task/nobody-knows-it",
                    "/local/v1/referrals/" + placed.referral())) {
                Answer answer =
                        http.send("GET", path, "", "X-Request-Id", "not-now").expect(503);
                assertThat(answer.body().toString()).doesNotContain(person.family(), person.nhsNumber(), placed.task());
                assertThat(answer.etag()).isEmpty();
            }
            Answer event = workers.post(placed.referral(), workers.event("accepted"), "X-Request-Id", "not-now");
            assertThat(event.status()).isGreaterThanOrEqualTo(500);
            assertThat(workers.events(placed.referral())).containsExactly("received");
        } finally {
            jdbc.sql("alter table audit_event drop constraint not_now").update();
        }
    }

    @Test
    void auditorsSearchItAndAreRecordedThemselves() {
        InventedPerson person = InventedPerson.called("Soughtson");
        Placed placed = gp.refer(person, "Company");
        String read = get("/fhir/Task/" + placed.task()).expect(200).id;

        JsonNode byRequest = get("/admin/v1/audit-events?request-id=" + read)
                .expect(200)
                .answer
                .body();
        assertThat(byRequest.path("type").asString()).isEqualTo("searchset");
        JsonNode event = byRequest.at("/entry/0/resource");
        assertThat(event.at("/meta/profile/0").asString()).endsWith("IHE.BasicAudit.PatientRead");
        assertThat(event.toString()).contains(person.nhsNumber(), placed.referral(), "Task/" + placed.task());

        assertThat(get("/admin/v1/audit-events?patient=" + person.nhsNumber())
                        .expect(400)
                        .only()
                        .deed()
                        .kind())
                .isEqualTo(Kind.REFUSAL);
        new Asked("POST", "/admin/v1/audit-events/_search?p%61tient=" + person.nhsNumber(), "").expect(400);
        Asked byPatient = new Asked(
                        "POST",
                        "/admin/v1/audit-events/_search",
                        "patient=" + person.nhsNumber() + "&limit=1",
                        "Content-Type",
                        "application/x-www-form-urlencoded")
                .expect(200);
        assertThat(byPatient.answer.body().path("entry")).hasSize(1);
        assertThat(byPatient.answer.body().path("link").findValuesAsString("relation"))
                .containsExactly("self", "next");
        assertThat(byPatient.answer.body().path("link").toString()).doesNotContain(person.nhsNumber());
        AuditEntry search = byPatient.only();
        assertThat(search.deed().kind()).isEqualTo(Kind.QUERY);
        assertThat(search.deed().subjects()).containsExactly(Subject.person(person.nhsNumber()));
        assertThat(search.circumstances().purpose()).isEqualTo(Purpose.HOPERAT);
        get("/admin/v1/audit-events?kind=nonsense&outcome=7&what=ever").expect(400);
    }

    @Test
    void recordsNothingOfWhatShowsNobody() {
        for (String path : List.of("/fhir/metadata", "/actuator/health", "/fhir/MessageDefinition?_count=1")) {
            assertThat(get(path).recorded()).isEmpty();
        }
    }

    @Test
    void chainsWhatIsRecorded() {
        get("/fhir/Task/nobody-knows-it").expect(404);
        linkAudit.link();

        assertThat(chain.head()).isPresent();
        assertThat(chain.verify(chain.head().stream().toList()).fault()).isEmpty();
    }
}
