package org.linkway.gateway.partner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.linkway.gateway.config.SubscriptionProperties;
import org.linkway.routes.port.PartnerRefused;

class AllowedEndpointsTest {
    private final AllowedEndpoints allowed = new AllowedEndpoints(new SubscriptionProperties(
            List.of("localhost", "127.0.0.1", "192.0.2.7", "*.example.org", "*.invalid", "10.1.2.3"),
            List.of("localhost"),
            "https://gateway.example.org/fhir",
            Duration.ofSeconds(1),
            1,
            1,
            Duration.ofMinutes(1)));

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "not an address, no absolute http address",
        "/hook, no absolute http address",
        "mailto:someone@example.org, no absolute http address",
        "https://user:secret@localhost/hook, has a user",
        "https://elsewhere.example.com/hook, Nothing is sent to the host 'elsewhere.example.com'",
        "https://example.org/hook, Nothing is sent to the host 'example.org'",
        "https://example.org.evil.example.com/hook, Nothing is sent to the host",
        "http://192.0.2.7/hook, by https alone",
        "ftp://localhost/hook, by https alone",
        "https://127.0.0.1/hook, private address",
        "https://10.1.2.3/hook, private address",
    })
    void saysWhyNothingIsSentThere(String endpoint, String why) {
        assertThat(allowed.fault(endpoint)).get().asString().contains(why).doesNotContain("secret");
    }

    @Test
    void leavesAHostThatIsNotKnownNowToTheHandshake() {
        assertThat(allowed.fault("https://not-yet.invalid/hook")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8080/hook", "https://localhost/hook?of=mine", "https://192.0.2.7/hook"})
    void allowsWhatIsNamed(String endpoint) {
        assertThat(allowed.fault(endpoint)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.0.0.1",
                "100.64.0.1",
                "127.0.0.2",
                "169.254.169.254",
                "172.16.0.1",
                "192.168.1.1",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "::ffff:10.0.0.1",
                "fc00::1",
                "fd12::1",
                "fe80::1",
                "64:ff9b::a00:1",
                "2002:a00:1::"
            })
    void connectsToNoPrivateAddressWhateverTheNameWasWhenItWasChecked(String address) {
        assertThatThrownBy(() -> allowed.resolve(address))
                .isInstanceOf(PartnerRefused.class)
                .hasMessageContaining("private");
    }

    @Test
    void connectsToPublicAddresses() throws Exception {
        assertThat(allowed.resolve("192.0.2.7")).hasSize(1);
        assertThat(allowed.resolve("2001:db8::1")).hasSize(1);
    }
}
