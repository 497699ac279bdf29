package org.linkway.conformance.blackbox;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.awaitility.Awaitility;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.MessageHeader;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.linkway.conformance.partner.FhirText;
import org.linkway.fhir.validation.WireFormat;

/** A system that speaks BaRS, which takes each message and echoes its ids. */
final class BarsPartner implements AutoCloseable {
    private final WireMockServer server =
            new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1").globalTemplating(true));

    static BarsPartner start() {
        BarsPartner partner = new BarsPartner();
        partner.server.start();
        partner.server.stubFor(post(anyUrl())
                .willReturn(aResponse()
                        .withStatus(200)
                        .withHeader("X-Request-Id", "{{request.headers.X-Request-Id}}")
                        .withHeader("X-Correlation-Id", "{{request.headers.X-Correlation-Id}}")
                        .withBody("{}")));
        return partner;
    }

    String baseUrl() {
        return server.baseUrl() + "/fhir";
    }

    /** Waits for this many messages of one conversation, and gives the last. */
    Received await(String correlationId, int count) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> received(correlationId).size() >= count);
        List<Received> all = received(correlationId);
        return all.get(all.size() - 1);
    }

    List<Received> received(String correlationId) {
        return server.getAllServeEvents().stream()
                .map(event -> event.getRequest())
                .sorted(Comparator.comparing(LoggedRequest::getLoggedDate))
                .filter(request -> correlationId.equals(request.getHeader("X-Correlation-Id")))
                .map(request ->
                        new Received(request, FhirText.read(Bundle.class, request.getBodyAsString(), WireFormat.JSON)))
                .toList();
    }

    @Override
    public void close() {
        server.stop();
    }

    /** A message that arrived. */
    record Received(LoggedRequest request, Bundle message) {
        <T extends Resource> T the(Class<T> type) {
            return message.getEntry().stream()
                    .map(Bundle.BundleEntryComponent::getResource)
                    .filter(type::isInstance)
                    .map(type::cast)
                    .findFirst()
                    .orElseThrow();
        }

        /** The Encounter that the header points at. */
        Encounter responder() {
            Reference focus = the(MessageHeader.class).getFocusFirstRep();
            return message.getEntry().stream()
                    .filter(entry -> entry.getFullUrl().equals(focus.getReference()))
                    .map(entry -> (Encounter) entry.getResource())
                    .findFirst()
                    .orElseThrow();
        }
    }
}
