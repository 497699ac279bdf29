package org.linkway.gateway.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linkway.gateway.journey.GpRecord.CLOSED;
import static org.linkway.gateway.journey.GpRecord.REFERRED;
import static org.linkway.gateway.journey.GpRecord.SEEN;

import org.junit.jupiter.api.Test;
import org.linkway.gateway.journey.GpSystem.Placed;

@Journey
class TriedAndDidNotLikeItIT {
    private final GpSystem gp;
    private final LinkWorkers workers;
    private final GpRecord record;

    TriedAndDidNotLikeItIT(GpSystem gp, LinkWorkers workers, GpRecord record) {
        this.gp = gp;
        this.workers = workers;
        this.record = record;
    }

    @Test
    void choirWasNotItAndTheWalkingGroupIs() {
        InventedPerson person = InventedPerson.called("Choosewell");
        Placed placed = gp.refer(person, "Low mood in winter");
        String id = placed.referral();
        workers.report(id, "accepted");
        workers.report(id, "seen");
        String choir = workers.report(id, "signposted", """
                {"service": {"name": "Sampleton Choir"}}""");
        workers.report(id, "did-not-attend", """
                {"note": "Forgot the first evening."}""");
        workers.report(id, "checked-in", """
                {"onward": "%s", "outcome": "tried-did-not-like", "nextStep": "Something outdoors"}""".formatted(choir));
        assertThat(gp.standing(placed)).isEqualTo("in-progress: checked-in");
        assertThat(workers.refusal(id, "checked-in", """
                {"onward": "%s", "outcome": "attending"}""".formatted(choir))).contains("nothing to check in on");
        String walks = workers.report(id, "signposted", """
                {"service": {"name": "Sampleton Walkers"}}""");
        workers.report(id, "checked-in", """
                {"onward": "%s", "outcome": "attending"}""".formatted(walks));
        workers.completes(id, "connected-and-continuing", "The choir was not it; walks every Sunday.");

        assertThat(gp.standing(placed)).isEqualTo("completed: completed");
        assertThat(workers.onward(id, choir).path("outcome").asString()).isEqualTo("tried-did-not-like");
        assertThat(workers.onward(id, walks).path("outcome").asString()).isEqualTo("continues-alone");
        record.assertCodes(person, REFERRED, SEEN, "281399006", CLOSED);
        record.assertText(
                person,
                "The choir was not it",
                "Signposted to Sampleton Choir: Tried it and did not like it.",
                "Signposted to Sampleton Walkers: Goes on without the link worker.");
    }
}
