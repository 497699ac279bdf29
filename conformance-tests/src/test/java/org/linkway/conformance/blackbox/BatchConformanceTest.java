package org.linkway.conformance.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.linkway.conformance.blackbox.GpSystem.PlacedReferral;
import org.linkway.conformance.partner.GpReferral;
import org.linkway.conformance.partner.SyntheticPeople;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.fhir.validation.WireFormat;

/** A batch: each request on its own, all in one journey; what pollers do. */
@ExtendWith(SharedGateway.class)
class BatchConformanceTest {
    private static final SyntheticPeople PEOPLE = new SyntheticPeople();

    private final GpSystem gp;

    BatchConformanceTest(GatewayProcess gateway) {
        this.gp = gateway.gp();
    }

    @ParameterizedTest
    @EnumSource
    void answersEachRequestInItsPlace(WireFormat format) {
        PlacedReferral first = refer();
        PlacedReferral second = refer();
        Bundle batch = batch();
        ask(batch, HTTPVerb.GET, "Task/" + first.taskId(), null);
        ask(batch, HTTPVerb.GET, "Task/nowhere", null);
        ask(batch, HTTPVerb.GET, "Task?_id=" + first.taskId() + "," + second.taskId() + "&_include=Task:focus", null);
        ask(batch, HTTPVerb.POST, "Organization", practice());
        ask(batch, HTTPVerb.GET, "ServiceRequest/" + second.serviceRequestId() + "/_history", null);

        Bundle answers = gp.send(batch, format).expect(200).bundle();

        assertThat(answers.getType()).isEqualTo(BundleType.BATCHRESPONSE);
        assertThat(statuses(answers)).containsExactly("200 OK", "404 Not Found", "200 OK", "201 Created", "200 OK");
        assertThat(answers.getEntry().get(0).getResource().getIdElement().getIdPart())
                .isEqualTo(first.taskId());
        assertThat(answers.getEntry().get(0).getResponse().getEtag()).isEqualTo("W/\"1\"");
        assertThat(answers.getEntry().get(1).getResponse().getOutcome()).isInstanceOf(OperationOutcome.class);
        assertThat(((Bundle) answers.getEntry().get(2).getResource()).getEntry())
                .hasSize(4);
        String made = answers.getEntry().get(3).getResponse().getLocation();
        assertThat(made).startsWith(gp.base() + "/Organization/");
        gp.read(made.substring(gp.base().length() + 1)).expect(200);
        assertThat(((Bundle) answers.getEntry().get(4).getResource()).getEntry())
                .hasSize(1);
    }

    @Test
    void changesWhatCanBeChangedWhateverElseIsWrong() {
        PlacedReferral placed = refer();
        PlacedReferral stale = refer();
        Bundle batch = batch();
        Task cancelled = gp.task(placed).setStatus(TaskStatus.CANCELLED);
        ask(batch, HTTPVerb.PUT, "Task/" + placed.taskId(), cancelled).setIfMatch("W/\"1\"");
        ask(batch, HTTPVerb.PATCH, "Task/" + stale.taskId(), jsonPatch()).setIfMatch("W/\"7\"");
        ask(batch, HTTPVerb.PATCH, "Task/" + stale.taskId(), jsonPatch()).setIfMatch("W/\"1\"");
        ask(batch, HTTPVerb.DELETE, "Task/" + stale.taskId(), null);

        Bundle answers = gp.send(batch, WireFormat.JSON).expect(200).bundle();

        assertThat(statuses(answers).subList(0, 3)).containsExactly("200 OK", "412 Precondition Failed", "200 OK");
        assertThat(statuses(answers).get(3)).startsWith("4");
        assertThat(gp.task(placed).getStatus()).isEqualTo(TaskStatus.CANCELLED);
        assertThat(gp.task(stale).getStatus()).isEqualTo(TaskStatus.CANCELLED);
    }

    @Test
    void refusesByNameWhatASenderCannotMakeOfItsTask() {
        PlacedReferral open = refer();
        PlacedReferral closed = refer();
        gp.change(gp.task(closed).setStatus(TaskStatus.CANCELLED), "W/\"1\"").expect(200);
        Task told = gp.task(closed);
        told.addInput().setType(new CodeableConcept().setText("Note")).setValue(new StringType("Mornings."));
        Bundle batch = batch();
        ask(batch, HTTPVerb.PUT, "Task/" + open.taskId(), gp.task(open).setStatus(TaskStatus.COMPLETED))
                .setIfMatch("W/\"1\"");
        ask(batch, HTTPVerb.PUT, "Task/" + closed.taskId(), told).setIfMatch("W/\"2\"");

        Bundle answers = gp.send(batch, WireFormat.JSON).expect(200).bundle();

        assertThat(statuses(answers)).containsOnly("422 Unprocessable Content");
        Refusals.assertRefusal(
                answers.getEntry().get(0).getResponse().getOutcome(),
                GatewayError.INVARIANT,
                "Task.status",
                "The sender of a referral that is requested cannot make its Task completed.");
        Refusals.assertRefusal(
                answers.getEntry().get(1).getResponse().getOutcome(),
                GatewayError.INVARIANT,
                "Task.input",
                "A referral that is cancelled cannot take the event");
        assertThat(gp.task(open).getMeta().getVersionId()).isEqualTo("1");
        assertThat(gp.task(closed).getMeta().getVersionId()).isEqualTo("2");
    }

    @Test
    void aRepeatedBatchMakesNothingTwice() {
        Bundle batch = batch();
        ask(batch, HTTPVerb.POST, "Organization", practice());
        String id = GpSystem.newId();
        Bundle first = gp.send(batch, WireFormat.JSON, id).expect(200).bundle();

        Bundle again = gp.send(batch, WireFormat.JSON, id).expect(200).bundle();

        assertThat(again.getEntryFirstRep().getResponse().getLocation())
                .isEqualTo(first.getEntryFirstRep().getResponse().getLocation());
    }

    @Test
    void oneBadResourceSpoilsNoOtherRequest() {
        String good = "{\"request\":{\"method\":\"POST\",\"url\":\"Organization\"},"
                + "\"resource\":{\"resourceType\":\"Organization\",\"name\":\"Invented Lane Surgery\"}}";
        String bad = "{\"request\":{\"method\":\"POST\",\"url\":\"Organization\"},"
                + "\"resource\":{\"resourceType\":\"Organization\",\"nom\":\"x\"}}";
        String silent = "{\"resource\":{\"resourceType\":\"Organization\"}}";
        String elsewhere = "{\"request\":{\"method\":\"GET\",\"url\":\"http://example.org/Task\"}}";
        String body = "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":["
                + String.join(",", bad, good, silent, elsewhere) + "]}";

        Bundle answers = gp.post("/fhir", body, WireFormat.JSON.mediaType(), GpSystem.newId())
                .expect(200)
                .bundle();

        assertThat(statuses(answers))
                .containsExactly(
                        "400 Bad Request", "201 Created", "422 Unprocessable Content", "422 Unprocessable Content");
        OperationOutcome outcome =
                (OperationOutcome) answers.getEntryFirstRep().getResponse().getOutcome();
        assertThat(outcome.getIssue())
                .anySatisfy(issue -> assertThat(issue.getDiagnostics()).contains("nom"));
    }

    @Test
    void aBatchThatIsTooLargeIsRefusedWhole() {
        Bundle batch = batch();
        Stream.generate(() -> "Task?_count=1").limit(101).forEach(url -> ask(batch, HTTPVerb.GET, url, null));

        Answer answer = gp.send(batch, WireFormat.JSON).expect(413);

        assertThat(answer.issues().get(0).getDiagnostics()).contains("101 entries");
    }

    private PlacedReferral refer() {
        return gp.refer(GpReferral.of(PEOPLE.next()));
    }

    private static Organization practice() {
        return new Organization().setName("Invented Lane Surgery");
    }

    private static Binary jsonPatch() {
        Binary patch = new Binary().setContentType("application/json-patch+json");
        patch.setData(
                "[{\"op\":\"replace\",\"path\":\"/status\",\"value\":\"cancelled\"}]".getBytes(StandardCharsets.UTF_8));
        return patch;
    }

    private static Bundle batch() {
        return new Bundle().setType(BundleType.BATCH);
    }

    private static Bundle.BundleEntryRequestComponent ask(
            Bundle batch, HTTPVerb method, String url, Resource resource) {
        return batch.addEntry()
                .setResource(resource)
                .getRequest()
                .setMethod(method)
                .setUrl(url);
    }

    private static List<String> statuses(Bundle answers) {
        return answers.getEntry().stream()
                .map(BundleEntryComponent::getResponse)
                .map(Bundle.BundleEntryResponseComponent::getStatus)
                .toList();
    }
}
