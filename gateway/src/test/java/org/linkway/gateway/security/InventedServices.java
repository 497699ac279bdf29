package org.linkway.gateway.security;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.util.List;

/** The systems of services to which people are referred on. Each takes every BaRS message. */
final class InventedServices {
    private final WireMockServer http =
            new WireMockServer(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));

    InventedServices() {
        http.start();
        http.stubFor(any(anyUrl())
                .willReturn(aResponse()
                        .withHeader("Content-Type", "application/fhir+json")
                        .withHeader("X-Request-Id", "b6f1c1de-0000-4000-8000-000000000001")
                        .withHeader("X-Correlation-Id", "b6f1c1de-0000-4000-8000-000000000002")
                        .withBody("{\"resourceType\": \"OperationOutcome\"}")));
    }

    /** The FHIR base of one of them. */
    String base(PartySystem service) {
        return http.baseUrl() + "/" + service.id();
    }

    /** What was sent to one of them. */
    List<String> broughtTo(PartySystem service) {
        return http.findAll(postRequestedFor(urlPathEqualTo("/" + service.id() + "/$process-message"))).stream()
                .map(LoggedRequest::getBodyAsString)
                .toList();
    }
}
