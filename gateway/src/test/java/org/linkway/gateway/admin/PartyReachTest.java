package org.linkway.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.linkway.gateway.config.AccessProperties;
import org.linkway.gateway.config.GatewayProperties;
import org.linkway.gateway.config.GatewayProperties.Mode;
import org.linkway.gateway.config.RegistrationProperties;
import org.linkway.gateway.security.PartyFault;
import org.linkway.gateway.security.RegisteredParty;
import org.linkway.gateway.security.RegisteredParty.Channel;
import org.linkway.workflow.Party;

/** An operator's session sends nothing to a place of its own choice. */
class PartyReachTest {
    private static final RegistrationProperties ALLOWED = new RegistrationProperties(
            List.of("Hooks.Example.org", "*.nhs.example", "localhost"), List.of("localhost"));

    @ParameterizedTest
    @CsvSource({
        "https://hooks.example.org/in, SANDBOX",
        "https://HOOKS.EXAMPLE.ORG:8443/in, PRODUCTION",
        "https://a.nhs.example/, PRODUCTION",
        "http://localhost:8080/hook, SANDBOX",
    })
    void allowsWhatTheConfigurationAllows(String address, Mode mode) {
        assertThat(faults(mode, ALLOWED, to(address))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://collector.example.org/",
                "https://hooks.example.org.collector.example/",
                "https://hooks.example.org./",
                "https://nhs.example/",
                "https://collectornhs.example/",
                "https://169.254.169.254/latest/meta-data/",
                "https://[::1]/",
            })
    void allowsNoOtherHost(String address) {
        assertThat(faults(Mode.SANDBOX, ALLOWED, to(address))).singleElement().satisfies(fault -> {
            assertThat(fault.member()).isEqualTo("endpoints.webhook");
            assertThat(fault.sentence()).contains("linkway.registration.allowed-hosts");
        });
    }

    @ParameterizedTest
    @CsvSource({"http://hooks.example.org/in, SANDBOX", "http://localhost/hook, PRODUCTION"})
    void sendsNothingInPlain(String address, Mode mode) {
        assertThat(faults(mode, ALLOWED, to(address)))
                .extracting(PartyFault::sentence)
                .containsExactly("what is sent there goes by https alone.");
    }

    @Test
    void allowsNothingByDefault() {
        assertThat(faults(
                        Mode.SANDBOX,
                        new RegistrationProperties(List.of(), List.of()),
                        to("https://hooks.example.org/")))
                .hasSize(1);
    }

    @Test
    void fetchesKeysFromAllowedHostsAlone() {
        assertThat(faults(Mode.PRODUCTION, ALLOWED, keysAt("https://a.nhs.example/jwks.json")))
                .isEmpty();
        assertThat(faults(Mode.PRODUCTION, ALLOWED, keysAt("https://10.0.0.1/jwks.json")))
                .extracting(PartyFault::member)
                .containsExactly("jwksUri");
    }

    private static List<PartyFault> faults(Mode mode, RegistrationProperties allowed, RegisteredParty party) {
        return new PartyReach(allowed, new AccessProperties(Map.of()), new GatewayProperties(mode, Path.of("data")))
                .faults(party);
    }

    private static RegisteredParty to(String address) {
        return party(Optional.empty(), Map.of(Channel.WEBHOOK, address));
    }

    private static RegisteredParty keysAt(String address) {
        return party(Optional.of(URI.create(address)), Map.of());
    }

    private static RegisteredParty party(Optional<URI> jwksUri, Map<Channel, String> endpoints) {
        return new RegisteredParty(
                "oak",
                Party.Kind.WORKER,
                "Invented",
                true,
                Set.of(),
                Set.of(),
                Optional.empty(),
                jwksUri,
                Set.of(),
                Set.of(),
                false,
                Set.of(),
                endpoints,
                Optional.empty());
    }
}
