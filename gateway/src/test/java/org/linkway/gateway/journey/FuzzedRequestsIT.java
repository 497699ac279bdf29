package org.linkway.gateway.journey;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.linkway.fuzz.Examples;
import org.linkway.fuzz.Length;
import org.linkway.fuzz.Seed;
import org.linkway.fuzz.Spoiler;
import org.springframework.core.env.Environment;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Any method at any address, with any parameters, headers and body: answered within ten seconds, and never by a failure of the
 * gateway's own. The build sends a few, always the same; for more: see {@code docs/operating.md}.
 */
@Journey
class FuzzedRequestsIT {
    private static final int SENT_BY_THE_BUILD = 250;
    private static final int MOST_FAILURES = 10;
    private static final Path FOUND = Path.of("target/fuzz/requests");
    private static final Duration LONGEST = Duration.ofSeconds(10);

    /** They change what all other journeys rely on. */
    private static final String NOT_FOR_ONE_ALONE = "/local/v1/deliveries";

    private static final List<String> METHODS =
            List.of("GET", "GET", "POST", "POST", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "X");
    private static final List<String> TYPES = List.of(
            "Task",
            "ServiceRequest",
            "Patient",
            "Observation",
            "Procedure",
            "Communication",
            "Provenance",
            "Subscription",
            "StructureDefinition",
            "MessageDefinition",
            "HealthcareService",
            "Nothing");
    private static final List<String> CONTENT_TYPES = List.of(
            "application/fhir+json",
            "application/fhir+json",
            "application/fhir+xml",
            "application/json",
            "application/json-patch+json",
            "application/x-www-form-urlencoded",
            "text/plain");
    private static final List<Seed> QUERIES = Seed.texts(
            "status=requested,accepted&_count=3&_sort=-_lastUpdated",
            "patient.identifier=https://fhir.nhs.uk/Id/nhs-number|9990000018&_include=Task:focus",
            "_lastUpdated=ge2026-03-02T12:00:00Z&_total=accurate&_elements=id,status",
            "_id=a,b&code=http://snomed.info/sct|306206005&owner:missing=true&_revinclude=*",
            "context=x&url=https://fhir.linkway.org/StructureDefinition/Linkway-Task&_format=xml",
            "state=parked&destination=x&referral=y&page=2&after=0&limit=10&date=ge2026");
    private static final List<Seed> HEADERS = Seed.texts(
            "If-Match: W/\"1\"",
            "If-None-Match: W/\"1\"",
            "If-None-Exist: identifier=https://fhir.linkway.org/Id/referral|x",
            "If-Modified-Since: Wed, 21 Oct 2026 07:28:00 GMT",
            "Prefer: return=representation; handling=strict",
            "Accept: application/fhir+xml; version=1.1.0, */*;q=0.1",
            "Range: bytes=0-10",
            "Content-Encoding: gzip",
            "NHSD-Target-Identifier: eyJzeXN0ZW0iOiJ4IiwidmFsdWUiOiJ5In0=",
            "NHSD-End-User-Organisation: eyJyZXNvdXJjZVR5cGUiOiJPcmdhbml6YXRpb24ifQ==",
            "Idempotency-Key: x",
            "Origin: https://example.org",
            "Access-Control-Request-Method: PATCH",
            "X-Forwarded-Host: example.org",
            "X-HTTP-Method-Override: DELETE");

    private final GpSystem gp;
    private final Environment environment;
    private final List<String> addresses;
    private final Spoiler spoiler = new Spoiler(Length.seed());
    private final List<String> failures = new ArrayList<>();
    private Duration slowest = Duration.ZERO;

    FuzzedRequestsIT(GpSystem gp, Environment environment, RequestMappingHandlerMapping requestMappingHandlerMapping) {
        this.gp = gp;
        this.environment = environment;
        this.addresses = Stream.concat(
                        requestMappingHandlerMapping.getHandlerMethods().keySet().stream()
                                .flatMap(mapping -> mapping.getPatternValues().stream()),
                        Stream.concat(
                                Stream.of(
                                        "/fhir",
                                        "/fhir",
                                        "/fhir/$process-message",
                                        "/fhir/$process-message",
                                        "/fhir/metadata",
                                        "/fhir/$validate",
                                        "/fhir/_history",
                                        "/actuator/health",
                                        "/"),
                                TYPES.stream()
                                        .flatMap(type -> Stream.of(
                                                        "",
                                                        "/{id}",
                                                        "/_search",
                                                        "/_history",
                                                        "/{id}/_history",
                                                        "/{id}/_history/{id}",
                                                        "/$validate",
                                                        "/{id}/$status")
                                                .map(rest -> "/fhir/" + type + rest))))
                .filter(address -> !address.startsWith(NOT_FOR_ONE_ALONE))
                .sorted()
                .toList();
    }

    @Test
    void areAllAnswered() {
        GpSystem.Placed placed = gp.refer(InventedPerson.called("Fuzzwell"), "Lonely");
        List<String> ids = List.of(placed.task(), placed.serviceRequest(), placed.referral(), "1", "%2e%2e", "a%00b");
        List<Seed> bodies = bodies(placed);
        long end = System.nanoTime() + Length.whole().toNanos();
        int sent = 0;
        while (failures.size() < MOST_FAILURES
                && (Length.isLong() ? System.nanoTime() < end : sent < SENT_BY_THE_BUILD)) {
            send(spoiler.any(addresses), ids, bodies);
            sent++;
        }
        if (Length.isLong()) {
            System.out.printf("%d requests, slowest %d ms, %d failures%n", sent, slowest.toMillis(), failures.size());
        }
        assertThat(failures).isEmpty();
        assertThat(gp.read("Task/" + placed.task()).path("id").asString()).isEqualTo(placed.task());
    }

    private List<Seed> bodies(GpSystem.Placed placed) {
        List<Seed> bodies = new ArrayList<>();
        bodies.add(Seed.json(
                gp.referralOf(InventedPerson.called("Fuzzbody"), "Lonely").toString()));
        bodies.addAll(Examples.xml(List.copyOf(bodies)));
        for (String example : List.of(
                "message.json",
                "task.json",
                "abort-task.json",
                "service-request.json",
                "patient.json",
                "batch.json",
                "cancel.patch.json",
                "subscription.json")) {
            bodies.add(Seed.json(Examples.ofTheReadme(example)
                    .replace("{Task}", "Task/" + placed.task())
                    .replace("{ServiceRequest}", "ServiceRequest/" + placed.serviceRequest())
                    .replace("{own}", "https://not-allowed.example")));
        }
        bodies.add(Seed.json(gp.read("Task/" + placed.task()).toString()));
        bodies.add(Seed.json("""
                {"id": "11111111-2222-4333-8444-555555555555", "type": "accepted", "occurredAt": "2026-11-23T10:00:00Z",
                 "recordedBy": {"name": "Robin Example", "role": "link worker"}}"""));
        bodies.add(Seed.json("""
                {"resourceType": "Parameters", "parameter": [{"name": "operation", "part": [
                 {"name": "type", "valueCode": "replace"}, {"name": "path", "valueString": "Task.status"},
                 {"name": "value", "valueCode": "cancelled"}]}]}"""));
        bodies.addAll(QUERIES);
        return bodies;
    }

    private void send(String address, List<String> ids, List<Seed> bodies) {
        String path = address;
        while (path.contains("{")) {
            path = path.replaceFirst("\\{[^}]*}", spoiler.any(ids));
        }
        String method = spoiler.any(METHODS);
        String query = spoiler.below(2) == 0 ? "" : "?" + line(spoiler.spoilt(QUERIES));
        byte[] body = method.startsWith("P") ? spoiler.spoilt(bodies) : new byte[0];
        StringBuilder head = new StringBuilder(method + " " + path + query + " HTTP/1.1\r\nHost: localhost\r\n"
                + "Connection: close\r\nContent-Type: " + spoiler.any(CONTENT_TYPES) + "\r\n"
                + "X-Request-Id: " + new UUID(1, spoiler.below(1 << 30)) + "\r\nX-Correlation-Id: "
                + new UUID(2, spoiler.below(1 << 30)) + "\r\nContent-Length: " + body.length + "\r\n");
        for (int headers = spoiler.below(4); headers > 0; headers--) {
            head.append(new String(spoiler.spoilt(HEADERS), UTF_8).replaceAll("[\r\n]", " "))
                    .append("\r\n");
        }
        judge(head.append("\r\n").toString(), body);
    }

    /** As a client would write it, but for a third, which comes as it is. */
    private String line(byte[] query) {
        String text = new String(query, UTF_8);
        return spoiler.below(3) == 0
                ? text.replaceAll("[\\s\u0000]", "")
                : Stream.of(text.split("&", -1))
                        .map(pair -> pair.split("=", 2))
                        .map(pair -> encoded(pair[0]) + (pair.length > 1 ? "=" + encoded(pair[1]) : ""))
                        .reduce((some, one) -> some + "&" + one)
                        .orElse("");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private void judge(String head, byte[] body) {
        long begun = System.nanoTime();
        String answer = exchange(head, body);
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        slowest = took.compareTo(slowest) > 0 ? took : slowest;
        boolean named = answer.startsWith("HTTP/1.1 501") || answer.startsWith("HTTP/1.1 503");
        if (took.compareTo(LONGEST) > 0
                || !answer.startsWith("HTTP/1.1 ")
                || (answer.startsWith("HTTP/1.1 5") && !named)
                || answer.contains("\tat ")
                || answer.contains("\"status\":\"500")) {
            failures.add(took.toMillis() + " ms, "
                    + cut(answer, 100).lines().findFirst().orElse("") + " to " + written(head, body));
        }
    }

    /** The whole request is kept to be looked at. */
    private String written(String head, byte[] body) {
        try {
            Files.createDirectories(FOUND);
            Path file = FOUND.resolve("request-" + failures.size());
            Files.writeString(file, head + new String(body, UTF_8));
            return cut(head, 150).lines().findFirst().orElse("") + " in " + file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String cut(String text, int length) {
        return text.substring(0, Math.min(text.length(), length));
    }

    private String exchange(String head, byte[] body) {
        int port = environment.getRequiredProperty("local.server.port", Integer.class);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(Math.toIntExact(LONGEST.toMillis() * 2));
            ByteArrayOutputStream request = new ByteArrayOutputStream();
            request.writeBytes(head.getBytes(ISO_8859_1));
            request.writeBytes(body);
            try {
                socket.getOutputStream().write(request.toByteArray());
            } catch (IOException refusedBefore) {
                // What it says is read below.
            }
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        } catch (IOException e) {
            return "no answer: " + e.getMessage();
        }
    }
}
