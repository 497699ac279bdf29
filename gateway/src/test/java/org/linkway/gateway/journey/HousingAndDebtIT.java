package org.linkway.gateway.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.linkway.gateway.journey.GpRecord.CLOSED;
import static org.linkway.gateway.journey.GpRecord.REFERRED;
import static org.linkway.gateway.journey.GpRecord.SEEN;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.linkway.gateway.delivery.AskServices;
import org.linkway.gateway.journey.GpSystem.Placed;
import tools.jackson.databind.JsonNode;

@Journey
class HousingAndDebtIT {
    private final GpSystem gp;
    private final LinkWorkers workers;
    private final GpRecord record;
    private final Partners partners;
    private final AskServices services;

    HousingAndDebtIT(GpSystem gp, LinkWorkers workers, GpRecord record, Partners partners, AskServices services) {
        this.gp = gp;
        this.workers = workers;
        this.record = record;
        this.partners = partners;
        this.services = services;
    }

    @Test
    void oneOfTwoOnwardReferralsIsRefusedAndTheOtherHelps() {
        InventedPerson person = InventedPerson.called("Rentworry");
        Placed placed = gp.refer(person, "Rent arrears and letters that stay unopened");
        String id = placed.referral();
        workers.report(id, "accepted");
        workers.report(id, "seen");
        String housing = workers.report(id, "referred-onward", """
                {"service": {"name": "Invented housing support"}}""");
        String debt = workers.report(id, "referred-onward", """
                {"service": {"name": "Invented debt advice", "id": "%s"}, "reason": "Rent arrears"}""".formatted(Partners.DEBT_ADVICE));
        assertThat(workers.refusal(id, "completed", """
                {"outcome": {"code": "goals-met", "narrative": "Done."}}"""))
                .contains("Invented housing support", "Invented debt advice", "still requested");

        workers.report(id, "onward-updated", """
                {"onward": "%s", "status": "rejected", "reasonText": "Outside our borough."}""".formatted(housing));
        assertThat(gp.standing(housing)).isEqualTo("rejected: rejected");
        assertThat(gp.standing(placed)).isEqualTo("in-progress: referred-onward");

        assertReachesTheService(debt, placed, person);
        serviceSays(debt, "accepted");
        assertThat(gp.standing(debt)).isEqualTo("accepted: accepted");
        serviceSays(debt, "completed");
        assertThat(gp.standing(debt)).isEqualTo("completed: completed");
        workers.completes(id, "goals-partly-met", "The debts are in a plan; housing is still to be found.");

        assertThat(gp.standing(placed)).isEqualTo("completed: completed");
        record.assertCodes(person, REFERRED, SEEN, CLOSED);
        record.assertText(
                person,
                "The debts are in a plan",
                "Referred to Invented housing support: rejected (Outside our borough.).",
                "Referred to Invented debt advice: Finished what was offered (A plan with each creditor).");
    }

    private void assertReachesTheService(String onward, Placed parent, InventedPerson person) {
        await().until(() -> !partners.broughtToTheService(onward).isEmpty());
        List<JsonNode> brought = partners.broughtToTheService(onward);
        assertThat(brought).hasSize(1);
        assertThat(brought.get(0).toString())
                .contains("filler-order", parent.referral(), "Rentworry", "Rent arrears")
                .doesNotContain(person.nhsNumber());
        JsonNode request = gp.read("ServiceRequest/" + onward);
        assertThat(request.path("intent").asString()).isEqualTo("filler-order");
        assertThat(request.at("/basedOn/0/reference").asString())
                .isEqualTo("ServiceRequest/" + parent.serviceRequest());
        assertThat(gp.read("Task/" + onward).at("/partOf/0/reference").asString())
                .isEqualTo("Task/" + parent.task());
    }

    /** What the gateway learns when it asks. */
    private void serviceSays(String onward, String status) {
        partners.serviceSays("""
                {"resourceType": "Task", "id": "1", "status": "%s", "intent": "order",
                 "identifier": [{"system": "https://fhir.linkway.org/Id/referral", "value": "%s"}],
                 "output": [{"type": {"text": "Outcome"}, "valueCodeableConcept": {
                   "coding": [{"system": "https://fhir.linkway.org/CodeSystem/onward-outcome", "code": "%s"}],
                   "text": "A plan with each creditor"}}]}""".formatted(status, onward, status.equals("completed") ? "finished" : "attending"));
        services.ask();
    }
}
