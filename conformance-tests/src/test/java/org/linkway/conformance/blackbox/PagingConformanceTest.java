package org.linkway.conformance.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.linkway.conformance.blackbox.GpSystem.PlacedReferral;
import org.linkway.conformance.partner.GpReferral;
import org.linkway.conformance.partner.SyntheticPeople;
import org.linkway.conformance.partner.SyntheticPerson;
import org.linkway.fhir.validation.GatewayError;

/** Whoever follows the pages of a search reads what stood when it began, whatever happens meanwhile. */
@ExtendWith(SharedGateway.class)
class PagingConformanceTest {
    private final GpSystem gp;
    private final LinkWorkers linkWorkers;
    private final SyntheticPerson person = new SyntheticPeople().next();

    PagingConformanceTest(GatewayProcess gateway) {
        gp = gateway.gp();
        linkWorkers = gateway.linkWorkers();
    }

    @Test
    void readsWhatStoodWhenTheSearchBegan() {
        List<PlacedReferral> placed =
                IntStream.range(0, 5).mapToObj(number -> refer()).toList();
        Bundle first = page("Task?patient.identifier=" + person.nhsNumber() + "&_count=2&_sort=_id");
        placed.forEach(this::accept);
        refer();

        List<Task> read = tasks(first);
        assertThat(read).hasSize(5).allMatch(task -> task.getStatus() == Task.TaskStatus.REQUESTED);
        assertThat(read)
                .extracting(task -> task.getIdElement().getIdPart())
                .containsExactlyElementsOf(
                        placed.stream().map(PlacedReferral::taskId).sorted().toList());
        assertThat(tasks(page("Task?patient.identifier=" + person.nhsNumber() + "&_count=2&status=accepted")))
                .hasSize(5);
    }

    @Test
    void pagesAHistoryToo() {
        PlacedReferral placed = refer();
        accept(placed);

        List<Task> versions = tasks(page("Task/" + placed.taskId() + "/_history?_count=1"));
        assertThat(versions).extracting(task -> task.getMeta().getVersionId()).containsExactly("2", "1");
    }

    @Test
    void namesNoPatientInItsLinks() {
        refer();
        refer();
        String next = next(page("Task?patient.identifier=" + person.nhsNumber() + "&_count=1&_elements=status"))
                .orElseThrow();

        assertThat(next).doesNotContain(person.nhsNumber()).contains("_elements=status");
        assertThat(((Task) page(next).getEntryFirstRep().getResource()).hasFocus())
                .isFalse();
    }

    @Test
    void tellsWhoeverComesWithAnotherLinkToSearchAgain() {
        Refusals.assertRefused(
                gp.read("Task?_page=" + GpSystem.newId() + "&_after=2026-03-02T12:00:00Z~1~1"),
                GatewayError.GONE,
                "Search again");
        Refusals.assertRefused(gp.read("Task?_page=1"), GatewayError.GONE, "Search again");
    }

    private PlacedReferral refer() {
        return gp.refer(GpReferral.of(person));
    }

    private void accept(PlacedReferral placed) {
        linkWorkers
                .report(linkWorkers.referral(placed).get("id").asText(), WorkerEvents.accepted())
                .expect(201);
    }

    private Bundle page(String location) {
        return gp.read(location).expect(200).bundle();
    }

    private List<Task> tasks(Bundle first) {
        List<Task> all = new ArrayList<>();
        Optional<Bundle> page = Optional.of(first);
        while (page.isPresent()) {
            page.get().getEntry().forEach(entry -> all.add((Task) entry.getResource()));
            page = next(page.get()).map(this::page);
        }
        return all;
    }

    private static Optional<String> next(Bundle bundle) {
        return Optional.ofNullable(bundle.getLink("next"))
                .map(link -> URI.create(link.getUrl()))
                .map(url -> url.getRawPath().substring("/fhir/".length()) + "?" + url.getRawQuery());
    }
}
