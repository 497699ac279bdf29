package org.linkway.gateway.journey;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.linkway.gateway.journey.Http.Answer;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The system of a practice: it refers people over FHIR, and reads there what becomes of them. */
public final class GpSystem {
    private static final String NOTHING_KNOWN =
            "{\"coding\": [{\"system\": \"https://fhir.linkway.org/CodeSystem/risk-statement\", \"code\": \"no-known-risks\"}]}";

    private final Http http;
    private final MovedClock clock;
    private final String sample;

    GpSystem(Http http, MovedClock clock) {
        this.http = http;
        this.clock = clock;
        try {
            this.sample = new ClassPathResource("sandbox/sample-referral.json").getContentAsString(UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A referral by the ids under which each side knows it. */
    public record Placed(String task, String serviceRequest, String referral) {}

    /** Refers somebody of whom no risks are known. */
    public Placed refer(InventedPerson person, String reason) {
        return placed(send(referralOf(person, reason)).expect(200));
    }

    /** The same of somebody who is registered with this practice. */
    public Placed refer(InventedPerson person, String reason, String odsCode) {
        String referral = referralOf(person, reason).toString().replace("A99999", odsCode);
        return placed(send(JsonMapper.shared().readTree(referral)).expect(200));
    }

    private Placed placed(Answer answer) {
        String task = placed(answer, "Task");
        return new Placed(task, placed(answer, "ServiceRequest"), referralOf(read("Task/" + task)));
    }

    public Answer send(JsonNode referral) {
        return http.post(
                "/fhir",
                referral,
                "Content-Type",
                "application/fhir+json",
                "X-Request-Id",
                UUID.randomUUID().toString());
    }

    public JsonNode referralOf(InventedPerson person, String reason) {
        String risk = "{ \"text\": \"Unsteady on stairs: meet on the ground floor\" }";
        return JsonMapper.shared()
                .readTree(sample.replace(
                                "{{request-identifier}}", UUID.randomUUID().toString())
                        .replace(
                                "{{authored-on}}",
                                clock.instant().truncatedTo(ChronoUnit.SECONDS).toString())
                        .replace("9992468130", person.nhsNumber())
                        .replace("Samplesworth", person.family())
                        .replace("Social isolation since moving here last winter", reason)
                        .replace(risk, NOTHING_KNOWN));
    }

    private static String placed(Answer answer, String type) {
        return StreamSupport.stream(answer.body().path("entry").spliterator(), false)
                .map(entry -> entry.at("/response/location").asString())
                .filter(location -> location.startsWith(type + "/"))
                .map(location -> location.split("/", -1)[1])
                .findFirst()
                .orElseThrow();
    }

    private static String referralOf(JsonNode task) {
        return StreamSupport.stream(task.path("identifier").spliterator(), false)
                .filter(it -> it.path("system").asString().equals("https://fhir.linkway.org/Id/referral"))
                .map(it -> it.path("value").asString())
                .findFirst()
                .orElseThrow();
    }

    public JsonNode read(String reference) {
        return http.get("/fhir/" + reference).expect(200).body();
    }

    /** How a referral stands for its sender: the Task's status and business status. */
    public String standing(Placed placed) {
        return standing(placed.task());
    }

    public String standing(String task) {
        JsonNode read = read("Task/" + task);
        return read.path("status").asString() + ": "
                + read.at("/businessStatus/coding/0/code").asString();
    }
}
