package org.linkway.conformance.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.linkway.conformance.blackbox.GpSystem.PlacedReferral;
import org.linkway.conformance.partner.GpReferral;
import org.linkway.conformance.partner.SyntheticPeople;
import org.linkway.fhir.validation.WireFormat;

/** Searches among several Tasks: those that can be claimed, those that have a reason, in the order that is asked for. */
@ExtendWith(SharedGateway.class)
class TaskSearchConformanceTest {
    private static final SyntheticPeople PEOPLE = new SyntheticPeople();

    private final GpSystem gp;
    private final LinkWorkers workers;

    TaskSearchConformanceTest(GatewayProcess gateway) {
        this.gp = gateway.gp();
        this.workers = gateway.linkWorkers();
    }

    @Test
    void findsTheOpenTasksThatCanBeClaimed() {
        String open = refer(task -> {});
        String addressed = refer(task -> task.setOwner(new Reference().setDisplay("Made-up Town link workers")));
        String accepted = ledTo("accepted");
        String all = "_id=" + String.join(",", open, addressed, accepted);

        assertThat(found(all + "&owner:missing=true&status=requested")).containsExactly(open);
        assertThat(found(all + "&owner:missing=false&status=requested")).containsExactly(addressed);
        assertThat(found(all + "&owner:missing=true")).containsExactly(open);
        assertThat(found(all + "&owner:missing=false")).containsExactlyInAnyOrder(addressed, accepted);
    }

    @Test
    void findsAReasonThatIsGivenInWordsAlone() {
        String open = refer(task -> {});
        String movedAway = ledTo("cancelled");
        String both = "_id=" + open + "," + movedAway;

        assertThat(found(both + "&status-reason:missing=false")).containsExactly(movedAway);
        assertThat(found(both + "&status-reason:missing=true")).containsExactly(open);
    }

    @Test
    void sortsAsAsked() {
        String later = refer(task -> task.setAuthoredOnElement(new DateTimeType("2026-03-02T12:00:00Z")));
        String earlier = refer(task -> task.setAuthoredOnElement(new DateTimeType("2026-03-01T12:00:00Z")));
        String both = "_id=" + later + "," + earlier + "&_sort=";

        assertThat(found(both + "authored-on")).containsExactly(earlier, later);
        assertThat(found(both + "-authored-on")).containsExactly(later, earlier);
        assertThat(found(both + "_lastUpdated")).containsExactly(later, earlier);
        assertThat(found(both + "-_lastUpdated")).containsExactly(earlier, later);
        assertThat(found(both + "_id"))
                .containsExactlyElementsOf(Stream.of(later, earlier).sorted().toList());
    }

    /** The id of a Task that its sender wrote so. */
    private String refer(Consumer<Task> written) {
        Bundle transaction = GpReferral.of(PEOPLE.next()).transaction();
        transaction.getEntry().stream()
                .map(BundleEntryComponent::getResource)
                .filter(Task.class::isInstance)
                .map(Task.class::cast)
                .forEach(written);
        return GpSystem.placed(gp.send(transaction, WireFormat.JSON).expect(200))
                .taskId();
    }

    private String ledTo(String status) {
        PlacedReferral placed = gp.refer(GpReferral.of(PEOPLE.next()));
        workers.lead(workers.referral(placed).get("id").asText(), status);
        return placed.taskId();
    }

    private List<String> found(String query) {
        return gp.read("Task?" + query).expect(200).bundle().getEntry().stream()
                .map(entry -> entry.getResource().getIdElement().getIdPart())
                .toList();
    }
}
