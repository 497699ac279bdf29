package org.linkway.gateway.journey;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.linkway.gateway.partner.mesh.InventedMesh;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/**
 * Where entries go by each channel there is: MESH, BaRS, and the record of a practice of its own, with a demographics service. One
 * gateway for all tests of these, each with people of its own.
 */
abstract class FilingChannels {
    /** All of them one after the other: Spring pauses a gateway while another's tests run, and this one delivers nothing after. */
    static final int FIRST = 1;

    /** Of everybody in the sample referral. */
    static final String BORN = "1950-04-01";

    static final String FHIR_PRACTICE = "A99999";
    /** Its record is behind {@link #RECORD}. */
    static final String RECORD_PRACTICE = "G85001";

    static final String FORMER_PRACTICE = "C83003";
    static final String MESH_PRACTICE = "M85001";
    static final String BARS_PRACTICE = "Z99999";
    static final String BARS_SENDER = "2000099902";
    static final String ACK = "GPCONNECT_SEND_DOCUMENT_ACK";

    /** Goes as the gateway's own does, and is moved with it. */
    static final MovedClock THEIR_CLOCK = new MovedClock();

    static final InventedMesh MESH = new InventedMesh(THEIR_CLOCK);
    static final InventedPds PDS = new InventedPds();
    static final WireMockServer BARS = server();
    static final WireMockServer RECORD = server();

    private static WireMockServer server() {
        WireMockServer server =
                new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
        server.start();
        return server;
    }

    @DynamicPropertySource
    static void partners(DynamicPropertyRegistry properties) {
        properties.add("linkway.pds.base", PDS::base);
        properties.add("linkway.pds.breaker-pause", () -> "200ms");
        properties.add("linkway.delivery.longest-retry", () -> "400ms");
        properties.add("linkway.delivery.breaker.pause", () -> "200ms");
        properties.add("linkway.delivery.watch-interval", () -> "500ms");
        properties.add("linkway.record.practices." + RECORD_PRACTICE + ".base", () -> RECORD.baseUrl() + RECORD_PATH);
        properties.add("linkway.record.practices." + MESH_PRACTICE + ".channel", () -> "mesh");
        properties.add("linkway.record.practices." + BARS_PRACTICE + ".channel", () -> "bars");
        properties.add("linkway.bars.endpoints." + BARS_SENDER, () -> BARS.baseUrl() + "/fhir");
        properties.add("linkway.mesh.url", MESH::url);
        properties.add("linkway.mesh.mailbox", () -> InventedMesh.MAILBOX);
        properties.add("linkway.mesh.password", () -> InventedMesh.PASSWORD);
        properties.add("linkway.mesh.shared-key", () -> InventedMesh.SHARED_KEY);
        properties.add("linkway.mesh.telephone", () -> "01632 960000");
        properties.add("linkway.mesh.poll-interval", () -> "1s");
        properties.add("linkway.mesh.settle-after", () -> "1s");
    }

    private static final String RECORD_PATH = "/sandbox/gp/fhir";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    final GpSystem gp;
    final LinkWorkers workers;
    final JdbcClient jdbc;
    final Http http;

    FilingChannels(GpSystem gp, LinkWorkers workers, JdbcClient jdbc, Http http) {
        this.gp = gp;
        this.workers = workers;
        this.jdbc = jdbc;
        this.http = http;
    }

    /** The record behind {@link #RECORD} is that of the sandbox, where no test says otherwise. */
    static void proxiesTheRecord(Environment gateway) {
        RECORD.stubFor(any(anyUrl())
                .atPriority(9)
                .willReturn(aResponse()
                        .proxiedFrom("http://127.0.0.1:" + gateway.getRequiredProperty("local.server.port"))));
    }

    static InventedPerson known(String family, String practice) {
        InventedPerson person = InventedPerson.called(family);
        PDS.knows(person, BORN, practice);
        return person;
    }

    /** Makes one entry. */
    final void misses(String id) {
        workers.report(id, "accepted");
        workers.report(id, "work-started");
        workers.report(id, "did-not-attend");
    }

    final String refersByMessage(InventedPerson person, String correlation) {
        PDS.knows(person, "1955-08-21", BARS_PRACTICE);
        String message =
                example().replace("{new}", UUID.randomUUID().toString()).replace("9997700058", person.nhsNumber());
        http.send(
                        "POST",
                        "/fhir/$process-message",
                        message,
                        "Content-Type",
                        "application/fhir+json",
                        "X-Request-Id",
                        UUID.randomUUID().toString(),
                        "X-Correlation-Id",
                        correlation)
                .expect(200);
        return jdbc.sql("select id from referral where nhs_number = :number")
                .param("number", person.nhsNumber())
                .query(UUID.class)
                .single()
                .toString();
    }

    static String example() {
        try {
            return Files.readString(Path.of("examples", "message.json"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static void takesMessages(String correlation, int status) {
        BARS.stubFor(any(anyUrl()).atPriority(9).willReturn(aResponse().withStatus(404)));
        BARS.stubFor(post(urlPathEqualTo("/fhir/$process-message"))
                .withHeader("X-Correlation-Id", equalTo(correlation))
                .willReturn(aResponse()
                        .withStatus(status)
                        .withHeader("Content-Type", "application/fhir+json")
                        .withHeader("X-Request-Id", UUID.randomUUID().toString())
                        .withHeader("X-Correlation-Id", correlation)
                        .withBody("{\"resourceType\": \"OperationOutcome\"}")));
    }

    static List<LoggedRequest> documents(InventedPerson person) {
        return MESH.outbox().stream()
                .filter(it -> it.getHeader("mex-to").contains(person.nhsNumber()))
                .toList();
    }

    static void acknowledge(LoggedRequest document, String itkCode) {
        MESH.answer(ACK, InventedMesh.response(document.getHeader("mex-localid"), "ok", itkCode));
    }

    final void awaitStatuses(String referral, String status, int count) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(statuses(referral)).hasSize(count).containsOnly(status));
    }

    final void awaitStates(String referral, String state, int atLeast) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(deliveries(referral))
                        .filteredOn(it -> it.path("state").asString().equals(state))
                        .hasSizeGreaterThanOrEqualTo(atLeast));
    }

    final List<JsonNode> entries(String referral) {
        return list(workers.referral(referral).path("recordEntries"));
    }

    final List<String> statuses(String referral) {
        return entries(referral).stream()
                .map(it -> it.path("status").asString())
                .toList();
    }

    final List<JsonNode> deliveries(String referral) {
        JsonNode found = http.get("/local/v1/deliveries?referral=" + referral)
                .expect(200)
                .body();
        return list(found.path("deliveries")).stream()
                .filter(it -> it.path("kind").asString().equals("entry-to-record"))
                .toList();
    }

    final List<JsonNode> waiting(String referral) {
        return list(http.get("/local/v1/record-entries?limit=500")
                        .expect(200)
                        .body()
                        .path("entries"))
                .stream()
                .filter(it -> it.path("referralId").asString().equals(referral))
                .toList();
    }

    static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
