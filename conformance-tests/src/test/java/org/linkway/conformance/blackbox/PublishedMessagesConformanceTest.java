package org.linkway.conformance.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linkway.fhir.validation.WireFormat;

/** The BaRS guide's own example messages, as published, go all the way round. */
class PublishedMessagesConformanceTest {
    private static final Path MESSAGES = Path.of("..", "..", "shared", "interop", "bars");

    private static GatewayProcess gateway;

    @BeforeAll
    static void startLeniently(@TempDir Path dataDir) {
        assumeTrue(
                Files.isDirectory(MESSAGES),
                "The published BaRS messages are not beside this clone, so nothing can be said about them.");
        gateway = GatewayProcess.start(
                dataDir,
                Map.of(
                        "linkway.sandbox.demo",
                        "false",
                        "linkway.door.accepted-use-cases",
                        "a5t1,a5t3",
                        "linkway.door.accept-failing-nhs-numbers",
                        "true"));
    }

    @AfterAll
    static void stop() {
        if (gateway != null) {
            gateway.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"REFREQ03, check digit (modulus 11)", "REFREQ06, 1659111000000100"})
    void goesAllTheWayRoundWithAWarning(String message, String warned) throws IOException {
        Answer answer = gateway.gp()
                .post(GpSystem.MESSAGE_DOOR, read(message), WireFormat.XML.mediaType(), GpSystem.newId())
                .expect(200);

        gateway.gp().assertReadable(answer);
        assertThat(answer.warnings()).anyMatch(warning -> warning.contains(warned));
        String serviceRequestId = answer.bundle().getEntry().stream()
                .map(BundleEntryComponent::getResource)
                .filter(ServiceRequest.class::isInstance)
                .map(Resource::getIdPart)
                .findFirst()
                .orElseThrow();
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            JsonNode referral = gateway.linkWorkers().referralOf(serviceRequestId);
            assertThat(referral.get("status").asText()).isEqualTo("completed");
            assertThat(referral.get("recordEntries")).isNotEmpty().allSatisfy(entry -> {
                assertThat(entry.get("status").asText())
                        .as(entry.toPrettyString())
                        .isEqualTo("filed");
                gateway.standInRecord()
                        .read(entry.at("/proof/location").asText())
                        .expect(200);
            });
        });
    }

    private static String read(String message) throws IOException {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(MESSAGES, message + "*.xml")) {
            return Files.readString(found.iterator().next());
        }
    }
}
