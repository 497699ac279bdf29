package org.linkway.translation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.fhir.validation.Issue;
import org.linkway.fhir.validation.ResourceReading;
import org.linkway.translation.Gathering.Wanted;
import org.linkway.workflow.PublishedResource;

class GatheringTest {
    private static final String HERE = "5b1c9a52-6b0f-4a5e-9c1d-0a4f6f0f7a11";
    private static final String BASE = "https://gp.example.org/fhir";

    private final FhirJson json = new FhirJson(TestFhir.CONTEXT);

    @Test
    void followsFromTheTaskToWhatBelongsToItsReferral() {
        Gathering gathering = gathering(new Reference(BASE + "/ServiceRequest/r1"));

        Wanted request = gathering.wanted().orElseThrow();
        assertThat(request.address()).contains(BASE + "/ServiceRequest/r1");
        assertThat(request.needed()).isTrue();
        ServiceRequest fetched =
                new ServiceRequest().setSubject(new Reference("Patient/p1")).addBasedOn(new Reference("CarePlan/c1"));
        gathering.fetched(request, new ResourceReading(Optional.of(fetched), List.of()));

        Wanted person = gathering.wanted().orElseThrow();
        assertThat(person.address()).contains(BASE + "/Patient/p1");
        assertThat(person.path()).isEqualTo("Task.focus.resolve().subject");
        assertThat(person.needed()).isTrue();
        assertThat(gathering.wanted()).isEmpty();
        assertThat(gathering.address().map(it -> it.value())).contains(BASE + "/ServiceRequest/r1");
    }

    @Test
    void callsWhatIsHereByItsId() {
        Gathering gathering = gathering(new Reference("ServiceRequest/" + HERE));
        Wanted request = gathering.wanted().orElseThrow();
        assertThat(request.address()).isEmpty();
        gathering.held(
                request,
                new PublishedResource(
                        "ServiceRequest", HERE, "gp", "{\"resourceType\":\"ServiceRequest\",\"id\":\"" + HERE + "\"}"),
                3);

        Bundle transaction = TestFhir.CONTEXT
                .newJsonParser()
                .parseResource(Bundle.class, new String(gathering.transaction().bytes(), UTF_8));

        assertThat(((Task) transaction.getEntryFirstRep().getResource())
                        .getFocus()
                        .getReference())
                .isEqualTo("urn:uuid:" + HERE);
        assertThat(gathering.held().byPosition().get(1).version()).isEqualTo(3);
        assertThat(gathering.address()).isEmpty();
    }

    @Test
    void tellsIssuesByTheWayFromTheTask() {
        Gathering gathering = gathering(new Reference(BASE + "/ServiceRequest/r1"));
        gathering.fetched(
                gathering.wanted().orElseThrow(), new ResourceReading(Optional.of(new ServiceRequest()), List.of()));

        List<Issue> told = gathering.inTheirPlaces(List.of(
                Issue.error(GatewayError.REQUIRED, "Bundle.entry[1].resource.subject", "It is missing."),
                Issue.error(GatewayError.REQUIRED, "Bundle.entry[0].resource.status", "It is missing."),
                Issue.error(GatewayError.REQUIRED, "Bundle.entry", "Something is missing.")));

        assertThat(told)
                .extracting(it -> it.expression().orElseThrow())
                .containsExactly("Task.focus.resolve().subject", "Task.status", "Task");
    }

    @Test
    void warnsOfWhatWasLeftOut() {
        Gathering gathering = gathering(new Reference(BASE + "/ServiceRequest/r1"));

        gathering.leftOut(gathering.wanted().orElseThrow(), "It is gone.");

        assertThat(gathering.inTheirPlaces(List.of()))
                .singleElement()
                .satisfies(issue -> assertThat(issue.warning()).isTrue());
    }

    @Test
    void asksForEachOnceAndForNoMoreThanAReferralNeeds() {
        Task task = new Task().setFocus(new Reference(BASE + "/ServiceRequest/r1"));
        task.setRequester(new Reference(BASE + "/ServiceRequest/r1"));
        for (int i = 0; i < 100; i++) {
            task.addInput().setValue(new Reference(BASE + "/Observation/o" + i));
        }
        Gathering gathering = new Gathering(json, task);

        int asked = 0;
        for (Optional<Wanted> next = gathering.wanted(); next.isPresent(); next = gathering.wanted()) {
            asked++;
            gathering.fetched(next.get(), new ResourceReading(Optional.of(new ServiceRequest()), List.of()));
        }

        assertThat(asked).isEqualTo(39);
    }

    private Gathering gathering(Reference focus) {
        return new Gathering(json, new Task().setFocus(focus));
    }
}
