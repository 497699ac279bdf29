package org.linkway.gateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.linkway.gateway.journey.Http.Answer;
import org.linkway.gateway.store.Together;
import tools.jackson.databind.JsonNode;

/** What many get to hear who act on one referral, or one person, at the same moment. */
@Journey
class RacingActorsIT {
    private static final int MANY = 100;

    private final GpSystem gp;
    private final LinkWorkers workers;

    RacingActorsIT(GpSystem gp, LinkWorkers workers) {
        this.gp = gp;
        this.workers = workers;
    }

    @Test
    void oneWinsTheVersionAndTheOthersAreToldTheStandingOne() throws Exception {
        String id = gp.refer(InventedPerson.called("Racewell"), "Lonely").referral();

        List<Answer> answers =
                Together.run(MANY, number -> workers.post(id, workers.event("accepted"), "If-Match", "\"1\""));

        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 412)
                .hasSize(MANY - 1)
                .allSatisfy(answer -> {
                    assertThat(answer.etag()).isEqualTo(Optional.of("\"2\""));
                    assertThat(answer.contentType()).startsWith("application/problem+json");
                    assertThat(answer.body().path("detail").asString())
                            .contains("at version 2, accepted, after accepted", "If-Match: \"2\"");
                });
        assertThat(workers.events(id)).containsExactly("received", "accepted");
    }

    @Test
    void oneEventThatIsSentManyTimesIsRecordedOnceAndAnsweredAlike() throws Exception {
        String id = gp.refer(InventedPerson.called("Repeatwell"), "Lonely").referral();
        JsonNode event = workers.event("accepted");

        List<Answer> answers =
                Together.run(MANY, number -> workers.post(id, event).expect(201));

        assertThat(answers.stream().map(Answer::body).distinct()).hasSize(1);
        assertThat(workers.events(id)).containsExactly("received", "accepted");
    }

    @Test
    void registrationsOfOnePersonShareOneEpisode() throws Exception {
        InventedPerson person = InventedPerson.called("Manytimes");
        List<JsonNode> referrals =
                Together.run(MANY, number -> workers.register(workers.ownReferral(person, """
                        {"type": "self"}""", """
                        {"needsInOwnWords": "Company"}"""))).stream()
                        .map(answer -> answer.expect(201).body())
                        .toList();

        assertThat(referrals.stream().map(referral -> referral.path("episode")).distinct())
                .hasSize(1);
    }
}
