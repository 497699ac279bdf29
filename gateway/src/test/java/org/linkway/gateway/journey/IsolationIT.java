package org.linkway.gateway.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linkway.gateway.journey.GpRecord.CLOSED;
import static org.linkway.gateway.journey.GpRecord.REFERRED;
import static org.linkway.gateway.journey.GpRecord.SEEN;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.linkway.Hazard;
import org.linkway.gateway.delivery.RingClocks;
import org.linkway.gateway.journey.GpSystem.Placed;

@Journey
class IsolationIT {
    private final GpSystem gp;
    private final LinkWorkers workers;
    private final GpRecord record;
    private final MovedClock clock;
    private final RingClocks clocks;

    IsolationIT(GpSystem gp, LinkWorkers workers, GpRecord record, MovedClock clock, RingClocks clocks) {
        this.gp = gp;
        this.workers = workers;
        this.record = record;
        this.clock = clock;
        this.clocks = clocks;
    }

    @Test
    @Hazard("H10")
    void leadsToAMusicGroupWithAnAccompaniedFirstVisitAndASixWeekCheckIn() {
        InventedPerson person = InventedPerson.called("Lonesworth");
        Placed placed = gp.refer(person, "Often alone since moving here");
        String id = placed.referral();
        assertThat(gp.standing(placed)).isEqualTo("requested: awaiting-triage");
        workers.report(id, "accepted");
        assertThat(gp.standing(placed)).isEqualTo("accepted: accepted");
        workers.report(id, "seen");
        workers.report(id, "needs-assessed", """
                {"inOwnWords": "I used to play the piano, and nobody hears me now.",
                 "needs": [{"words": "Company"}]}""");
        workers.report(id, "measure-recorded", """
                {"instrument": "ucla-3", "version": "UK 2018", "occasion": "baseline", "items": [3, 3, 2]}""");
        workers.report(id, "plan-agreed", """
                {"goals": [{"description": "Play with others again", "importance": 9,
                            "actions": [{"what": "Go to the music group", "who": "Marigold", "confidence": 4}]}]}""");
        String group = workers.report(id, "signposted", """
                {"service": {"name": "Sampleton Music Group"}, "goal": 1, "accompanyFirstVisit": true}""");
        assertThat(gp.standing(placed)).isEqualTo("in-progress: signposted");
        workers.report(id, "onward-updated", """
                {"onward": "%s", "firstVisitAccompanied": true}""".formatted(group));
        assertThat(workers.refusal(id, "completed", """
                {"outcome": {"code": "goals-met", "narrative": "Went along."}}"""))
                .contains("Sampleton Music Group", "checked-in", "withoutCheckIn");

        clock.advance(Duration.ofDays(28));
        clocks.ring();
        assertThat(gp.standing(placed)).isEqualTo("in-progress: check-in-due");
        assertThat(workers.overdue(id)).containsExactly("check-in");
        assertThat(gp.read("Task/" + placed.task()).path("note")).isEmpty();
        clock.advance(Duration.ofDays(14));
        clocks.ring();
        assertThat(workers.events(id)).contains("escalated");
        assertThat(gp.read("Task/" + placed.task()).at("/note/0/text").asString())
                .isEqualTo("A check-in is due.");

        workers.report(id, "checked-in", """
                {"onward": "%s", "outcome": "attending"}""".formatted(group));
        assertThat(workers.overdue(id)).isEmpty();
        workers.report(id, "measure-recorded", """
                {"instrument": "ucla-3", "version": "UK 2018", "occasion": "follow-up", "items": [1, 2, 1]}""");
        workers.completes(id, "connected-and-continuing", "Plays with the group every week.");

        assertThat(gp.standing(placed)).isEqualTo("completed: completed");
        record.assertCodes(person, REFERRED, SEEN, CLOSED);
        record.assertText(
                person,
                "Actions for the GP: None",
                "Plays with the group every week.",
                "UCLA-3: 8, then 4 (lower is better).",
                "Signposted to Sampleton Music Group: Goes on without the link worker, first visit accompanied.");
    }
}
