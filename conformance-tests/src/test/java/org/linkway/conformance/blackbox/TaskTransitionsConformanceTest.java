package org.linkway.conformance.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.linkway.conformance.blackbox.GpSystem.PlacedReferral;
import org.linkway.conformance.partner.GpReferral;
import org.linkway.conformance.partner.SingleResources;
import org.linkway.conformance.partner.SyntheticPeople;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.fhir.validation.WireFormat;

/** What a sender may make of its Task while the referral stands so, and the named refusal of everything else. */
@ExtendWith(SharedGateway.class)
class TaskTransitionsConformanceTest {
    private static final SyntheticPeople PEOPLE = new SyntheticPeople();
    private static final String INPUT = "input";
    private static final String UNCHANGED = "=";
    private static final String NOT_YOURS = "no";
    private static final String CLOSED = "closed";
    private static final String TOLD = "told";

    /**
     * By row where the referral stands, by column the Task.status that is asked for, or a further Task.input. A cell is the
     * status that comes of it, or that nothing changes, that the link worker is told; or the refusal: the status is not the
     * sender's to set, or the referral is closed.
     */
    private static final String TABLE = """
            .                draft requested received accepted rejected ready cancelled in-progress on-hold failed completed entered-in-error input
            requested        no    =         no       no       no       no    cancelled no          no      no     no        entered-in-error told
            accepted         no    no        no       =        no       no    cancelled no          no      no     no        entered-in-error told
            in-progress      no    no        no       no       no       no    cancelled =           no      no     no        entered-in-error told
            on-hold          no    no        no       no       no       no    cancelled no          =       no     no        entered-in-error told
            completed        no    no        no       no       no       no    closed    no          no      no     =         entered-in-error closed
            rejected         no    no        no       no       =        no    closed    no          no      no     no        entered-in-error closed
            cancelled        no    no        no       no       no       no    =         no          no      no     no        entered-in-error closed
            failed           no    no        no       no       no       no    closed    no          no      =      no        entered-in-error closed
            entered-in-error no    no        no       no       no       no    closed    no          no      no     no        =                closed
            """;

    private final GpSystem gp;
    private final LinkWorkers workers;

    TaskTransitionsConformanceTest(GatewayProcess gateway) {
        this.gp = gateway.gp();
        this.workers = gateway.linkWorkers();
    }

    /** How a Task is changed. */
    enum How {
        PUT,
        JSON_PATCH,
        FHIRPATH_PATCH;

        /** A patch is a change like any other once it is read: two rows show that this kind is. */
        boolean isAskedOf(String status) {
            return this != FHIRPATH_PATCH || Set.of("requested", "rejected").contains(status);
        }
    }

    static Stream<Arguments> aSenderChangesItsTaskAsTheTableSays() {
        List<List<String>> lines = TABLE.lines()
                .map(line -> Arrays.asList(line.strip().split(" +")))
                .toList();
        List<String> asked = lines.get(0);
        return lines.stream()
                .skip(1)
                .flatMap(line -> Stream.of(How.values())
                        .filter(how -> how.isAskedOf(line.get(0)))
                        .map(how -> {
                            List<Cell> cells = IntStream.range(1, asked.size())
                                    .mapToObj(column -> new Cell(asked.get(column), line.get(column)))
                                    .toList();
                            return Arguments.of(how, line.get(0), cells);
                        }));
    }

    /** A referral, and its id at the local API: to look it up each time costs more than all else. */
    private record Led(PlacedReferral placed, String id) {}

    /** What is asked for, and what comes of it. */
    record Cell(String asked, String outcome) {
        boolean becomesThat() {
            return outcome.equals(asked);
        }
    }

    @ParameterizedTest(name = "{0} of what is {1}")
    @MethodSource
    void aSenderChangesItsTaskAsTheTableSays(How how, String from, List<Cell> cells) {
        Led standing = ledTo(from);
        Map<String, Object> before = held(standing);

        for (Cell cell : cells) {
            if (cell.becomesThat()) {
                assertBecomes(how, from, cell.asked());
                continue;
            }
            Answer answer = ask(how, cell.asked(), standing.placed());
            Map<String, Object> after = held(standing);
            if (cell.outcome().equals(TOLD)) {
                assertThat(answer.expect(200).resource(Task.class).getStatus().toCode())
                        .isEqualTo(from);
                assertThat(after.get("events").toString()).endsWith("request-updated]");
            } else {
                assertChangesNothing(cell, from, answer);
                assertThat(after).as("%s of what is %s", cell, from).isEqualTo(before);
            }
            before = after;
        }
    }

    private void assertBecomes(How how, String from, String asked) {
        Led led = ledTo(from);

        Answer answer = ask(how, asked, led.placed()).expect(200);

        assertThat(answer.resource(Task.class).getStatus().toCode()).isEqualTo(asked);
        assertThat(workers.referral(led.id()).get("status").asText()).isEqualTo(asked);
    }

    private static void assertChangesNothing(Cell cell, String from, Answer answer) {
        switch (cell.outcome()) {
            case UNCHANGED -> answer.expect(200);
            case NOT_YOURS ->
                Refusals.assertRefusedAt(
                        answer,
                        GatewayError.INVARIANT,
                        "Task.status",
                        "The sender of a referral that is " + from + " cannot make its Task " + cell.asked() + ".");
            case CLOSED ->
                Refusals.assertRefusedAt(
                        answer,
                        GatewayError.INVARIANT,
                        cell.asked().equals(INPUT) ? "Task.input" : "Task.status",
                        "A referral that is " + from + " cannot take the event",
                        "It was closed by");
            default -> throw new IllegalArgumentException("The table does not know " + cell);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = TaskStatus.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"REQUESTED", "NULL"})
    void onlyARequestedTaskOpensAReferral(TaskStatus status) {
        GpReferral referral = GpReferral.of(PEOPLE.next());
        Bundle transaction = referral.transaction();
        transaction.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(Task.class::isInstance)
                .forEach(task -> ((Task) task).setStatus(status));
        Task single = new SingleResources(transaction)
                .placeAllButTheTask(resource -> new IdType(gp.create(resource, Map.of())
                                .expect(201)
                                .header("Location")
                                .orElseThrow())
                        .toUnqualifiedVersionless()
                        .getValue());
        List<JsonNode> before = workers.all();

        Answer whole = gp.send(transaction, WireFormat.JSON);
        Answer alone = gp.create(single, Map.of());

        Refusals.assertRefusedAt(
                whole,
                GatewayError.INVARIANT,
                "Bundle.entry[5].resource.status",
                "Only a requested Task opens a referral");
        Refusals.assertRefusedAt(
                alone, GatewayError.INVARIANT, "Task.status", "Only a requested Task opens a referral");
        assertThat(workers.all()).isEqualTo(before);
    }

    private Led ledTo(String status) {
        PlacedReferral placed = gp.refer(GpReferral.of(PEOPLE.next()));
        Led led = new Led(placed, workers.referral(placed).get("id").asText());
        if (status.equals("entered-in-error")) {
            ask(How.PUT, status, placed).expect(200);
        } else {
            workers.lead(led.id(), status);
        }
        return led;
    }

    private Answer ask(How how, String asked, PlacedReferral placed) {
        Answer read = gp.read("Task/" + placed.taskId()).expect(200);
        String etag = read.header("ETag").orElseThrow();
        return switch (how) {
            case PUT -> gp.change(changed(read.resource(Task.class), asked), etag);
            case JSON_PATCH -> gp.patch(placed.taskId(), jsonPatch(asked), "application/json-patch+json", etag);
            case FHIRPATH_PATCH -> gp.patch(placed.taskId(), fhirPathPatch(asked), WireFormat.JSON.mediaType(), etag);
        };
    }

    private static Task changed(Task task, String asked) {
        if (asked.equals(INPUT)) {
            task.addInput().setType(new CodeableConcept().setText("Note")).setValue(new StringType("Mornings."));
            return task;
        }
        return task.setStatus(TaskStatus.fromCode(asked));
    }

    private static String jsonPatch(String asked) {
        return asked.equals(INPUT) ? """
                [{"op": "add", "path": "/input", "value": [{"type": {"text": "Note"}, "valueString": "Mornings."}]}]""" : """
                [{"op": "replace", "path": "/status", "value": "%s"}]""".formatted(asked);
    }

    private static String fhirPathPatch(String asked) {
        String parts = asked.equals(INPUT) ? """
                {"name": "type", "valueCode": "add"}, {"name": "path", "valueString": "Task"},
                {"name": "name", "valueString": "input"}, {"name": "value", "part": [
                  {"name": "type", "valueCodeableConcept": {"text": "Note"}}, {"name": "value", "valueString": "Mornings."}]}""" : """
                {"name": "type", "valueCode": "replace"}, {"name": "path", "valueString": "Task.status"},
                {"name": "value", "valueCode": "%s"}""".formatted(asked);
        return """
                {"resourceType": "Parameters", "parameter": [{"name": "operation", "part": [%s]}]}""".formatted(parts);
    }

    /** All that a change could leave behind; but for the concern that each of these referrals raises, and who has seen it. */
    private Map<String, Object> held(Led led) {
        JsonNode referral = workers.referral(led.id());
        List<String> events = StreamSupport.stream(referral.get("events").spliterator(), false)
                .map(event -> event.get("type").asText())
                .filter(type -> !type.startsWith("concern-"))
                .toList();
        List<String> deliveries = workers.deliveries(led.id()).stream()
                .filter(it -> it.get("kind").asText().endsWith("referral-to-worker"))
                .map(it -> it.get("id").asText())
                .toList();
        return Map.of(
                "status",
                referral.get("status").asText(),
                "stage",
                referral.get("stage").asText(),
                "events",
                events,
                "deliveries",
                deliveries,
                "task",
                gp.read("Task/" + led.placed().taskId()).header("ETag").orElseThrow());
    }
}
