package org.linkway.conformance.blackbox;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.linkway.conformance.blackbox.ExamplePage.Example;
import org.linkway.conformance.partner.SenderSystem;

/** The gateway's README holds what it says: each block of it is run, and prints what stands below it. */
@ExtendWith(SharedGateway.class)
class ExamplesConformanceTest {
    private static final Path GATEWAY = Path.of("..", "gateway");
    private static final String THEIR_SYSTEM = "http://localhost:8090/fhir";

    private final ExamplePage page;

    ExamplesConformanceTest(GatewayProcess gateway, SenderSystem own) throws IOException {
        for (String place : List.of("Patient/example", "ServiceRequest/example")) {
            own.answer(place, aResponse().withBody(Files.readString(GATEWAY.resolve("examples/sender/fhir/" + place))));
        }
        own.takes("told");
        page = new ExamplePage(
                GATEWAY.resolve("README.md"),
                Map.of("http://localhost:8080/fhir", gateway.gp().base(), THEIR_SYSTEM, own.base()));
    }

    @Test
    void curlDoesWhatThePageSays() throws IOException, InterruptedException {
        assumeTrue(isHere("curl"), "There is no curl here, so its examples were not run.");

        assertAsThePageSays(page.runBash());
    }

    @Test
    void aHapiClientDoesWhatThePageSays(@TempDir Path directory) throws IOException, InterruptedException {
        assertAsThePageSays(page.runJava(directory));
    }

    private static void assertAsThePageSays(List<Example> examples) {
        assertThat(examples)
                .isNotEmpty()
                .allSatisfy(example -> assertThat(example.isAsThePageSays())
                        .as("%s%nsays:%n%s%nprinted:%n%s", example.heading(), example.prints(), example.printed())
                        .isTrue());
    }

    private static boolean isHere(String program) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
}
