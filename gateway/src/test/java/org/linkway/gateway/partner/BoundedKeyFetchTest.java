package org.linkway.gateway.partner;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Anybody can make Linkway fetch a party's keys, by asking for a token in its name; whoever serves them may be anybody, too. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BoundedKeyFetchTest {
    private static final String KEYS = "{\"keys\": []}";

    private final WireMockServer server =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
    private final BoundedKeyFetch keys = new BoundedKeyFetch();

    @BeforeAll
    void start() {
        server.start();
    }

    @AfterAll
    void stop() {
        server.stop();
    }

    private void answer(ResponseDefinitionBuilder answer) {
        server.resetAll();
        server.stubFor(get(urlEqualTo("/jwks")).willReturn(answer));
    }

    private String fetch() throws IOException {
        return keys.fetch(URI.create(server.baseUrl() + "/jwks"));
    }

    @Test
    void areFetched() throws IOException {
        answer(aResponse().withBody(KEYS));

        assertThat(fetch()).isEqualTo(KEYS);
    }

    @Test
    void areNotFetchedFromWhereARedirectionLeads() {
        answer(aResponse().withStatus(302).withHeader("Location", server.baseUrl() + "/inside"));

        assertThatThrownBy(this::fetch).isInstanceOf(IOException.class).hasMessageContaining("302");
        assertThat(server.findAll(getRequestedFor(anyUrl()))).hasSize(1);
    }

    @Test
    void areNotReadWithoutEnd() {
        answer(aResponse().withBody(new byte[200_000]));

        assertThatThrownBy(this::fetch).isInstanceOf(Exchange.TooLarge.class);
    }

    @Test
    void areNotWaitedForWhereTheyDrip() {
        answer(aResponse().withBody(KEYS).withChunkedDribbleDelay(10, 60_000));

        assertTimeout(
                Duration.ofSeconds(10), () -> assertThatThrownBy(this::fetch).isInstanceOf(IOException.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://169.254.169.254/latest/meta-data",
                "https://[fe80::1]/jwks",
                "https://[::ffff:169.254.169.254]/jwks",
                "https://[fd00:ec2::254]/jwks",
                "https://2852039166/jwks",
                "https://0251.0376.0251.0376/jwks",
                "https://0xa9.0xfe.0xa9.0xfe/jwks",
                "https://0.0.0.0/jwks",
                "https://[64:ff9b::a9fe:a9fe]/jwks",
                "file:///etc/passwd",
                "jar:file:///tmp/a.jar!/jwks"
            })
    void areNotFetchedWhereNoPartnerIs(String address) {
        server.resetAll();
        assertThatThrownBy(() -> keys.fetch(URI.create(address)))
                .isInstanceOfAny(IOException.class, IllegalArgumentException.class);
        assertThat(server.findAll(getRequestedFor(anyUrl()))).isEmpty();
    }
}
