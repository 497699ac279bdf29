package org.linkway.gateway.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.linkway.Hazard;
import org.linkway.gateway.journey.Http.Answer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What Linkway cannot put into a record, a person deals with by other means, and says so. */
@Journey
class SettledByHandIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String WORD = "{\"by\": \"Robin Example\", \"reason\": \"Told the practice by telephone.\"}";

    private final GpSystem gp;
    private final LinkWorkers workers;
    private final Http http;

    SettledByHandIT(GpSystem gp, LinkWorkers workers, Http http) {
        this.gp = gp;
        this.workers = workers;
        this.http = http;
    }

    @Test
    @Hazard("H21")
    void leavesTheListAsWhatItWasAndComesBackWhenTheReferralWasAMistake() {
        GpSystem.Placed placed = gp.refer(InventedPerson.called("Handley"), "Would like company");
        String id = placed.referral();
        workers.report(id, "person-details-changed", "{\"sensitive\": true}");
        workers.report(id, "accepted");
        workers.report(id, "work-started");
        workers.report(id, "did-not-attend");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(waiting(id)).hasSize(1));
        String entry = waiting(id).get(0).path("id").asString();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(delivery(id)).isEqualTo("parked"));

        JsonNode settled = settle(entry, WORD).expect(200).body();
        assertThat(settled.path("status").asString()).isEqualTo("parked");
        assertThat(settled.at("/settlement/by").asString()).isEqualTo("Robin Example");
        assertThat(settle(entry, WORD).expect(200).body()).isEqualTo(settled);
        assertThat(settle(entry, WORD.replace("telephone", "letter"))
                        .expect(409)
                        .body()
                        .path("detail")
                        .asString())
                .contains("settled before, by Robin Example");

        assertThat(waiting(id)).isEmpty();
        assertThat(listed(id, "?status=parked&limit=500"))
                .singleElement()
                .satisfies(it ->
                        assertThat(it.at("/settlement/stands").asBoolean()).isTrue());
        assertThat(delivery(id)).isEqualTo("cancelled");
        JsonNode record =
                http.get("/local/v1/referrals/" + id + "/record").expect(200).body();
        assertThat(record.at("/entries/0/history").findValuesAsString("status"))
                .endsWith("parked", "parked")
                .doesNotContain("filed");
        assertThat(record.at("/entries/0/history/2/settlement/reason").asString())
                .isEqualTo("Told the practice by telephone.");

        enteredInError(placed);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(waiting(id)).singleElement().satisfies(it -> {
                    assertThat(it.path("explanation").asString())
                            .contains("Told the practice by telephone.")
                            .contains("entered in error");
                    assertThat(it.at("/settlement/stands").asBoolean(true)).isFalse();
                }));
    }

    @Test
    void saysWhatIsMissingAndWhatNeedsNobody() {
        String id = gp.refer(InventedPerson.called("Nobodeigh"), "Would like company")
                .referral();
        workers.report(id, "accepted");
        workers.report(id, "work-started");
        workers.report(id, "did-not-attend");
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(listed(id, "?status=filed&limit=500")).hasSize(1));
        String entry = listed(id, "?status=filed&limit=500").get(0).path("id").asString();

        assertThat(settle(entry, WORD).expect(409).body().path("detail").asString())
                .contains("is filed and waits");
        assertThat(settle(entry, "{\"by\": \"Robin Example\"}")
                        .expect(400)
                        .body()
                        .path("detail")
                        .asString())
                .contains("Give 'by'");
        settle(entry, WORD.replace("telephone", "x".repeat(500))).expect(400);
        settle(UUID.randomUUID().toString(), WORD).expect(404);
    }

    private void enteredInError(GpSystem.Placed placed) {
        JsonNode task = gp.read("Task/" + placed.task());
        String body = task.toString().replaceFirst("\"status\":\"[a-z-]+\"", "\"status\":\"entered-in-error\"");
        http.send(
                        "PUT",
                        "/fhir/Task/" + placed.task(),
                        body,
                        "Content-Type",
                        "application/fhir+json",
                        "If-Match",
                        "W/\"" + task.at("/meta/versionId").asString() + "\"")
                .expect(200);
    }

    private Answer settle(String entry, String body) {
        return http.post(
                "/local/v1/record-entries/" + entry + "/settle",
                JsonMapper.shared().readTree(body),
                "Content-Type",
                "application/json");
    }

    private List<JsonNode> waiting(String referral) {
        return listed(referral, "?limit=500");
    }

    private List<JsonNode> listed(String referral, String query) {
        JsonNode found =
                http.get("/local/v1/record-entries" + query).expect(200).body();
        return StreamSupport.stream(found.path("entries").spliterator(), false)
                .filter(it -> it.path("referralId").asString().equals(referral))
                .toList();
    }

    private String delivery(String referral) {
        JsonNode found = http.get("/local/v1/deliveries?referral=" + referral)
                .expect(200)
                .body();
        return StreamSupport.stream(found.path("deliveries").spliterator(), false)
                .filter(it -> it.path("kind").asString().equals("entry-to-record"))
                .map(it -> it.path("state").asString())
                .findFirst()
                .orElse("");
    }
}
