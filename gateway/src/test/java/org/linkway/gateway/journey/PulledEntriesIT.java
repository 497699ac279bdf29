package org.linkway.gateway.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A practice that reads its entries here: nothing is sent, and what it has read is delivered. */
@Journey
class PulledEntriesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final GpSystem gp;
    private final LinkWorkers workers;
    private final Http http;

    PulledEntriesIT(GpSystem gp, LinkWorkers workers, Http http) {
        this.gp = gp;
        this.workers = workers;
        this.http = http;
    }

    @Test
    void entryWaitsUntilThePracticeHasReadItAndIsThenDeliveredAndNeverCalledFiled() {
        String id = gp.refer(InventedPerson.called("Pullman"), "Would like company", Journey.PULLING_PRACTICE)
                .referral();
        workers.report(id, "accepted");
        workers.report(id, "seen");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(states(id)).containsExactlyInAnyOrder("awaiting", "awaiting"));
        assertThat(statuses(id)).containsOnly("sent");

        JsonNode procedure = entries(id).get(0);
        gp.read("Procedure/" + procedure.path("id").asString());

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(statuses(id)).containsExactly("delivered", "sent");
            assertThat(states(id)).containsExactlyInAnyOrder("delivered", "awaiting");
        });
        assertThat(entries(id).get(0).path("explanation").asString()).contains("not proven in the record");

        gp.read("Observation?code=http://snomed.info/sct%7C" + GpRecord.SEEN + "&_count=200");

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(statuses(id)).containsOnly("delivered"));
        assertThat(history(id)).contains("planned", "sent", "delivered").doesNotContain("filed");
    }

    private List<String> statuses(String id) {
        return entries(id).stream().map(it -> it.path("status").asString()).toList();
    }

    private List<JsonNode> entries(String id) {
        return StreamSupport.stream(workers.referral(id).path("recordEntries").spliterator(), false)
                .toList();
    }

    private List<String> states(String id) {
        JsonNode found =
                http.get("/local/v1/deliveries?referral=" + id).expect(200).body();
        return StreamSupport.stream(found.path("deliveries").spliterator(), false)
                .filter(it -> it.path("kind").asString().equals("entry-to-record"))
                .map(it -> it.path("state").asString())
                .toList();
    }

    private List<String> history(String id) {
        return http.get("/local/v1/referrals/" + id + "/record").expect(200).body().findValues("history").stream()
                .flatMap(history -> history.findValuesAsString("status").stream())
                .toList();
    }
}
