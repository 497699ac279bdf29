package org.linkway.gateway.security;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.time.Duration;
import org.linkway.gateway.journey.Inside;

/** A partner where it may be, that sends whoever comes to the inside. */
final class Outside implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Inside inside;
    private final WireMockServer http =
            new WireMockServer(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));

    Outside(Inside inside) {
        this.inside = inside;
        http.start();
    }

    int port() {
        return http.port();
    }

    String base() {
        return "http://127.0.0.1:" + port();
    }

    /** @param status of a redirection */
    void leadsInside(String path, int status) {
        http.stubFor(any(urlPathEqualTo(path))
                .willReturn(aResponse().withStatus(status).withHeader("Location", inside.address())));
    }

    void awaitAsked(String path) {
        await().atMost(PATIENCE)
                .until(() ->
                        !http.findAll(anyRequestedFor(urlPathEqualTo(path))).isEmpty());
    }

    @Override
    public void close() {
        http.stop();
    }
}
