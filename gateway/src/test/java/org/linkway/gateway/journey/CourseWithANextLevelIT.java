package org.linkway.gateway.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linkway.gateway.journey.GpRecord.CLOSED;
import static org.linkway.gateway.journey.GpRecord.REFERRED;
import static org.linkway.gateway.journey.GpRecord.SEEN;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.linkway.gateway.journey.GpSystem.Placed;

@Journey
class CourseWithANextLevelIT {
    private final GpSystem gp;
    private final LinkWorkers workers;
    private final GpRecord record;
    private final MovedClock clock;

    CourseWithANextLevelIT(GpSystem gp, LinkWorkers workers, GpRecord record, MovedClock clock) {
        this.gp = gp;
        this.workers = workers;
        this.record = record;
        this.clock = clock;
    }

    @Test
    void eightWeeksOfPotteryAreFollowedByTheNextLevel() {
        InventedPerson person = InventedPerson.called("Claywell");
        Placed placed = gp.refer(person, "Lost confidence after a long illness");
        String id = placed.referral();
        workers.report(id, "accepted");
        workers.report(id, "wait-listed", """
                {"note": "Link workers are fully booked until next week."}""");
        assertThat(gp.standing(placed)).isEqualTo("on-hold: waiting-list");
        workers.report(id, "resumed");
        workers.report(id, "seen");
        LocalDate lastDay = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusWeeks(8);
        String first = workers.report(id, "referred-onward", """
                {"service": {"name": "Pottery for beginners"}, "endsOn": "%s"}""".formatted(lastDay));
        workers.report(id, "onward-updated", """
                {"onward": "%s", "status": "on-hold"}""".formatted(first));
        assertThat(gp.standing(first)).isEqualTo("on-hold: waiting-list");
        workers.report(id, "onward-updated", """
                {"onward": "%s", "status": "in-progress"}""".formatted(first));
        clock.advance(Duration.ofDays(56));
        workers.report(id, "checked-in", """
                {"onward": "%s", "outcome": "finished", "nextStep": "The next level"}""".formatted(first));

        assertThat(workers.refusal(id, "referred-onward", """
                {"service": {"name": "Pottery, next level"}, "follows": "%s"}""".formatted(id)))
                .contains("No onward referral has the id", "Pottery for beginners");
        String next = workers.report(id, "referred-onward", """
                {"service": {"name": "Pottery, next level"}, "follows": "%s"}""".formatted(first));
        workers.report(id, "onward-updated", """
                {"onward": "%s", "status": "accepted"}""".formatted(next));
        workers.report(id, "checked-in", """
                {"onward": "%s", "outcome": "continues-alone"}""".formatted(next));
        workers.completes(id, "goals-met", "Sold a first bowl.");

        assertThat(workers.onward(id, next).path("follows").asString()).isEqualTo(first);
        assertThat(gp.standing(placed)).isEqualTo("completed: completed");
        assertThat(gp.standing(first)).isEqualTo("completed: completed");
        assertThat(gp.standing(next)).isEqualTo("completed: completed");
        record.assertCodes(person, REFERRED, SEEN, CLOSED);
        record.assertText(
                person,
                "Sold a first bowl.",
                "Referred to Pottery for beginners: Finished what was offered.",
                "Referred to Pottery, next level: Goes on without the link worker.");
    }
}
