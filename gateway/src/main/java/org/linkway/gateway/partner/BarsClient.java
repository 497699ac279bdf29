package org.linkway.gateway.partner;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.linkway.fhir.identifier.IdentifierSystem;
import org.linkway.fhir.profile.LinkwayPackage;
import org.linkway.gateway.config.BarsProperties;
import org.linkway.gateway.config.PartnerProperties;
import org.linkway.routes.port.HeldUp;
import org.linkway.routes.port.PartnerUnavailable;
import org.linkway.translation.OnwardSearch;
import org.linkway.translation.OutboundMessage;
import org.linkway.translation.OwnService;
import org.linkway.translation.ServiceAddress;
import org.linkway.workflow.Body;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Speaks to BaRS services, with all headers of the guide and none that is about the patient. */
@Component
class BarsClient {
    private static final Logger LOG = LoggerFactory.getLogger(BarsClient.class);
    private static final String PARTNER = "The BaRS service";
    private static final String FHIR = "application/fhir+json";
    private static final int OK = 200;
    /** The version of BaRS Core that Linkway was built by. */
    private static final String CORE = "1.2.2";

    /** By which the header of the software names Linkway. */
    private static final String SOFTWARE = LinkwayPackage.CANONICAL + "/Id/software";

    private final PartnerProperties properties;
    private final PartnerEndpoints endpoints;
    private final OwnService own;
    private final JsonMapper json;

    BarsClient(PartnerProperties properties, PartnerEndpoints endpoints, BarsProperties bars, JsonMapper json) {
        this.properties = properties;
        this.endpoints = endpoints;
        this.own = bars.own();
        this.json = json;
    }

    /**
     * Posts a message to {@code $process-message}.
     *
     * @param base of the service's FHIR API
     * @param access by which Linkway proves itself there
     */
    void send(String base, Access access, OutboundMessage message) {
        HttpRequest request = request(base, "$process-message", message.to())
                .header("Content-Type", FHIR)
                .header("X-Request-Id", message.requestId().toString())
                .header("X-Correlation-Id", message.correlationId())
                .header("use-context", message.useContext())
                .POST(BodyPublishers.ofByteArray(message.body().bytes()))
                .build();
        BarsAnswer.of(send(access, request), json).settle(PARTNER);
    }

    /**
     * Asks a service for what it holds, once: what is to be said goes without that where it cannot be had.
     *
     * @return what it answered; empty where it does not say
     */
    Optional<Body> search(String base, Access access, OnwardSearch search) {
        HttpRequest request = request(base, search.query(), search.to())
                .header("X-Request-Id", UUID.randomUUID().toString())
                .header("X-Correlation-Id", search.correlationId())
                .build();
        try {
            HttpResponse<byte[]> response = send(access, request);
            if (response.statusCode() == OK) {
                return Optional.of(Body.of(response.body()));
            }
            LOG.info("{} was asked what it holds, and answered {}.", PARTNER, response.statusCode());
        } catch (PartnerUnavailable e) {
            LOG.info("It was asked what it holds. {}", e.getMessage());
        }
        return Optional.empty();
    }

    private HttpRequest.Builder request(String base, String path, ServiceAddress to) {
        return HttpRequest.newBuilder(URI.create(endpoints.resolved(base).replaceFirst("/$", "") + "/" + path))
                .timeout(properties.responseTimeout())
                .header("Accept", FHIR + "; version=" + CORE)
                .header("NHSD-Target-Identifier", encoded(target(to)))
                .header("NHSD-End-User-Organisation", encoded(organisation()))
                .header("NHSD-Requesting-Software", encoded(software()));
    }

    private static HttpResponse<byte[]> send(Access access, HttpRequest request) {
        try {
            return access.send(request);
        } catch (IOException e) {
            throw new PartnerUnavailable(PARTNER + " could not be reached.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HeldUp("Linkway was stopped while it delivered.", e);
        }
    }

    private static Map<String, Object> target(ServiceAddress to) {
        return Map.of("system", to.system(), "value", to.value());
    }

    private Map<String, Object> organisation() {
        return Map.of(
                "resourceType",
                "Organization",
                "identifier",
                List.of(Map.of("system", IdentifierSystem.ODS_ORGANIZATION.uri(), "value", own.odsCode())),
                "name",
                own.name());
    }

    private static Map<String, Object> software() {
        return Map.of(
                "resourceType",
                "Device",
                "identifier",
                List.of(Map.of("system", SOFTWARE, "value", "linkway")),
                "deviceName",
                List.of(Map.of("name", "Linkway", "type", "manufacturer-name")),
                "version",
                List.of(Map.of("value", LinkwayPackage.VERSION)));
    }

    private String encoded(Map<String, Object> header) {
        return Base64.getEncoder()
                .encodeToString(json.writeValueAsString(header).getBytes(StandardCharsets.UTF_8));
    }
}
