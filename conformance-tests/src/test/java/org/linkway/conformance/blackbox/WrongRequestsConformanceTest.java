package org.linkway.conformance.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linkway.conformance.blackbox.GpSystem.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.linkway.conformance.blackbox.GpSystem.PlacedReferral;
import org.linkway.conformance.partner.GpReferral;
import org.linkway.conformance.partner.SyntheticPeople;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.fhir.validation.WireFormat;

/** Wrong requests about single resources, and wrong entries of a batch: each is refused by name and place, and leaves nothing. */
@ExtendWith(SharedGateway.class)
class WrongRequestsConformanceTest {
    private static final SyntheticPeople PEOPLE = new SyntheticPeople();
    private static final String FHIR = WireFormat.JSON.mediaType();
    private static final String ABORT = """
            {"resourceType": "Task", "status": "requested", "intent": "order", %s
             "code": {"coding": [{"system": "http://hl7.org/fhir/CodeSystem/task-code", "code": "abort"}]}}""";

    private final GpSystem gp;
    private final LinkWorkers workers;
    private PlacedReferral placed;
    private Map<String, Object> before;

    WrongRequestsConformanceTest(GatewayProcess gateway) {
        this.gp = gateway.gp();
        this.workers = gateway.linkWorkers();
    }

    /**
     * A request about the Task of a referral that was opened for it.
     *
     * @param path below the base; {@code [task]} stands for the Task's id, in the body too
     * @param body of the Task as it was read
     * @param expression empty where it concerns the whole request
     */
    private record Wrong(
            String name,
            String method,
            String path,
            UnaryOperator<Task> task,
            String body,
            Map<String, String> headers,
            GatewayError error,
            String expression,
            String words) {

        Wrong with(String header, String value) {
            Map<String, String> more = new HashMap<>(headers);
            more.put(header, value);
            return new Wrong(name, method, path, task, body, more, error, expression, words);
        }

        Wrong at(String place) {
            return new Wrong(name, method, path, task, body, headers, error, place, words);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeEach
    void lookAtWhatIsHeld() {
        placed = gp.refer(GpReferral.of(PEOPLE.next()));
        before = held();
    }

    @AfterEach
    void nothingIsStored() {
        assertThat(held()).isEqualTo(before);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void isRefused(Wrong wrong) {
        String body = wrong.body().isEmpty() ? text(wrong.task().apply(gp.task(placed))) : wrong.body();
        Map<String, String> headers = new HashMap<>(wrong.headers());
        String contentType = headers.getOrDefault("Content-Type", FHIR);
        headers.remove("Content-Type");

        Answer answer = gp.send(wrong.method(), "/fhir/" + here(wrong.path()), here(body), contentType, headers);

        if (wrong.expression().isEmpty()) {
            Refusals.assertRefused(answer, wrong.error(), wrong.words());
        } else {
            Refusals.assertRefusedAt(answer, wrong.error(), wrong.expression(), wrong.words());
        }
    }

    static Stream<Wrong> isRefused() {
        return Stream.of(creations(), aborts(), changes(), keepings()).flatMap(it -> it);
    }

    private static Stream<Wrong> creations() {
        return Stream.of(
                create(
                        "a Task that is no JSON",
                        "Task",
                        "{\"resourceType\":",
                        GatewayError.NOT_FHIR,
                        "not well-formed JSON"),
                create("an empty Task", "Task", " ", GatewayError.NOT_FHIR, "empty"),
                create(
                                "a Patient sent as a Task",
                                "Task",
                                "{\"resourceType\":\"Patient\"}",
                                GatewayError.INVALID,
                                "Task")
                        .at("Patient"),
                create(
                                "a Task with an element that FHIR does not know",
                                "Task",
                                "{\"resourceType\":\"Task\",\"status\":\"requested\",\"intent\":\"order\",\"mood\":\"good\"}",
                                GatewayError.UNKNOWN_CONTENT,
                                "mood")
                        .at("Task"),
                create(
                                "a Task as plain text",
                                "Task",
                                "please",
                                GatewayError.UNSUPPORTED_MEDIA_TYPE,
                                "application/fhir+json")
                        .with("Content-Type", "text/plain"),
                create("a request id that is no UUID", "Task", "{}", GatewayError.HEADER_INVALID, "X-Request-Id")
                        .with("X-Request-Id", "first"));
    }

    private static Stream<Wrong> aborts() {
        return Stream.of(
                create(
                                "a cancellation of nothing",
                                "Task",
                                ABORT.formatted(""),
                                GatewayError.UNRESOLVED_REFERENCE,
                                "Refer to the Task of the referral")
                        .at("Task.focus"),
                create(
                                "a cancellation of a Task that is not here",
                                "Task",
                                ABORT.formatted("\"focus\": {\"reference\": \"Task/nowhere\"},"),
                                GatewayError.UNRESOLVED_REFERENCE,
                                "no Task of yours")
                        .at("Task.focus"),
                create(
                                "a cancellation that says itself that it is done",
                                "Task",
                                ABORT.formatted("").replace("requested", "completed"),
                                GatewayError.INVARIANT,
                                "Send requested")
                        .at("Task.status"),
                create(
                                "a cancellation on a condition",
                                "Task",
                                ABORT.formatted(""),
                                GatewayError.HEADER_INVALID,
                                "not offered for a Task of code abort")
                        .with("If-None-Exist", "identifier=a|b"));
    }

    private static Stream<Wrong> changes() {
        return Stream.of(
                change("no version", it -> it, GatewayError.VERSION_REQUIRED, "If-Match"),
                change("a version that is none", it -> it, GatewayError.VERSION_CONFLICT, "W/\"1\"")
                        .with("If-Match", "newest"),
                change("a version that never was", it -> it, GatewayError.VERSION_CONFLICT, "W/\"1\"")
                        .with("If-Match", "W/\"7\""),
                change(
                                "another id",
                                it -> withId(it, "another"),
                                GatewayError.INVARIANT,
                                "Task.id is not the id in the address")
                        .with("If-Match", "W/\"1\"")
                        .at("Task.id"),
                change("no id", it -> withId(it, null), GatewayError.INVARIANT, "Task.id is not the id in the address")
                        .with("If-Match", "W/\"1\"")
                        .at("Task.id"),
                change(
                                "another person",
                                it -> it.setFor(new Reference("Patient/x")),
                                GatewayError.INVARIANT,
                                "cannot be changed")
                        .with("If-Match", "W/\"1\"")
                        .at("Task.for"),
                change(
                                "a file for the link worker",
                                it -> {
                                    it.addInput()
                                            .setValue(new Reference("Binary/1"))
                                            .getType()
                                            .setText("Letter");
                                    return it;
                                },
                                GatewayError.NOT_SUPPORTED,
                                "in words or a code")
                        .with("If-Match", "W/\"1\"")
                        .at("Task.input[0].value"),
                request(
                                "a Task that is not here",
                                "PUT",
                                "Task/nowhere",
                                "{\"resourceType\":\"Task\",\"id\":\"nowhere\",\"status\":\"cancelled\",\"intent\":\"order\"}",
                                GatewayError.NOT_FOUND,
                                "")
                        .with("If-Match", "W/\"1\""),
                request(
                                "a patch of a Task that is not here",
                                "PATCH",
                                "Task/nowhere",
                                "[{\"op\":\"remove\",\"path\":\"/note\"}]",
                                GatewayError.NOT_FOUND,
                                "")
                        .with("If-Match", "W/\"1\"")
                        .with("Content-Type", "application/json-patch+json"),
                request(
                                "a patch of no version",
                                "PATCH",
                                "Task/[task]",
                                "[{\"op\":\"replace\",\"path\":\"/status\",\"value\":\"cancelled\"}]",
                                GatewayError.VERSION_REQUIRED,
                                "If-Match")
                        .with("Content-Type", "application/json-patch+json"),
                request(
                        "a change of a Patient",
                        "PUT",
                        "Patient/1",
                        "{\"resourceType\":\"Patient\",\"id\":\"1\"}",
                        GatewayError.METHOD_NOT_ALLOWED,
                        ""),
                request("a deletion", "DELETE", "Task/[task]", " ", GatewayError.METHOD_NOT_ALLOWED, ""));
    }

    private static Stream<Wrong> keepings() {
        return Stream.of(
                create(
                        "a resource that no referral has",
                        "Encounter",
                        "{\"resourceType\":\"Encounter\"}",
                        GatewayError.METHOD_NOT_ALLOWED,
                        "by itself is not taken here"),
                create(
                                "a Flag sent as a Patient",
                                "Patient",
                                "{\"resourceType\":\"Flag\"}",
                                GatewayError.INVALID,
                                "Patient")
                        .at("Flag"),
                create(
                                "nobody to be found",
                                "Patient",
                                "{\"resourceType\":\"Patient\"}",
                                GatewayError.INVARIANT,
                                "NHS number")
                        .at("Patient"),
                create(
                                "an NHS number whose check digit fails",
                                "Patient",
                                "{\"resourceType\":\"Patient\",\"identifier\":[{\"system\":\"https://fhir.nhs.uk/Id/nhs-number\",\"value\":\"9990000019\"}]}",
                                GatewayError.VALUE,
                                "check digit")
                        .at("Patient.identifier[0].value"),
                create(
                                "a practice at no place",
                                "PractitionerRole",
                                "{\"resourceType\":\"PractitionerRole\",\"organization\":{\"reference\":\"Organization/nowhere\"}}",
                                GatewayError.UNRESOLVED_REFERENCE,
                                "There is no Organization of yours here")
                        .at("PractitionerRole.organization"),
                create(
                                "a condition that is none",
                                "Organization",
                                "{\"resourceType\":\"Organization\",\"name\":\"Invented Lane Surgery\"}",
                                GatewayError.HEADER_INVALID,
                                "If-None-Exist")
                        .with("If-None-Exist", "x"),
                create(
                                "a condition that finds many",
                                "Organization",
                                "{\"resourceType\":\"Organization\",\"name\":\"Invented Lane Surgery\"}",
                                GatewayError.NOT_SELECTIVE,
                                "If-None-Exist")
                        .with("If-None-Exist", "_lastUpdated=gt2020-01-01"));
    }

    /** A batch is answered whatever is wrong in it; each refusal stands in its entry. */
    @ParameterizedTest(name = "{0} in a batch")
    @MethodSource("isRefusedInABatch")
    void isRefusedInABatch(Wrong wrong) {
        String resource = wrong.body().isEmpty() ? text(wrong.task().apply(gp.task(placed))) : here(wrong.body());
        String condition = wrong.headers().containsKey("If-Match")
                ? ",\"ifMatch\":\"" + wrong.headers().get("If-Match").replace("\"", "\\\"") + "\""
                : "";
        String batch = "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[{\"resource\":" + resource
                + ",\"request\":{\"method\":\"" + wrong.method() + "\",\"url\":\"" + here(wrong.path()) + "\""
                + condition + "}}]}";

        Bundle.BundleEntryResponseComponent response = gp.post("/fhir", batch, FHIR, GpSystem.newId())
                .expect(200)
                .bundle()
                .getEntryFirstRep()
                .getResponse();

        assertThat(response.getStatus())
                .startsWith(Integer.toString(wrong.error().httpStatus()));
        Refusals.assertRefusal(response.getOutcome(), wrong.error(), wrong.expression(), wrong.words());
    }

    static Stream<Wrong> isRefusedInABatch() {
        return Stream.of(
                change("no version", it -> it, GatewayError.VERSION_REQUIRED, "If-Match"),
                change("a version that never was", it -> it, GatewayError.VERSION_CONFLICT, "W/\"1\"")
                        .with("If-Match", "W/\"7\""),
                change(
                                "another person",
                                it -> it.setFor(new Reference("Patient/x")),
                                GatewayError.INVARIANT,
                                "cannot be changed")
                        .with("If-Match", "W/\"1\"")
                        .at("Task.for"),
                create(
                                "nobody to be found",
                                "Patient",
                                "{\"resourceType\":\"Patient\"}",
                                GatewayError.INVARIANT,
                                "NHS number")
                        .at("Patient"),
                create(
                                "a cancellation of nothing",
                                "Task",
                                ABORT.formatted(""),
                                GatewayError.UNRESOLVED_REFERENCE,
                                "Refer to")
                        .at("Task.focus"));
    }

    private static Wrong create(String name, String type, String body, GatewayError error, String words) {
        return request(name, "POST", type, body, error, words);
    }

    private static Wrong change(String name, UnaryOperator<Task> task, GatewayError error, String words) {
        return new Wrong(name, "PUT", "Task/[task]", task, "", Map.of(), error, "", words);
    }

    private static Wrong request(
            String name, String method, String path, String body, GatewayError error, String words) {
        return new Wrong(name, method, path, it -> it, body, Map.of(), error, "", words);
    }

    private static Task withId(Task task, String id) {
        task.setId(id);
        return task;
    }

    private String here(String text) {
        return text.replace("[task]", placed.taskId());
    }

    /** What a request could leave behind, but for the concern that the referral raises. Events, deliveries and timers belong to one. */
    private Map<String, Object> held() {
        JsonNode referral = workers.referral(placed);
        return Map.of(
                "referrals", workers.all().size(),
                "Tasks", count("Task"),
                "ServiceRequests", count("ServiceRequest"),
                "Patients", count("Patient"),
                "Organizations", count("Organization"),
                "status", referral.get("status").asText(),
                "events",
                        StreamSupport.stream(referral.get("events").spliterator(), false)
                                .map(event -> event.get("type").asText())
                                .filter(type -> !type.startsWith("concern-"))
                                .toList(),
                "deliveries",
                        workers.deliveries(referral.get("id").asText()).stream()
                                .filter(it -> it.get("kind").asText().endsWith("referral-to-worker"))
                                .map(it -> it.get("id").asText())
                                .toList(),
                "task", gp.read("Task/" + placed.taskId()).header("ETag").orElseThrow());
    }

    private int count(String type) {
        return gp.read(type + "?_summary=count").expect(200).bundle().getTotal();
    }
}
