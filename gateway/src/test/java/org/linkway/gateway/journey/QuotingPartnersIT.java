package org.linkway.gateway.journey;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.linkway.Hazard;
import org.linkway.gateway.delivery.AskServices;
import org.linkway.gateway.partner.mesh.InventedMesh;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * Partners fail, and quote in whatever they say whom they were asked about. Operators, and whoever reads a log, learn that they
 * fail and not of whom.
 */
@Journey
@Order(FilingChannels.FIRST)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QuotingPartnersIT extends FilingChannels {
    /** In all that the partners say; nothing else in the program is called so. */
    private static final String MARK = "Zqxquote";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Partners partners;
    private final AskServices services;
    private final Environment environment;
    private final MeterRegistry meters;
    private final Told told = new Told();
    private final List<InventedPerson> people = new ArrayList<>();
    private final List<String> tried = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    /** What is wrong with a delivery stands there until it is tried again. */
    private final ScheduledExecutorService look = Executors.newSingleThreadScheduledExecutor();

    private ScheduledFuture<?> looking;
    private String onwards;
    private InventedPerson about;
    private final Set<String> problems = ConcurrentHashMap.newKeySet();

    QuotingPartnersIT(
            GpSystem gp,
            LinkWorkers workers,
            Partners partners,
            JdbcClient jdbc,
            Http http,
            AskServices services,
            Environment environment,
            MeterRegistry meters,
            ObservationRegistry observations) {
        super(gp, workers, jdbc, http);
        this.partners = partners;
        this.services = services;
        this.environment = environment;
        this.meters = meters;
        observations.observationConfig().observationHandler(told);
    }

    @BeforeAll
    void listenToThemAll() {
        told.begin();
        looking = look.scheduleWithFixedDelay(
                () -> problems.addAll(strings("select last_problem from delivery where last_problem is not null")),
                0,
                5,
                TimeUnit.MILLISECONDS);
        proxiesTheRecord(environment);
        recordFails();
        demographicsFail();
        barsFails();
        meshFails();
        serviceFails();
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(tried)
                    .allSatisfy(it -> assertThat(statuses(it)).isNotEmpty().isSubsetOf("filed", "delivered", "sent"));
            assertThat(refused)
                    .allSatisfy(it -> assertThat(statuses(it)).isNotEmpty().isSubsetOf("refused", "parked"));
        });
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(partners.broughtToTheService(onwards))
                        .as(() -> strings(
                                        "select kind || destination || state || attempts || coalesce(last_problem, '') from delivery where state not in ('delivered', 'awaiting')")
                                .toString())
                        .hasSizeGreaterThan(failures(about).size()));
        await().atMost(PATIENCE).until(() -> MESH.hasSaidAll() && MESH.waiting() == 0);
        await().atMost(PATIENCE)
                .until(() -> !strings("select sentence from alert").isEmpty());
    }

    @AfterAll
    void restore() {
        told.end();
        looking.cancel(true);
        look.shutdownNow();
    }

    private InventedPerson quoted(String practice) {
        InventedPerson person = known(MARK + people.size(), practice);
        people.add(person);
        return person;
    }

    /** Named as the example of a message has it. */
    private InventedPerson inMessage() {
        InventedPerson person = InventedPerson.called("Imagined");
        people.add(person);
        return person;
    }

    private String misses(InventedPerson person, String practice) {
        String id = gp.refer(person, "Lonely", practice).referral();
        misses(id);
        return id;
    }

    private void recordFails() {
        InventedPerson tries = quoted(RECORD_PRACTICE);
        InTurn.answer(RECORD, () -> any(anyUrl()).withRequestBody(containing(tries.nhsNumber())), failures(tries));
        tried.add(misses(tries, RECORD_PRACTICE));
        InventedPerson refuses = quoted(RECORD_PRACTICE);
        RECORD.stubFor(any(anyUrl())
                .atPriority(2)
                .withRequestBody(containing(refuses.nhsNumber()))
                .willReturn(outcome(422, refuses, "invalid")));
        refused.add(misses(refuses, RECORD_PRACTICE));
    }

    private void demographicsFail() {
        InventedPerson tries = quoted(FHIR_PRACTICE);
        PDS.answersFirst(tries, failures(tries));
        tried.add(misses(tries, FHIR_PRACTICE));
        InventedPerson refuses = quoted(FHIR_PRACTICE);
        PDS.answersFirst(refuses, List.of(outcome(400, refuses, "invalid")));
        refused.add(misses(refuses, FHIR_PRACTICE));
    }

    private void barsFails() {
        String tries = UUID.randomUUID().toString();
        takesMessages(tries, 200);
        InventedPerson quoted = inMessage();
        List<ResponseDefinitionBuilder> answers = new ArrayList<>(failures(quoted));
        answers.add(withIds(outcome(503, quoted, "transient")));
        answers.add(withIds(outcome(401, quoted, words(quoted))));
        InTurn.answer(BARS, () -> any(anyUrl()).withHeader("X-Correlation-Id", equalTo(tries)), answers);
        String id = refersByMessage(quoted, tries);
        misses(id);
        tried.add(id);
        String refuses = UUID.randomUUID().toString();
        InventedPerson other = inMessage();
        BARS.stubFor(any(anyUrl())
                .atPriority(2)
                .withHeader("X-Correlation-Id", equalTo(refuses))
                .willReturn(withIds(outcome(422, other, "invalid"))));
        String refusedId = refersByMessage(other, refuses);
        misses(refusedId);
        refused.add(refusedId);
    }

    private void meshFails() {
        InventedPerson tries = quoted(MESH_PRACTICE);
        // Of each it is asked first what came of it, after a second.
        MESH.answersFirst(tries.nhsNumber(), failures(tries).subList(0, 2));
        tried.add(misses(tries, MESH_PRACTICE));
        InventedPerson refuses = quoted(MESH_PRACTICE);
        String words = words(refuses);
        MESH.answersFirst(
                refuses.nhsNumber(), List.of(aResponse().withStatus(417).withBody("""
                        {"errorEvent": "%1$s", "errorCode": "%1$s", "errorDescription": "%1$s", "detail": [{"code": "%1$s", "msg": "%1$s"}]}""".formatted(words))));
        refused.add(misses(refuses, MESH_PRACTICE));
        List<ResponseDefinitionBuilder> lists = new ArrayList<>(failures(tries).subList(0, 1));
        lists.add(aResponse().withBody("""
                {"messages": ["%1$s"], "links": {"next": "/messageexchange/%1$s"}}""".formatted(MARK)));
        MESH.listsFirst(lists);
        MESH.answer(ACK, words.getBytes(StandardCharsets.UTF_8));
        MESH.answer(ACK, InventedMesh.response(words, words, words));
        MESH.answer(
                words,
                ("<Bundle xmlns=\"http://hl7.org/fhir\"><" + MARK + " value=\"" + words + "\"/></Bundle>")
                        .getBytes(StandardCharsets.UTF_8));
        MESH.report(Map.of("Mex-LocalID", words, "Mex-LinkedMsgID", words, "Mex-Subject", words), words);
    }

    /** What it is sent, and what it is asked. */
    private void serviceFails() {
        InventedPerson person = quoted(FHIR_PRACTICE);
        String id = gp.refer(person, "Debts").referral();
        workers.report(id, "accepted");
        workers.report(id, "seen");
        partners.serviceAnswersFirst(id, failures(person));
        partners.refuseOnce(words(person));
        String onward = workers.report(id, "referred-onward", """
                {"service": {"name": "Debts", "id": "%s"}, "reason": "Debts"}""".formatted(Partners.DEBT_ADVICE));
        List<ResponseDefinitionBuilder> answers = new ArrayList<>(failures(person));
        answers.add(outcome(400, person, "invalid"));
        partners.serviceSaysFirst(onward, answers);
        for (ResponseDefinitionBuilder each : answers) {
            assertThat(each).isNotNull();
            services.ask();
        }
        onwards = onward;
        about = person;
    }

    private static String words(InventedPerson person) {
        return MARK + " " + person.family() + " " + person.nhsNumber();
    }

    /** After each of them it is tried again. */
    private static List<ResponseDefinitionBuilder> failures(InventedPerson person) {
        String words = words(person);
        return List.of(
                aResponse()
                        .withStatus(500)
                        .withStatusMessage(words)
                        .withHeader("Content-Type", words)
                        .withHeader("Retry-After", words)
                        .withHeader("Location", "/" + words)
                        .withHeader("WWW-Authenticate", words)
                        .withHeader("Set-Cookie", MARK + "=" + person.nhsNumber())
                        .withBody(words),
                outcome(503, person, "transient"),
                outcome(503, person, words),
                aResponse().withStatus(302).withHeader("Location", "/" + MARK + "/" + person.nhsNumber()),
                fhir(200, "{\"resourceType\": \"" + words + "\", \"" + words + "\": \"" + words + "\"}"),
                fhir(200, """
                        {"resourceType": "Bundle", "type": "%1$s", "entry": [{"resource": {"resourceType": "Patient",
                         "birthDate": "%1$s", "%1$s": "%1$s"}}]}""".formatted(words)),
                fhir(200, "<html><title>" + words + "</title>" + words),
                fhir(200, words));
    }

    private static ResponseDefinitionBuilder fhir(int status, String body) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/fhir+json")
                .withBody(body);
    }

    private static ResponseDefinitionBuilder outcome(int status, InventedPerson person, String issueCode) {
        return fhir(status, """
                {"resourceType": "OperationOutcome", "id": "%1$s", "%1$s": "%1$s",
                 "text": {"status": "generated", "div": "<div xmlns=\\"http://www.w3.org/1999/xhtml\\">%1$s</div>"},
                 "extension": [{"url": "%1$s", "valueString": "%1$s"}],
                 "issue": [{"severity": "error", "code": "%2$s", "diagnostics": "%1$s", "expression": ["%1$s"],
                  "details": {"text": "%1$s", "coding": [{"system": "%1$s", "code": "%1$s", "display": "%1$s"}]}}]}""".formatted(words(person), issueCode));
    }

    private static ResponseDefinitionBuilder withIds(ResponseDefinitionBuilder answer) {
        return answer.withHeader("X-Request-Id", UUID.randomUUID().toString())
                .withHeader("X-Correlation-Id", UUID.randomUUID().toString());
    }

    /** Otherwise what is looked through below would be empty for another reason. */
    @Test
    void areHeard() {
        assertThat(problems)
                .anyMatch(it -> it.startsWith("The practice's system answered 422"))
                .anyMatch(it -> it.startsWith("The demographics service answered 400"))
                .anyMatch(it -> it.startsWith("The BaRS service answered 422"))
                .anyMatch(it -> it.startsWith("MESH refused the document (417)"))
                .anyMatch(it -> it.startsWith("The service's system "));
        assertThat(PDS.asked(people.get(2)))
                .isGreaterThan(failures(people.get(2)).size());
        assertThat(RECORD.getAllServeEvents().stream()
                        .filter(it -> it.getRequest()
                                .getBodyAsString()
                                .contains(people.get(0).nhsNumber())))
                .hasSizeGreaterThan(failures(people.get(0)).size());
        assertThat(strings("select last_problem from delivery where state = 'parked'")
                        .size())
                .isGreaterThanOrEqualTo(refused.size());
        assertThat(told.lines()).anyMatch(it -> it.contains("MESH, the mailbox"));
        assertThat(told.lines()).anyMatch(it -> it.contains("could not be asked about"));
    }

    @Test
    @Hazard("H14")
    void areQuotedInNoLineOfTheLog() {
        assertThat(told.lines()).noneMatch(this::isQuoted);
    }

    @Test
    @Hazard("H14")
    void areQuotedInNothingThatIsKeptForOperators() {
        List<String> kept = new ArrayList<>(problems);
        kept.addAll(strings("select last_problem from delivery where last_problem is not null"));
        kept.addAll(strings("select destination from delivery"));
        kept.addAll(strings("select sentence from alert"));
        kept.addAll(Stream.concat(tried.stream(), refused.stream())
                .flatMap(it -> entries(it).stream())
                .map(it -> it.path("explanation").asString(""))
                .toList());
        assertThat(kept).isNotEmpty().noneMatch(this::isQuoted);
    }

    @Test
    @Hazard("H14")
    void areQuotedToNobody() {
        for (String path : List.of(
                "/local/v1/deliveries?limit=500",
                "/local/v1/deliveries/destinations",
                "/local/v1/alerts?cleared=true",
                "/actuator/health")) {
            String answer = http.get(path).body().toString();
            assertThat(isQuoted(answer)).as(path + " " + answer).isFalse();
        }
        // The number under which an entry was sent stands with it.
        assertThat(http.get("/local/v1/record-entries?limit=500").body().toString())
                .contains("The practice's system answered 422")
                .doesNotContain(MARK);
        for (String referral : refused) {
            assertThat(JsonMapper.shared()
                            .writeValueAsString(http.get("/local/v1/referrals/" + referral + "/record")
                                    .expect(200)
                                    .body()
                                    .findValues("explanation")))
                    .doesNotContain(MARK);
        }
    }

    @Test
    @Hazard("H14")
    void areQuotedInNoMetricAndNoTrace() {
        assertThat(meters.getMeters())
                .extracting(it -> it.getId().toString())
                .hasSizeGreaterThan(50)
                .noneMatch(this::isQuoted);
        assertThat(told.spans()).isNotEmpty().noneMatch(this::isQuoted);
    }

    private boolean isQuoted(String text) {
        return text.contains(MARK) || people.stream().anyMatch(it -> text.contains(it.nhsNumber()));
    }

    private List<String> strings(String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }
}
