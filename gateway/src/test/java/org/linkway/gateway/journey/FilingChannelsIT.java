package org.linkway.gateway.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.linkway.Hazard;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From a closed outcome to its proof, or to a person's list, through the whole gateway: MESH, BaRS and a demographics service. */
@Journey
@Order(FilingChannels.FIRST)
class FilingChannelsIT extends FilingChannels {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final GpRecord record;
    private final MovedClock clock;

    FilingChannelsIT(GpSystem gp, LinkWorkers workers, GpRecord record, MovedClock clock, JdbcClient jdbc, Http http) {
        super(gp, workers, jdbc, http);
        this.record = record;
        this.clock = clock;
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

    private void close(String id) {
        workers.report(id, "accepted");
        workers.report(id, "seen");
        workers.completes(id, "connected-and-continuing", "Walks with others every Sunday.");
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

    private void replay(String delivery) {
        http.post(
                        "/local/v1/deliveries/" + delivery + "/replay",
                        JsonMapper.shared()
                                .readTree("{\"by\": \"Opal Operator\", \"reason\": \"They have a mailbox now\"}"),
                        "Content-Type",
                        "application/json")
                .expect(200);
    }

    /** Nothing has failed at the practice, which was not asked. */
    private void awaitHeldBy(String referral, String whoFails) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(deliveries(referral)).anySatisfy(it -> {
                    assertThat(it.path("lastProblem").asString("")).startsWith(whoFails);
                    assertThat(it.path("state").asString()).isEqualTo("pending");
                }));
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
}
