package org.linkway.conformance.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linkway.conformance.blackbox.GpSystem.PlacedReferral;
import org.linkway.conformance.partner.GpReferral;
import org.linkway.conformance.partner.SyntheticPeople;

/** The first minute with the gateway, in 512 MB of heap. */
class StartUpConformanceTest {
    private static final List<String> STEPS = List.of(
            "received",
            "validated",
            "referral opened",
            "sent to link workers",
            "accepted",
            "seen",
            "completed",
            "filed",
            "read back");

    @TempDir
    private Path dataDir;

    @Test
    void aFhirPackageThatIsNotWholeEndsTheStartWithASentence() throws IOException {
        Path packages = Files.createDirectory(dataDir.resolve("packages"));
        Files.writeString(packages.resolve("guide.tgz"), "half of it");

        assertThatThrownBy(
                        () -> GatewayProcess.quiet(dataDir, Map.of("linkway.validation.packages", packages.toString())))
                .hasMessageContaining("ended with status 1")
                .hasMessageContaining("APPLICATION FAILED TO START")
                .hasMessageContaining(
                        "guide.tgz is not a whole gzip-compressed tar: fetch it again, or remove it from the folder.")
                .hasMessageNotContainingAny("\tat org.linkway");
    }

    @Test
    void printsTheLoopAsItHappensAndKeepsItOverARestart() {
        PlacedReferral placed;
        try (GatewayProcess gateway = GatewayProcess.asPackaged(dataDir)) {
            System.out.printf("Ready after %.1f s%n", gateway.timeToReady().toMillis() / 1e3);
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(gateway.output()).contains("read back"));
            assertThat(gateway.output()).containsSubsequence(STEPS).contains("871731000000106", "curl");
            placed = gateway.gp().refer(GpReferral.of(new SyntheticPeople().next()));
        }
        try (GatewayProcess restarted = GatewayProcess.quiet(dataDir, Map.of())) {
            System.out.printf(
                    "Ready again after %.1f s%n", restarted.timeToReady().toMillis() / 1e3);
            assertThat(restarted.gp().task(placed).hasStatus()).isTrue();
            assertThat(restarted.linkWorkers().all()).hasSize(2);
        }
    }
}
