package org.linkway.gateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.linkway.gateway.journey.GpSystem.Placed;
import org.linkway.gateway.journey.Http.Answer;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What a request leaves in the store that is refused as late as can be: well-formed, and against the rules. */
@Journey
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusedRequestsIT {
    private static final String FHIR = "application/fhir+json";
    private static final List<String> LEFT_BY_A_REFERRAL =
            List.of("referral", "referral_event", "delivery", "referral_timer", "service_request", "resource_version");
    private static final List<String> LEFT_BY_WHAT_FOLLOWS = List.of("record_entry", "subscription");

    private final Http http;
    private final GpSystem gp;
    private final JdbcClient jdbc;
    private Placed placed;

    RefusedRequestsIT(Http http, GpSystem gp, JdbcClient jdbc) {
        this.http = http;
        this.gp = gp;
        this.jdbc = jdbc;
    }

    @BeforeAll
    void refer() {
        placed = gp.refer(InventedPerson.called("Refusewell"), "Lonely");
    }

    /** Without this, rows that are never written would be equal too. */
    @Test
    void areCountedWhereARequestThatIsTakenLeavesRows() {
        Map<String, Long> before = rows();

        gp.refer(InventedPerson.called("Takenwell"), "Lonely");

        Map<String, Long> after = rows();
        assertThat(LEFT_BY_A_REFERRAL)
                .allSatisfy(table -> assertThat(after.get(table)).isGreaterThan(before.get(table)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void leaveNothing(String what, int status, Supplier<Answer> refused) {
        Map<String, Long> before = rows();

        Answer answer = refused.get();

        assertThat(status(answer)).as(what + ": " + answer.body()).startsWith(Integer.toString(status));
        assertThat(rows()).isEqualTo(before);
    }

    Stream<Arguments> leaveNothing() {
        return Stream.of(
                refused("a transaction", 422, () -> post("", as("draft", referral()))),
                refused(
                        "a BaRS message",
                        400,
                        () -> post("/$process-message", example("message").replaceFirst("\"active\"", "\"revoked\""))),
                refused("a Task", 422, () -> post("/Task", as("draft", example("task")))),
                refused(
                        "a ServiceRequest",
                        422,
                        () -> post("/ServiceRequest", example("service-request").replace("Patient/", "Patient/not-"))),
                refused(
                        "a Task that cancels another",
                        422,
                        () -> post("/Task", example("abort-task").replace("Task/", "Task/not-"))),
                refused(
                        "a PUT",
                        422,
                        () -> change(
                                "PUT",
                                FHIR,
                                as("completed", gp.read("Task/" + placed.task()).toString()))),
                refused("a JSON Patch", 422, () -> change("PATCH", "application/json-patch+json", """
                                [{"op": "replace", "path": "/status", "value": "completed"}]""")),
                refused("a FHIRPath Patch", 422, () -> change("PATCH", FHIR, """
                        {"resourceType": "Parameters", "parameter": [{"name": "operation", "part": [
                          {"name": "type", "valueCode": "replace"},
                          {"name": "path", "valueString": "Task.status"},
                          {"name": "value", "valueCode": "completed"}]}]}""")),
                refused("an entry of a batch", 422, () -> post("", """
                        {"resourceType": "Bundle", "type": "batch", "entry": [
                          {"request": {"method": "POST", "url": "Task"}, "resource": %s}]}""".formatted(as("draft", example("task"))))),
                refused("a Subscription", 422, () -> post("/Subscription", example("subscription"))));
    }

    private static Arguments refused(String what, int status, Supplier<Answer> refused) {
        return Arguments.of(what, status, refused);
    }

    private Map<String, Long> rows() {
        return Stream.of(LEFT_BY_A_REFERRAL, LEFT_BY_WHAT_FOLLOWS)
                .flatMap(List::stream)
                .collect(Collectors.toMap(
                        Function.identity(),
                        table -> jdbc.sql("select count(*) from " + table)
                                .query(Long.class)
                                .single()));
    }

    private Answer post(String door, String body) {
        return http.send(
                "POST",
                "/fhir" + door,
                body,
                "Content-Type",
                FHIR,
                "X-Request-Id",
                newId(),
                "X-Correlation-Id",
                newId());
    }

    private Answer change(String method, String contentType, String body) {
        return http.send(
                method, "/fhir/Task/" + placed.task(), body, "Content-Type", contentType, "If-Match", "W/\"1\"");
    }

    /** Of a batch, that of its entry. */
    private static String status(Answer answer) {
        JsonNode entry = answer.body().at("/entry/0/response/status");
        return entry.isMissingNode() ? Integer.toString(answer.status()) : entry.asString();
    }

    private String referral() {
        return gp.referralOf(InventedPerson.called("Neverwell"), "Lonely").toPrettyString();
    }

    /** One of those that the gateway's README shows. */
    private String example(String name) {
        try {
            return Files.readString(Path.of("examples", name + ".json"))
                    .replace("{new}", newId())
                    .replace("{Task}", "Task/" + placed.task())
                    .replace("{ServiceRequest}", "ServiceRequest/" + placed.serviceRequest())
                    .replace(
                            "{Patient}",
                            gp.read("Task/" + placed.task())
                                    .at("/for/reference")
                                    .asString())
                    .replace("{own}", "https://not-allowed.example");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String as(String status, String requested) {
        return requested.replaceAll("\"status\" ?: ?\"requested\"", "\"status\": \"" + status + "\"");
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }
}
