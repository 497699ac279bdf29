package org.linkway.gateway.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.linkway.gateway.journey.GpRecord.CLOSED;
import static org.linkway.gateway.journey.GpRecord.REFERRED;
import static org.linkway.gateway.journey.GpRecord.SEEN;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.linkway.gateway.delivery.RingClocks;
import tools.jackson.databind.JsonNode;

@Journey
class FireServiceIT {
    private final LinkWorkers workers;
    private final GpRecord record;
    private final Partners partners;
    private final MovedClock clock;
    private final RingClocks clocks;

    FireServiceIT(LinkWorkers workers, GpRecord record, Partners partners, MovedClock clock, RingClocks clocks) {
        this.workers = workers;
        this.record = record;
        this.partners = partners;
        this.clock = clock;
        this.clocks = clocks;
    }

    @Test
    void homeVisitOfFirefightersLeadsToHelpAndItsRiskIsSeenByAPersonAtOnce() {
        InventedPerson person = InventedPerson.called("Smokealarm");
        JsonNode own = workers.ownReferral(person, """
                {"type": "fire-service", "organisation": "Invented County Fire and Rescue",
                 "contacts": [{"channel": "telephone", "value": "01632 960789"}]}""", """
                {"reason": "Home fire safety visit: lives among stacked papers, and alone.",
                 "risks": {"stated": ["Blocked stairs"]}}""");
        String id = workers.register(own).expect(201).body().path("id").asString();
        assertThat(workers.events(id)).containsExactly("received", "concern-raised");
        assertTold(id, "Dora Dutyful");
        clock.advance(Duration.ofMinutes(16));
        clocks.ring();
        assertTold(id, "Dora Dutyful", "Lee Leadership");
        assertThat(workers.overdue(id)).containsExactly("concern");
        String concern = workers.referral(id).at("/work/concerns/0/event").asString();
        workers.report(id, "concern-acknowledged", """
                {"concern": "%s", "note": "Stairs are being cleared today."}""".formatted(concern));
        clock.advance(Duration.ofMinutes(16));
        clocks.ring();
        assertThat(workers.overdue(id)).isEmpty();

        workers.report(id, "accepted");
        workers.report(id, "contact-attempted", """
                {"channel": "telephone"}""");
        assertThat(workers.refusal(id, "unable-to-contact", """
                {"channel": "telephone"}""")).contains("2 of 3 attempts");
        workers.report(id, "seen");
        workers.completes(id, "goals-met", "Papers sorted with volunteers, smoke alarms fitted.");

        assertThat(workers.standing(id)).isEqualTo("completed: completed");
        assertThat(partners.concernsOf(id)).hasSize(2);
        record.assertCodes(person, REFERRED, SEEN, CLOSED);
        record.assertText(person, "smoke alarms fitted", "Attempts that did not reach the person: 1.");
    }

    private void assertTold(String id, String... names) {
        await().untilAsserted(() -> assertThat(partners.concernsOf(id))
                .extracting(alert -> alert.at("/person/name").asString())
                .containsExactly(names));
    }
}
