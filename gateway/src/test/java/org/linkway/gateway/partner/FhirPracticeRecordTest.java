package org.linkway.gateway.partner;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linkway.referral.Code;
import org.linkway.referral.Practice;
import org.linkway.referral.RecordEntry;
import org.linkway.routes.port.PartnerRefused;
import org.linkway.routes.port.PartnerUnavailable;
import org.springframework.mock.env.MockEnvironment;

class FhirPracticeRecordTest {
    private static final String NHS_NUMBER = "9990000018";
    private static final Practice PRACTICE = new Practice("A99999", Optional.of("Nowhere Surgery"));
    private static final RecordEntry ENTRY = RecordEntry.planned(
            UUID.randomUUID(),
            UUID.randomUUID(),
            UUID.randomUUID(),
            RecordEntry.RecordResource.OBSERVATION,
            Optional.of(new Code(
                    "http://snomed.info/sct", "1362721000000106", Optional.of("Social prescribing case closed"), true)),
            Optional.empty(),
            Optional.empty(),
            Instant.parse("2026-03-02T12:00:00Z"),
            Optional.empty());

    private final WireMockServer practice =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());
    private FhirPracticeRecord record;

    @BeforeEach
    void start() {
        practice.start();
        record = new FhirPracticeRecord(
                TestPartners.at("http://unused.invalid", practice.baseUrl() + "/fhir"),
                new PartnerEndpoints(
                        TestPartners.at("http://unused.invalid", practice.baseUrl() + "/fhir"), new MockEnvironment()));
    }

    @AfterEach
    void stop() {
        practice.stop();
    }

    @Test
    void namesNoPatientInAnAddress() {
        answer("/fhir/Patient/_search", fhir("{\"resourceType\": \"Bundle\", \"type\": \"searchset\"}"));

        assertThat(record.patients(PRACTICE, NHS_NUMBER)).isEmpty();

        practice.verify(postRequestedFor(urlEqualTo("/fhir/Patient/_search")).withRequestBody(containing(NHS_NUMBER)));
    }

    @Test
    void takesNobodyWhoHasAnotherNumber() {
        answer("/fhir/Patient/_search", fhir("""
                {"resourceType": "Bundle", "type": "searchset", "entry": [
                 {"resource": {"resourceType": "Patient", "id": "other", "identifier":
                  [{"system": "https://fhir.nhs.uk/Id/nhs-number", "value": "9990000026"}]}},
                 {"resource": {"resourceType": "Patient", "id": "wanted", "identifier":
                  [{"system": "https://fhir.nhs.uk/Id/nhs-number", "value": "9990000018"}]}}]}"""));

        assertThat(record.patients(PRACTICE, NHS_NUMBER)).containsExactly("wanted");
    }

    @Test
    void writesWithAConditionalCreate() {
        answer("/fhir", fhir("{\"resourceType\": \"Bundle\", \"type\": \"transaction-response\"}"));

        record.write(PRACTICE, "wanted", NHS_NUMBER, ENTRY);

        practice.verify(postRequestedFor(urlEqualTo("/fhir"))
                .withRequestBody(containing(
                        "\"ifNoneExist\":\"identifier=https://fhir.linkway.org/Id/record-entry|" + ENTRY.id())));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 409, 412, 422})
    void takesARefusalForARefusal(int status) {
        answer("/fhir", new ResponseDefinitionBuilder().withStatus(status));

        assertThatThrownBy(() -> record.write(PRACTICE, "wanted", NHS_NUMBER, ENTRY))
                .isInstanceOf(PartnerRefused.class)
                .hasMessage("The practice's system answered " + status + ".");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 408, 429, 500, 503})
    void triesAgainWhereItMayComeRight(int status) {
        answer("/fhir", new ResponseDefinitionBuilder().withStatus(status));

        assertThatThrownBy(() -> record.write(PRACTICE, "wanted", NHS_NUMBER, ENTRY))
                .isInstanceOf(PartnerUnavailable.class)
                .hasMessage("The practice's system answered " + status + ".");
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void saysHowLongThePracticeAsksToBeLeftAlone(int status) {
        answer("/fhir", new ResponseDefinitionBuilder().withStatus(status).withHeader("Retry-After", "120"));

        assertThatThrownBy(() -> record.write(PRACTICE, "wanted", NHS_NUMBER, ENTRY))
                .hasMessage("The practice's system answered " + status + ".")
                .isInstanceOfSatisfying(
                        PartnerUnavailable.class,
                        it -> assertThat(it.retryAfter()).contains(Duration.ofMinutes(2)));
    }

    @Test
    void triesAgainWhereTheAnswerIsNotFhir() {
        answer("/fhir/Observation/_search", fhir("<html>Down for maintenance</html>"));

        assertThatThrownBy(() -> record.readBack(PRACTICE, NHS_NUMBER, ENTRY)).isInstanceOf(PartnerUnavailable.class);
    }

    @Test
    void doesNotFollowPagesForEver() {
        String page = """
                {"resourceType": "Bundle", "type": "searchset", "link": [{"relation": "next", "url": "%s/fhir/more"}]}""".formatted(practice.baseUrl());
        practice.stubFor(any(anyUrl()).willReturn(fhir(page)));

        assertThatThrownBy(() -> record.readBack(PRACTICE, NHS_NUMBER, ENTRY))
                .isInstanceOf(PartnerUnavailable.class)
                .hasMessageContaining("page after page");
    }

    private void answer(String path, ResponseDefinitionBuilder answer) {
        practice.stubFor(post(urlPathEqualTo(path)).willReturn(answer));
    }

    private static ResponseDefinitionBuilder fhir(String body) {
        return new ResponseDefinitionBuilder()
                .withStatus(200)
                .withHeader("Content-Type", "application/fhir+json")
                .withBody(body);
    }
}
