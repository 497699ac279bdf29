package org.linkway.gateway.partner;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.linkway.gateway.config.AccessProperties.PrivateKeyJwt;
import org.linkway.gateway.config.AccessProperties.Proof;

/** A partner that asks for a token, played by WireMock: each new one is {@code token-1}, {@code token-2}, … */
final class TokenPartner implements AutoCloseable {
    static final String CLIENT_ID = "linkway-client";

    private final WireMockServer server = new WireMockServer(WireMockConfiguration.options()
            .dynamicPort()
            .bindAddress("127.0.0.1")
            .containerThreads(60));

    private final List<StubMapping> taken = new ArrayList<>();

    TokenPartner() {
        server.start();
    }

    WireMockServer server() {
        return server;
    }

    String base() {
        return server.baseUrl() + "/fhir";
    }

    String tokenUrl() {
        return server.baseUrl() + "/oauth2/token";
    }

    Map<String, Proof> access(Path folder, KeyPair key) throws IOException {
        return Map.of(
                "nhs",
                new Proof(
                        new PrivateKeyJwt(
                                URI.create(tokenUrl()),
                                CLIENT_ID,
                                "linkway-1",
                                TestKeys.pem(folder, key),
                                Optional.empty()),
                        Optional.empty(),
                        Map.of()));
    }

    /** Gives tokens, one after the other, each for so long. */
    void givesTokens(int seconds) {
        for (int number = 1; number <= 5; number++) {
            server.stubFor(post(urlEqualTo("/oauth2/token"))
                    .inScenario("tokens")
                    .whenScenarioStateIs(number == 1 ? Scenario.STARTED : "token " + number)
                    .willSetStateTo("token " + (number + 1))
                    .willReturn(aResponse()
                            .withFixedDelay(150)
                            .withHeader("Content-Type", "application/json")
                            .withBody("{\"access_token\":\"token-" + number + "\",\"token_type\":\"Bearer\","
                                    + "\"expires_in\":\"" + seconds + "\"}")));
        }
    }

    void failsTokens(ResponseDefinitionBuilder answer) {
        server.stubFor(post(urlEqualTo("/oauth2/token")).willReturn(answer));
    }

    /** Answers whoever shows this token; everybody else 401. */
    void takes(String token, ResponseDefinitionBuilder answer) {
        taken.forEach(server::removeStub);
        taken.clear();
        taken.add(server.stubFor(
                any(anyUrl()).atPriority(9).willReturn(aResponse().withStatus(401))));
        taken.add(server.stubFor(any(anyUrl())
                .atPriority(8)
                .withHeader("Authorization", equalTo("Bearer " + token))
                .willReturn(answer)));
    }

    int tokenRequests() {
        return server.findAll(postRequestedFor(urlEqualTo("/oauth2/token"))).size();
    }

    @Override
    public void close() {
        server.stop();
    }
}
