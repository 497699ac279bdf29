package org.linkway.gateway.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linkway.gateway.journey.GpRecord.CLOSED;
import static org.linkway.gateway.journey.GpRecord.REFERRED;
import static org.linkway.gateway.journey.GpRecord.SEEN;

import org.junit.jupiter.api.Test;
import org.linkway.gateway.journey.GpSystem.Placed;
import org.linkway.gateway.journey.Http.Answer;
import tools.jackson.databind.JsonNode;

@Journey
class SelfReferralIT {
    private final GpSystem gp;
    private final LinkWorkers workers;
    private final GpRecord record;

    SelfReferralIT(GpSystem gp, LinkWorkers workers, GpRecord record) {
        this.gp = gp;
        this.workers = workers;
        this.record = record;
    }

    private static final String REFERRER = """
            {"type": "self"}""";
    private static final String REQUEST = """
            {"needsInOwnWords": "I saw your poster in the library and should like company."}""";

    @Test
    void personWhoCameByThemselfIsWorkedAndFiledLikeAnybody() {
        InventedPerson person = InventedPerson.called("Byherself");
        JsonNode own = workers.ownReferral(person, REFERRER, REQUEST);
        Answer registered = workers.register(own).expect(201);
        String id = registered.body().path("id").asString();
        assertThat(workers.register(own).expect(200).body().path("id").asString())
                .isEqualTo(id);
        assertThat(registered.body().has("published")).isFalse();
        assertThat(workers.standing(id)).isEqualTo("requested: awaiting-triage");
        workers.report(id, "accepted");
        workers.report(id, "seen");
        String choir = workers.report(id, "referred-onward", """
                {"service": {"name": "Invented choir"}, "selfReferral": true}""");
        assertThat(workers.onward(id, choir).path("kind").asString()).isEqualTo("self-referral");
        workers.report(id, "checked-in", """
                {"onward": "%s", "outcome": "continues-alone"}""".formatted(choir));
        workers.completes(id, "no-longer-needed", "Found the choir herself and stayed.");

        assertThat(workers.standing(id)).isEqualTo("completed: completed");
        record.assertCodes(person, REFERRED, SEEN, CLOSED);
        record.assertText(person, "Found the choir herself", "Self-referred to Invented choir: Goes on without");
    }

    @Test
    void sharesTheEpisodeWithTheReferralOfTheirPracticeAndIsCodedOnce() {
        InventedPerson person = InventedPerson.called("Bothways");
        String own = workers.register(workers.ownReferral(person, REFERRER, REQUEST))
                .expect(201)
                .body()
                .path("id")
                .asString();
        Placed placed = gp.refer(person, "Lonely, and has asked for help herself");
        assertThat(workers.referral(placed.referral()).path("episode"))
                .isEqualTo(workers.referral(own).path("episode"));
        workers.report(own, "accepted");
        workers.report(placed.referral(), "accepted");
        workers.report(own, "seen");
        workers.report(placed.referral(), "seen");
        record.assertCodes(person, REFERRED, SEEN, SEEN);
        workers.report(own, "marked-duplicate", """
                {"survivor": "%s"}""".formatted(placed.referral()));
        workers.completes(placed.referral(), "goals-met", "Goes to the lunch club.");

        assertThat(gp.standing(placed)).isEqualTo("completed: completed");
        record.assertText(person, "Goes to the lunch club.");
        record.assertCodes(person, REFERRED, SEEN, SEEN, CLOSED);
    }
}
