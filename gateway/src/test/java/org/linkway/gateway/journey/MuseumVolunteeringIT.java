package org.linkway.gateway.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linkway.gateway.journey.GpRecord.CLOSED;
import static org.linkway.gateway.journey.GpRecord.REFERRED;
import static org.linkway.gateway.journey.GpRecord.SEEN;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.linkway.gateway.delivery.RingClocks;
import org.linkway.gateway.journey.GpSystem.Placed;

@Journey
class MuseumVolunteeringIT {
    private final GpSystem gp;
    private final LinkWorkers workers;
    private final GpRecord record;
    private final MovedClock clock;
    private final RingClocks clocks;

    MuseumVolunteeringIT(GpSystem gp, LinkWorkers workers, GpRecord record, MovedClock clock, RingClocks clocks) {
        this.gp = gp;
        this.workers = workers;
        this.record = record;
        this.clock = clock;
        this.clocks = clocks;
    }

    @Test
    void personWhoseNeedsExceedTheSchemeIsSteppedUpAndInHandUntilAnotherServiceAccepts() {
        InventedPerson person = InventedPerson.called("Needsmore");
        Placed placed = gp.refer(person, "Wants to be of use again");
        String id = placed.referral();
        workers.report(id, "accepted");
        workers.report(id, "seen");
        workers.report(id, "needs-assessed", """
                {"inOwnWords": "I panic when rooms are full."}""");
        String museum = workers.report(id, "referred-onward", """
                {"service": {"name": "Sampleton Museum volunteering"}}""");
        assertThat(gp.standing(museum)).isEqualTo("requested: awaiting-triage");
        workers.report(id, "onward-updated", """
                {"onward": "%s", "status": "accepted"}""".formatted(museum));
        workers.report(id, "checked-in", """
                {"onward": "%s", "outcome": "needs-more-support"}""".formatted(museum));
        assertThat(gp.read("Task/" + museum).path("status").asString()).isEqualTo("failed");

        asks(id, "Invented day centre");
        assertThat(gp.standing(placed)).isEqualTo("in-progress: step-up-pending");
        workers.report(id, "step-up-refused", """
                {"reasonText": "No place before autumn."}""");
        assertThat(gp.standing(placed)).isEqualTo("in-progress: step-up-refused");

        asks(id, "Invented one-to-one support");
        clock.advance(Duration.ofDays(15));
        clocks.ring();
        assertThat(workers.overdue(id)).containsExactly("step-up");
        assertThat(gp.standing(placed)).isEqualTo("in-progress: step-up-pending");
        workers.report(id, "step-up-accepted", """
                {"reasonText": "Takes over on Monday.", "actionForGp": "None"}""");

        assertThat(gp.standing(placed)).isEqualTo("completed: stepped-up");
        assertThat(gp.read("ServiceRequest/" + placed.serviceRequest())
                        .path("status")
                        .asString())
                .isEqualTo("completed");
        assertThat(workers.overdue(id)).isEmpty();
        record.assertCodes(person, REFERRED, SEEN, CLOSED);
        record.assertText(person, "Asked to take over: Invented day centre.");
        record.assertText(
                person,
                "Taken over by another service",
                "Takes over on Monday.",
                "Referred to Sampleton Museum volunteering: Needs more support than the service gives.");
    }

    private void asks(String id, String service) {
        workers.report(id, "stepped-up", """
                {"service": "%s", "reasonText": "Needs one person at a time.", "actionForGp": "None"}""".formatted(service));
    }
}
