package org.linkway.conformance.partner;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.nio.charset.StandardCharsets;
import org.hl7.fhir.r4.model.Resource;
import org.linkway.fhir.validation.WireFormat;

/** A sender's own FHIR system, from which a gateway can fetch what a Task refers to. */
public final class SenderSystem implements AutoCloseable {
    private static final String PATH = "/fhir/R4";

    private final WireMockServer server =
            new WireMockServer(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));

    public SenderSystem() {
        server.start();
    }

    /** The FHIR base. */
    public String base() {
        return "http://127.0.0.1:" + server.port() + PATH;
    }

    /** From now on it can be read. Gives its address. */
    public String hold(Resource resource) {
        String place = resource.fhirType() + "/" + resource.getIdElement().getIdPart();
        String text = new String(FhirText.write(resource, WireFormat.JSON), StandardCharsets.UTF_8);
        return answer(
                place,
                aResponse()
                        .withHeader("Content-Type", WireFormat.JSON.mediaType())
                        .withBody(text));
    }

    /** From now on a read of this resource is answered so. */
    public String answer(String place, ResponseDefinitionBuilder answer) {
        server.stubFor(get(urlEqualTo(PATH + "/" + place)).willReturn(answer));
        return base() + "/" + place;
    }

    /** From now on it takes what is posted there. */
    public void takes(String place) {
        server.stubFor(
                post(urlEqualTo(PATH + "/" + place)).willReturn(aResponse().withStatus(200)));
    }

    @Override
    public void close() {
        server.stop();
    }
}
