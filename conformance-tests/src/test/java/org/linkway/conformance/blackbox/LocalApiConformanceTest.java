package org.linkway.conformance.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linkway.conformance.blackbox.WorkerEvents.accepted;
import static org.linkway.conformance.blackbox.WorkerEvents.completed;
import static org.linkway.conformance.blackbox.WorkerEvents.event;
import static org.linkway.conformance.blackbox.WorkerEvents.rejected;
import static org.linkway.conformance.blackbox.WorkerEvents.seen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Flag;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.linkway.conformance.blackbox.GpSystem.PlacedReferral;
import org.linkway.conformance.partner.GpReferral;
import org.linkway.conformance.partner.SyntheticPeople;
import org.linkway.fhir.profile.LinkwayProfile;
import org.linkway.fhir.terminology.CodeSystems;
import org.linkway.fhir.validation.WireFormat;

/** What a link workers' system may rely on. */
@ExtendWith(SharedGateway.class)
class LocalApiConformanceTest {
    private final GpSystem gp;
    private final LinkWorkers linkWorkers;
    private PlacedReferral placed;
    private String id;

    LocalApiConformanceTest(GatewayProcess gateway) {
        gp = gateway.gp();
        linkWorkers = gateway.linkWorkers();
    }

    @BeforeEach
    void refer() {
        // A risk would be a concern, which the sandbox's person on duty acknowledges at a time of their own.
        Bundle transaction =
                noKnownRisks(GpReferral.of(new SyntheticPeople().next()).transaction());
        placed = GpSystem.placed(gp.send(transaction, WireFormat.JSON).expect(200));
        id = linkWorkers.referral(placed).get("id").asText();
    }

    @Test
    void senderSeesEachEventAtOnce() {
        assertTask("requested", "awaiting-triage");
        assertReported(accepted(), "accepted", "accepted");
        assertTask("accepted", "accepted");
        assertReported(seen(), "in-progress", "seen");
        assertTask("in-progress", "seen");
        assertReported(completed(), "completed", "completed");
        assertTask("completed", "completed");
    }

    @Test
    void senderSeesWhyItsReferralIsRejected() {
        assertReported(rejected(), "rejected", "rejected");
        assertTask("rejected", "rejected");
        assertThat(gp.task(placed).getStatusReason().getCodingFirstRep().getCode())
                .isEqualTo("no-capacity");
    }

    @Test
    void tellsWhatMattersWhatHelpsAndThatNoRisksAreKnown() {
        Bundle transaction = GpReferral.of(new SyntheticPeople().next()).transaction();
        ServiceRequest request = only(ServiceRequest.class, transaction);
        request.addExtension(LinkwayProfile.WHAT_MATTERS.url(), new StringType("The allotment."));
        request.addExtension(
                LinkwayProfile.SUPPORT_NEED.url(),
                new CodeableConcept(new Coding(CodeSystems.LINKWAY_SUPPORT_NEED, "travel-help", null))
                        .setText("A lift there and back"));
        noKnownRisks(transaction);

        JsonNode asked = linkWorkers
                .referral(GpSystem.placed(gp.send(transaction, WireFormat.JSON).expect(200)))
                .get("request");

        assertThat(asked.get("mattersToMe").asText()).isEqualTo("The allotment.");
        assertThat(asked.at("/supportNeeds/0/code").asText()).isEqualTo("travel-help");
        assertThat(asked.at("/supportNeeds/0/words").asText()).isEqualTo("A lift there and back");
        assertThat(asked.at("/risks/statement").asText()).isEqualTo("no-known-risks");
        assertThat(asked.at("/risks/stated")).isEmpty();
    }

    private static Bundle noKnownRisks(Bundle transaction) {
        only(Flag.class, transaction)
                .setCode(new CodeableConcept(
                        new Coding(CodeSystems.LINKWAY_RISK_STATEMENT, "no-known-risks", "No known risks")));
        return transaction;
    }

    private static <R extends Resource> R only(Class<R> type, Bundle bundle) {
        return bundle.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void keepsEveryEventWithWhoAndWhen() {
        ObjectNode event = accepted();
        linkWorkers.report(id, event).expect(201);
        JsonNode events = linkWorkers.referral(id).get("events");
        assertThat(events).hasSize(2);
        assertThat(events.get(0).get("type").asText()).isEqualTo("received");
        JsonNode kept = events.get(1);
        assertThat(kept.get("id")).isEqualTo(event.get("id"));
        assertThat(kept.get("recordedBy")).isEqualTo(event.get("recordedBy"));
        assertThat(Instant.parse(kept.get("occurredAt").asText()))
                .isEqualTo(Instant.parse(event.get("occurredAt").asText()));
    }

    @Test
    void sameEventAgainGetsTheSameAnswer() {
        ObjectNode event = accepted();
        Answer first = linkWorkers.report(id, event).expect(201);
        Answer second = linkWorkers.report(id, event).expect(201);
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(linkWorkers.referral(id).get("events")).hasSize(2);
    }

    @Test
    void refusesAnotherEventUnderAKnownId() {
        ObjectNode event = accepted();
        linkWorkers.report(id, event).expect(201);
        linkWorkers.report(id, seen().set("id", event.get("id"))).expect(409);
        assertThat(linkWorkers.referral(id).get("status").asText()).isEqualTo("accepted");
    }

    @Test
    void refusesAnEventOutOfOrderAndSaysWhatIsLegal() {
        Answer answer = linkWorkers.report(id, completed()).expect(422);
        assertProblem(answer);
        assertThat(answer.body()).contains("requested", "completed", "accepted, rejected-by-service");
        assertThat(linkWorkers.referral(id).get("events")).hasSize(1);
    }

    @Test
    void listsEverythingThatIsWrongWithAnEvent() {
        linkWorkers.report(id, accepted()).expect(201);
        ObjectNode event = event("completed")
                .put("occurredAt", Instant.now().plus(Duration.ofDays(1)).toString());
        event.putObject("recordedBy").put("name", " ");
        Answer answer = linkWorkers.report(id, event).expect(422);
        assertProblem(answer);
        assertThat(answer.body())
                .contains(
                        "occurredAt",
                        "in the future",
                        "recordedBy.name",
                        "outcome.code",
                        "goals-met",
                        "outcome.narrative");
    }

    @Test
    void listsWhatIsMissingBesideWhatCannotBeRead() {
        ObjectNode event = event("completed").put("id", "event-1").put("occurredAt", "yesterday");
        event.remove("recordedBy");
        Answer answer = linkWorkers.report(id, event).expect(422);
        assertProblem(answer);
        assertThat(answer.body())
                .contains("\"id\"", "\"occurredAt\"", "recordedBy.name", "outcome.code", "outcome.narrative");
    }

    @Test
    void refusesAnEventTypeThatItDoesNotKnow() {
        Answer answer = linkWorkers.report(id, event("finished")).expect(422);
        assertProblem(answer);
        assertThat(answer.body()).contains("type", "accepted", "completed");
    }

    @Test
    void refusesWhatIsNotJson() {
        assertProblem(linkWorkers.report(id, "accepted", Map.of()).expect(400));
    }

    @Test
    void moreThanTheStandingVersionIsNeededToWriteOverIt() {
        String seenVersion = linkWorkers.get("/" + id).header("ETag").orElseThrow();
        linkWorkers.report(id, accepted(), seenVersion).expect(201);
        assertProblem(linkWorkers.report(id, seen(), seenVersion).expect(412));
        String newVersion = linkWorkers.get("/" + id).header("ETag").orElseThrow();
        assertThat(newVersion).isNotEqualTo(seenVersion);
        linkWorkers.report(id, seen(), newVersion).expect(201);
    }

    @Test
    void doesNotKnowAReferralThatIsNotThere() {
        assertProblem(linkWorkers.get("/" + UUID.randomUUID()).expect(404));
        assertProblem(
                linkWorkers.report(UUID.randomUUID().toString(), accepted()).expect(404));
    }

    @Test
    void listsReferralsByStatusPageByPage() {
        linkWorkers.report(id, rejected()).expect(201);
        gp.refer(GpReferral.of(new SyntheticPeople().next()));

        assertThat(linkWorkers
                        .get("?status=requested,accepted&limit=100")
                        .expect(200)
                        .json()
                        .get("referrals"))
                .isNotEmpty()
                .noneMatch(referral -> referral.get("id").asText().equals(id))
                .allMatch(referral -> referral.get("status").asText().matches("requested|accepted"));
        JsonNode first = linkWorkers.get("?limit=1").expect(200).json();
        JsonNode second = linkWorkers
                .get("?limit=1&after=" + first.get("next").asText())
                .expect(200)
                .json();
        assertThat(first.get("referrals")).hasSize(1);
        assertThat(second.get("referrals")).hasSize(1).doesNotContain(first.at("/referrals/0"));
    }

    @Test
    void wrongFilterIsRefusedAndNotIgnored() {
        assertProblem(linkWorkers.get("?status=finished").expect(400));
        assertProblem(linkWorkers.get("?limit=none").expect(400));
    }

    private void assertReported(ObjectNode event, String status, String stage) {
        JsonNode answer = linkWorkers.report(id, event).expect(201).json();
        assertThat(answer.get("event")).isEqualTo(event.get("id"));
        assertThat(answer.get("status").asText()).isEqualTo(status);
        assertThat(answer.get("stage").asText()).isEqualTo(stage);
        assertThat(answer.get("version").isIntegralNumber()).isTrue();
    }

    private void assertTask(String status, String stage) {
        Task task = gp.task(placed);
        assertThat(task.getStatus().toCode()).isEqualTo(status);
        assertThat(task.getBusinessStatus().getCodingFirstRep().getCode()).isEqualTo(stage);
    }

    private static void assertProblem(Answer answer) {
        assertThat(answer.header("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    }
}
