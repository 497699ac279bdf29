package org.linkway.gateway.journey;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.linkway.Hazard;
import org.linkway.gateway.partner.mesh.InventedMesh;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From a closed outcome to its proof, or to a person's list, through the whole gateway: MESH, BaRS and a demographics service. */
@Journey
class FilingChannelsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String ACK = "GPCONNECT_SEND_DOCUMENT_ACK";
    /** Of everybody in the sample referral. */
    private static final String BORN = "1950-04-01";

    private static final String FHIR_PRACTICE = "A99999";
    private static final String FORMER_PRACTICE = "C83003";
    private static final String MESH_PRACTICE = "M85001";
    private static final String BARS_PRACTICE = "Z99999";
    private static final String BARS_SENDER = "2000099902";

    /** Goes as the gateway's own does, and is moved with it. */
    private static final MovedClock THEIR_CLOCK = new MovedClock();

    private static final InventedMesh MESH = new InventedMesh(THEIR_CLOCK);
    private static final InventedPds PDS = new InventedPds();
    private static final WireMockServer BARS =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));

    @DynamicPropertySource
    static void partners(DynamicPropertyRegistry properties) {
        BARS.start();
        properties.add("linkway.pds.base", PDS::base);
        properties.add("linkway.record.practices." + MESH_PRACTICE + ".channel", () -> "mesh");
        properties.add("linkway.record.practices." + BARS_PRACTICE + ".channel", () -> "bars");
        properties.add("linkway.bars.endpoints." + BARS_SENDER, () -> BARS.baseUrl() + "/fhir");
        properties.add("linkway.mesh.url", MESH::url);
        properties.add("linkway.mesh.mailbox", () -> InventedMesh.MAILBOX);
        properties.add("linkway.mesh.password", () -> InventedMesh.PASSWORD);
        properties.add("linkway.mesh.shared-key", () -> InventedMesh.SHARED_KEY);
        properties.add("linkway.mesh.telephone", () -> "01632 960000");
        properties.add("linkway.mesh.poll-interval", () -> "1s");
    }

    private final GpSystem gp;
    private final LinkWorkers workers;
    private final GpRecord record;
    private final MovedClock clock;
    private final JdbcClient jdbc;
    private final Http http;

    FilingChannelsIT(GpSystem gp, LinkWorkers workers, GpRecord record, MovedClock clock, JdbcClient jdbc, Http http) {
        this.gp = gp;
        this.workers = workers;
        this.record = record;
        this.clock = clock;
        this.jdbc = jdbc;
        this.http = http;
    }

    @Test
    void aClosedOutcomeIsDeliveredByMeshOnceBothAcknowledgementsOfEachDocumentAreThere() {
        InventedPerson person = known("Meshwell", MESH_PRACTICE);
        String id = gp.refer(person, "Lonely", MESH_PRACTICE).referral();
        close(id);
        awaitStates(id, "awaiting", 4);
        assertThat(statuses(id)).containsOnly("sent");
        assertThat(documents(person))
                .hasSize(4)
                .allSatisfy(document -> assertThat(document.getHeader("mex-to"))
                        .isEqualTo("GPPROVIDER_" + person.nhsNumber() + "_01041950_Meshwell"));
        int asked = PDS.asked(person);

        documents(person).forEach(document -> acknowledge(document, "20013"));
        documents(person).forEach(document -> acknowledge(document, "30001"));

        awaitStatuses(id, "delivered", 4);
        awaitStates(id, "delivered", 4);
        assertThat(documents(person)).hasSize(4);
        assertThat(PDS.asked(person)).isEqualTo(asked);
        assertThat(waiting(id)).isEmpty();
        assertThat(history(id)).contains("planned", "sent", "delivered").doesNotContain("filed");
    }

    @Test
    void whatMeshCouldNotDeliverIsParkedAndGoesAsANewMessageWhenAPersonSaysSo() {
        InventedPerson person = known("Nomailbox", MESH_PRACTICE);
        String id = gp.refer(person, "Lonely", MESH_PRACTICE).referral();
        misses(id);
        awaitStates(id, "awaiting", 1);
        String first = documents(person).get(0).getHeader("mex-localid");
        MESH.report(Map.of("Mex-LocalID", first), "EPL-151");
        awaitStates(id, "parked", 1);
        assertThat(waiting(id))
                .singleElement()
                .satisfies(it -> assertThat(it.path("explanation").asString()).contains("(EPL-151)"));

        replay(deliveries(id).get(0).path("id").asString());
        awaitStates(id, "awaiting", 1);

        assertThat(documents(person)).hasSize(2);
        String second = documents(person).get(1).getHeader("mex-localid");
        assertThat(second).isNotEqualTo(first);
        acknowledge(documents(person).get(1), "20013");
        acknowledge(documents(person).get(1), "30001");
        awaitStatuses(id, "delivered", 1);
        assertThat(explanations(id))
                .anySatisfy(it -> assertThat(it).contains("message " + first))
                .anySatisfy(it -> assertThat(it).contains("(EPL-151)"))
                .anySatisfy(it -> assertThat(it).contains("Replayed by"))
                .anySatisfy(it -> assertThat(it).contains("message " + second));
    }

    @Test
    void anAcknowledgementThatComesAfterTheEntryWasParkedDeliversItWithoutAReplay() {
        InventedPerson person = known("Tardywell", MESH_PRACTICE);
        String id = gp.refer(person, "Lonely", MESH_PRACTICE).referral();
        misses(id);
        awaitStates(id, "awaiting", 1);
        acknowledge(documents(person).get(0), "20013");

        clock.advance(Duration.ofDays(8));
        THEIR_CLOCK.advance(Duration.ofDays(8));
        awaitStatuses(id, "parked", 1);
        awaitStates(id, "parked", 1);
        assertThat(waiting(id).get(0).path("explanation").asString()).contains("has come within 7 days");

        acknowledge(documents(person).get(0), "30001");
        awaitStatuses(id, "delivered", 1);
        awaitStates(id, "delivered", 1);
        assertThat(waiting(id)).isEmpty();
        assertThat(documents(person)).hasSize(1);
    }

    @Test
    void aClosedOutcomeIsDeliveredByBarsToThePracticeThatSentTheMessage() {
        InventedPerson person = InventedPerson.called("Imagined");
        String correlation = UUID.randomUUID().toString();
        takesMessages(correlation, 200);
        String id = refersByMessage(person, correlation);
        close(id);

        awaitStatuses(id, "delivered", 4);
        assertThat(history(id)).contains("sent", "delivered").doesNotContain("filed");
        for (JsonNode entry : entries(id)) {
            assertThat(messages(correlation, entry.path("id").asString()))
                    .singleElement()
                    .satisfies(it -> {
                        assertThat(header(it, "NHSD-Target-Identifier")).contains(BARS_SENDER);
                        assertThat(header(it, "NHSD-End-User-Organisation")).contains("ZZZ01");
                        assertThat(header(it, "NHSD-Requesting-Software")).contains("Linkway");
                        assertThat(it.getBodyAsString()).contains("servicerequest-response", person.nhsNumber());
                    });
        }
    }

    @Test
    void whatThePracticeRefusesByBarsWaitsForAPersonUntilTheySettleIt() {
        InventedPerson person = InventedPerson.called("Imagined");
        String correlation = UUID.randomUUID().toString();
        takesMessages(correlation, 422);
        String id = refersByMessage(person, correlation);
        misses(id);
        awaitStatuses(id, "refused", 1);
        awaitStates(id, "parked", 1);

        String entry = waiting(id).get(0).path("id").asString();
        http.post(
                        "/local/v1/record-entries/" + entry + "/settle",
                        JsonMapper.shared().readTree("{\"by\": \"Robin Example\", \"reason\": \"Sent a letter.\"}"),
                        "Content-Type",
                        "application/json")
                .expect(200);

        assertThat(waiting(id)).isEmpty();
        assertThat(statuses(id)).containsExactly("refused");
    }

    @Test
    @Hazard("H4")
    void aClosedOutcomeIsFiledAtThePracticeThatTheDemographicsServiceNames() {
        InventedPerson person = InventedPerson.called("Tracewell");
        PDS.isDownFor(person);
        String id = gp.refer(person, "Lonely", FORMER_PRACTICE).referral();
        close(id);
        awaitHeldBy(id, "The demographics service");

        PDS.knows(person, BORN, FHIR_PRACTICE);

        awaitStatuses(id, "filed", 4);
        record.assertCodes(person, GpRecord.REFERRED, GpRecord.SEEN, GpRecord.CLOSED);
        assertThat(documents(person)).isEmpty();
    }

    @Test
    @Hazard("H1")
    void nothingIsFiledForSomebodyWhomTheDemographicsServiceKnowsOtherwiseUntilThatIsPutRight() {
        InventedPerson person = InventedPerson.called("Otherwell");
        PDS.knows(person, "1951-04-01", FHIR_PRACTICE);
        String id = gp.refer(person, "Lonely").referral();
        close(id);

        awaitStatuses(id, "parked", 4);
        awaitStates(id, "parked", 4);
        assertThat(waiting(id).get(0).path("explanation").asString()).contains("Trace needed", "another birth date");
        record.assertCodes(person);

        assertThat(workers.refusal(id, "person-details-changed", "{\"nhsNumber\": \"9990000019\"}"))
                .contains("This NHS number");
        assertThat(workers.refusal(id, "person-details-changed", "{\"language\": \"Cymraeg\"}"))
                .contains("Only who the person is");
        workers.report(id, "person-details-changed", "{\"birthDate\": \"1951-04-01\"}");

        awaitStatuses(id, "filed", 4);
        awaitStates(id, "delivered", 4);
        record.assertCodes(person, GpRecord.REFERRED, GpRecord.SEEN, GpRecord.CLOSED);
        assertThat(waiting(id)).isEmpty();
        assertThat(explanations(id)).anySatisfy(it -> assertThat(it).contains("put right by Robin Example"));
    }

    private static InventedPerson known(String family, String practice) {
        InventedPerson person = InventedPerson.called(family);
        PDS.knows(person, BORN, practice);
        return person;
    }

    private void close(String id) {
        workers.report(id, "accepted");
        workers.report(id, "seen");
        workers.completes(id, "connected-and-continuing", "Walks with others every Sunday.");
    }

    /** Makes one entry. */
    private void misses(String id) {
        workers.report(id, "accepted");
        workers.report(id, "work-started");
        workers.report(id, "did-not-attend");
    }

    private String refersByMessage(InventedPerson person, String correlation) {
        PDS.knows(person, "1955-08-21", BARS_PRACTICE);
        String message =
                example().replace("{new}", UUID.randomUUID().toString()).replace("9997700058", person.nhsNumber());
        http.send(
                        "POST",
                        "/fhir/$process-message",
                        message,
                        "Content-Type",
                        "application/fhir+json",
                        "X-Request-Id",
                        UUID.randomUUID().toString(),
                        "X-Correlation-Id",
                        correlation)
                .expect(200);
        return jdbc.sql("select id from referral where nhs_number = :number")
                .param("number", person.nhsNumber())
                .query(UUID.class)
                .single()
                .toString();
    }

    private static String example() {
        try {
            return Files.readString(Path.of("examples", "message.json"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void takesMessages(String correlation, int status) {
        BARS.stubFor(any(anyUrl()).atPriority(9).willReturn(aResponse().withStatus(404)));
        BARS.stubFor(post(urlPathEqualTo("/fhir/$process-message"))
                .withHeader("X-Correlation-Id", equalTo(correlation))
                .willReturn(aResponse()
                        .withStatus(status)
                        .withHeader("Content-Type", "application/fhir+json")
                        .withHeader("X-Request-Id", UUID.randomUUID().toString())
                        .withHeader("X-Correlation-Id", correlation)
                        .withBody("{\"resourceType\": \"OperationOutcome\"}")));
    }

    private static List<LoggedRequest> messages(String correlation, String entry) {
        return BARS.getAllServeEvents().stream()
                .map(ServeEvent::getRequest)
                .filter(it -> correlation.equals(it.getHeader("X-Correlation-Id")))
                .filter(it -> it.getBodyAsString().contains(entry))
                .toList();
    }

    private static String header(LoggedRequest request, String name) {
        return new String(Base64.getDecoder().decode(request.getHeader(name)), StandardCharsets.UTF_8);
    }

    private static List<LoggedRequest> documents(InventedPerson person) {
        return MESH.outbox().stream()
                .filter(it -> it.getHeader("mex-to").contains(person.nhsNumber()))
                .toList();
    }

    private static void acknowledge(LoggedRequest document, String itkCode) {
        MESH.answer(ACK, InventedMesh.response(document.getHeader("mex-localid"), "ok", itkCode));
    }

    private void replay(String delivery) {
        http.post(
                        "/local/v1/deliveries/" + delivery + "/replay",
                        JsonMapper.shared()
                                .readTree("{\"by\": \"Opal Operator\", \"reason\": \"They have a mailbox now\"}"),
                        "Content-Type",
                        "application/json")
                .expect(200);
    }

    private void awaitStatuses(String referral, String status, int count) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(statuses(referral)).hasSize(count).containsOnly(status));
    }

    private void awaitStates(String referral, String state, int atLeast) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(deliveries(referral))
                        .filteredOn(it -> it.path("state").asString().equals(state))
                        .hasSizeGreaterThanOrEqualTo(atLeast));
    }

    /** Nothing has failed at the practice, which was not asked. */
    private void awaitHeldBy(String referral, String whoFails) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(deliveries(referral)).anySatisfy(it -> {
                    assertThat(it.path("lastProblem").asString("")).startsWith(whoFails);
                    assertThat(it.path("state").asString()).isEqualTo("pending");
                }));
    }

    private List<JsonNode> entries(String referral) {
        return list(workers.referral(referral).path("recordEntries"));
    }

    private List<String> statuses(String referral) {
        return entries(referral).stream()
                .map(it -> it.path("status").asString())
                .toList();
    }

    private List<JsonNode> deliveries(String referral) {
        JsonNode found = http.get("/local/v1/deliveries?referral=" + referral)
                .expect(200)
                .body();
        return list(found.path("deliveries")).stream()
                .filter(it -> it.path("kind").asString().equals("entry-to-record"))
                .toList();
    }

    private List<JsonNode> waiting(String referral) {
        return list(http.get("/local/v1/record-entries?limit=500")
                        .expect(200)
                        .body()
                        .path("entries"))
                .stream()
                .filter(it -> it.path("referralId").asString().equals(referral))
                .toList();
    }

    private List<String> history(String referral) {
        return ofHistory(referral, "status");
    }

    private List<String> explanations(String referral) {
        return ofHistory(referral, "explanation");
    }

    private List<String> ofHistory(String referral, String member) {
        return http.get("/local/v1/referrals/" + referral + "/record").expect(200).body().findValues("history").stream()
                .flatMap(history -> history.findValuesAsString(member).stream())
                .toList();
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
