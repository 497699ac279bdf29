package org.linkway.gateway.journey;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.util.List;

/** A demographics service that knows whom it is told of; of anybody else it says that there is no such number. */
final class InventedPds {
    private static final String BASE = "/personal-demographics/FHIR/R4";

    private final WireMockServer server =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));

    InventedPds() {
        server.start();
        server.stubFor(get(anyUrl())
                .willReturn(aResponse()
                        .withStatus(404)
                        .withBody(
                                "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\",\"code\":\"not-found\","
                                        + "\"details\":{\"coding\":[{\"code\":\"RESOURCE_NOT_FOUND\"}]}}]}")));
    }

    String base() {
        return server.baseUrl() + BASE;
    }

    /** From now on this person is registered with this practice. */
    void knows(InventedPerson person, String birthDate, String practice) {
        answers(person, aResponse().withBody("""
                {"resourceType": "Patient", "id": "%s",
                 "meta": {"security": [{"code": "U"}]},
                 "name": [{"use": "usual", "family": "%s", "given": ["Marigold"], "period": {"start": "2000-01-01"}}],
                 "birthDate": "%s",
                 "generalPractitioner": [{"type": "Organization", "identifier": {
                  "system": "https://fhir.nhs.uk/Id/ods-organization-code", "value": "%s",
                  "period": {"start": "2000-01-01"}}}]}""".formatted(person.nhsNumber(), person.family(), birthDate, practice)));
    }

    /** From now on it does not answer about this person. */
    void isDownFor(InventedPerson person) {
        answers(person, aResponse().withStatus(503));
    }

    /** It is asked about this person and answers so, one after the other; then as it does otherwise. */
    void answersFirst(InventedPerson person, List<ResponseDefinitionBuilder> answers) {
        InTurn.answer(server, () -> get(urlPathEqualTo(BASE + "/Patient/" + person.nhsNumber())), answers);
    }

    private void answers(InventedPerson person, ResponseDefinitionBuilder answer) {
        server.stubFor(
                get(urlPathEqualTo(BASE + "/Patient/" + person.nhsNumber())).willReturn(answer));
    }

    int asked(InventedPerson person) {
        return (int) server.getAllServeEvents().stream()
                .filter(it -> it.getRequest().getUrl().endsWith("/" + person.nhsNumber()))
                .count();
    }
}
