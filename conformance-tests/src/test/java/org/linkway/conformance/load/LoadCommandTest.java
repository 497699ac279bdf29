package org.linkway.conformance.load;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.linkway.conformance.command.CommandFailed;
import org.linkway.conformance.partner.FhirText;
import org.linkway.fhir.validation.WireFormat;

class LoadCommandTest {
    @RegisterExtension
    private final WireMockExtension gateway =
            WireMockExtension.newInstance().options(options().dynamicPort()).build();

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void sendsThatManyReferralsEachOfSomebodyNew() {
        gateway.stubFor(post(urlEqualTo("/fhir")).willReturn(ok()));

        load("--referrals", "20", "--connections", "3", "--warm-up", "5");

        assertThat(gateway.findAll(postRequestedFor(urlEqualTo("/fhir"))))
                .extracting(request -> nhsNumber(request.getBodyAsString()))
                .hasSize(25)
                .doesNotHaveDuplicates();
        assertThat(gateway.findAll(postRequestedFor(urlEqualTo("/fhir"))))
                .extracting(request -> request.getHeader("X-Request-Id"))
                .doesNotHaveDuplicates()
                .doesNotContainNull();
        assertThat(output())
                .contains("20 referrals over 3 connections", "referrals/s", "p50", "p95", "p99", "errors    none");
    }

    @Test
    void countsErrorsAndFailsAfterTheReport() {
        gateway.stubFor(post(urlEqualTo("/fhir")).willReturn(aResponse().withStatus(503)));

        assertThatThrownBy(() -> load("--referrals", "4", "--warm-up", "0"))
                .isInstanceOf(CommandFailed.class)
                .hasMessage("4 of 4 referrals were not answered 200.");
        assertThat(output()).contains("errors    {503=4}");
    }

    @Test
    void refusesATargetBeyondThisMachine() {
        assertThatThrownBy(() ->
                        new LoadCommand().run(List.of("--target", "http://192.0.2.1/fhir", "--referrals", "1"), out()))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("not on this machine")
                .hasMessageContaining("--allow-remote");
    }

    @Test
    void saysWhichOptionDoesNotHold() {
        assertThatThrownBy(() -> load("--refferals", "1"))
                .hasMessageStartingWith("There is no option --refferals. Use any of --allow-remote, --connections");
        assertThatThrownBy(() -> load("--referrals", "many"))
                .hasMessage("--referrals is many. Give a number from 1 to 50000.");
        assertThatThrownBy(() -> load("--referrals")).hasMessage("The option --referrals needs a value after it.");
        assertThatThrownBy(() -> new LoadCommand().run(List.of("--target", "localhost"), out()))
                .hasMessageStartingWith("--target is localhost.");
    }

    private void load(String... options) {
        List<String> arguments = new ArrayList<>(List.of("--target", gateway.baseUrl() + "/fhir"));
        arguments.addAll(List.of(options));
        new LoadCommand().run(arguments, out());
    }

    private PrintStream out() {
        return new PrintStream(printed, true, StandardCharsets.UTF_8);
    }

    private String output() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private static String nhsNumber(String transaction) {
        Bundle bundle = FhirText.read(Bundle.class, transaction, WireFormat.JSON);
        return ((Patient) bundle.getEntryFirstRep().getResource())
                .getIdentifierFirstRep()
                .getValue();
    }
}
