package org.linkway.gateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.linkway.Hazard;
import org.linkway.gateway.journey.GpSystem.Placed;
import tools.jackson.databind.JsonNode;

/** What keeps a person from harm, as link workers' platforms meet it. */
@Journey
class SafeReferralIT {
    private static final String CONCERN = "Her son takes her money.";

    private final GpSystem gp;
    private final LinkWorkers workers;
    private final Http http;

    SafeReferralIT(GpSystem gp, LinkWorkers workers, Http http) {
        this.gp = gp;
        this.workers = workers;
        this.http = http;
    }

    @Test
    @Hazard({"H8", "H9"})
    void refusesAClosedServiceUntilTheLinkWorkerSaysWhyAndWarnsOfWhatIsDoubtful() {
        String id = started("Closedoor");
        String closed = """
                {"service": {"name": "Sampleton Choir", "status": "temporarily-closed"}}""";

        assertThat(workers.refusal(id, "signposted", closed)).contains("temporarily closed", "despite");
        workers.report(id, "signposted", closed, """
                {"despite": "They meet in the library meanwhile."}""");
        JsonNode answer =
                workers.post(id, workers.event("signposted", """
                        {"service": {"name": "Sampleton Walkers", "assuredOn": "2020-01-01"}}""")).expect(201).body();
        assertThat(answer.at("/warnings/0").asString()).startsWith("Nobody has seen to it since 2020-01-01");
        workers.report(id, "person-details-changed", """
                {"unusableChannels": ["telephone"]}""");
        assertThat(workers.post(id, workers.event("contact-attempted", """
                                {"channel": "telephone"}"""))
                        .expect(201)
                        .body()
                        .path("warnings")
                        .toString())
                .contains("cannot be reached by telephone");
    }

    @Test
    @Hazard("H12")
    void showsThePersonNothingThatOthersWroteAboutThem() {
        String id = started("Guardwell");
        workers.report(id, "needs-assessed", """
                {"inOwnWords": "I would like to sing."}""");
        workers.report(id, "concern-raised", """
                {"kind": "safeguarding", "description": "%s"}""".formatted(CONCERN));

        JsonNode view = http.get("/local/v1/referrals/" + id + "/person-view")
                .expect(200)
                .body();

        assertThat(workers.referral(id).toString()).contains(CONCERN);
        assertThat(view.toString()).doesNotContain(CONCERN, "safeguarding", "Guardwell");
        assertThat(view.path("needsInOwnWords").asString()).isEqualTo("I would like to sing.");
        http.get("/local/v1/referrals/00000000-0000-4000-8000-00000000dead/person-view")
                .expect(404);
    }

    private String started(String family) {
        Placed placed = gp.refer(InventedPerson.called(family), "Would like company");
        workers.report(placed.referral(), "accepted");
        workers.report(placed.referral(), "seen");
        return placed.referral();
    }
}
