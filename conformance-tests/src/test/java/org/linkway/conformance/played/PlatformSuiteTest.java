package org.linkway.conformance.played;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.linkway.conformance.runner.ScriptResult;
import org.linkway.conformance.runner.TestResult;
import org.linkway.conformance.suite.Role;

/** The suite for link workers' platforms: a good one passes all of it, and each that does one thing wrong fails the test of that. */
class PlatformSuiteTest {
    private final WireMockServer webhook =
            new WireMockServer(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));

    @BeforeEach
    void start() {
        webhook.start();
        webhook.stubFor(post(urlEqualTo("/linkway")).willReturn(aResponse().withStatus(202)));
    }

    @AfterEach
    void stop() {
        webhook.stop();
    }

    @Test
    void goodPlatformPassesAll() {
        assertThat(tests(Optional::of))
                .allSatisfy(test -> assertThat(test.result().name())
                        .as(test.name() + ": "
                                + test.decisive().map(step -> step.judgement().sentence()))
                        .isEqualTo("PASS"));
    }

    @ParameterizedTest
    @MethodSource("org.linkway.conformance.played.WrongPlatforms#all")
    void platformThatDoesOneThingWrongFailsTheTestOfThat(Wrong wrong) {
        Failures.assertThatThoseOf(tests(wrong.fault())).are(wrong.requirements());
    }

    @Test
    void platformThatTakesNoReferralFails() {
        webhook.stubFor(post(urlEqualTo("/linkway")).willReturn(aResponse().withStatus(500)));

        Failures.assertThatThoseOf(tests(Optional::of))
                .are(Set.of("LW-platform-webhook-taken", "LW-platform-webhook-again"));
    }

    @Test
    void platformThatRefusesWhatItKnowsFails() {
        webhook.stubFor(post(urlEqualTo("/linkway"))
                .inScenario("once")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(aResponse().withStatus(200))
                .willSetStateTo("told"));
        webhook.stubFor(post(urlEqualTo("/linkway"))
                .inScenario("once")
                .whenScenarioStateIs("told")
                .willReturn(aResponse().withStatus(409)));

        Failures.assertThatThoseOf(tests(Optional::of)).are(Set.of("LW-platform-webhook-again"));
    }

    @Test
    void everyShallOfAPlatformIsFailedBySomebody() {
        Failures.assertThatEveryShallIsFailedBy(
                Role.LINK_WORKER_PLATFORM,
                Stream.concat(
                        WrongPlatforms.all().flatMap(wrong -> wrong.requirements().stream()),
                        Stream.of("LW-platform-webhook-taken", "LW-platform-webhook-again")));
    }

    private List<TestResult> tests(Function<Call, Optional<Call>> fault) {
        return GoodSystems.platform(webhook.baseUrl() + "/linkway", fault).stream()
                .map(ScriptResult::tests)
                .flatMap(List::stream)
                .toList();
    }
}
