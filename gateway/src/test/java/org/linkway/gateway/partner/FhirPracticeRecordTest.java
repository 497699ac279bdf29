package org.linkway.gateway.partner;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linkway.gateway.config.BarsProperties;
import org.linkway.gateway.config.PartnerProperties;
import org.linkway.gateway.config.RecordProperties;
import org.linkway.referral.Code;
import org.linkway.referral.Practice;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.RecordedBy;
import org.linkway.routes.port.HeldUp;
import org.linkway.routes.port.PartnerRefused;
import org.linkway.routes.port.PartnerUnavailable;
import org.linkway.workflow.FilingAddress;
import org.linkway.workflow.RecordChannel;
import org.linkway.workflow.RecordWrite;
import org.linkway.workflow.StandingEntry;
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

    private static final FilingAddress ADDRESS = new FilingAddress(PRACTICE, NHS_NUMBER);
    private static final RecordWrite WRITE = new RecordWrite(
            ENTRY, "wanted", NHS_NUMBER, new RecordedBy("Wren Inventedname", Optional.empty()), Optional.empty());
    private static final StandingEntry STANDING = new StandingEntry(
            "Observation/7",
            "wanted",
            Optional.of(ENTRY.occurredAt()),
            true,
            false,
            ENTRY.code().stream().toList(),
            Optional.empty(),
            List.of());
    private static final RecordWrite OVER =
            new RecordWrite(ENTRY, "wanted", NHS_NUMBER, WRITE.author(), Optional.of(STANDING));

    private final WireMockServer practice =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());
    private FhirPracticeRecord record;

    @BeforeEach
    void start() {
        practice.start();
        PartnerProperties partners = TestPartners.at("http://unused.invalid", practice.baseUrl() + "/fhir");
        PracticeEndpoints endpoints = new PracticeEndpoints(
                new RecordProperties(RecordChannel.FHIR, Optional.empty(), Duration.ofDays(14), Map.of()),
                new PartnerEndpoints(partners, new MockEnvironment()),
                TestAccess.with(Map.of()));
        BarsProperties own =
                new BarsProperties(Map.of(), "2000099901", "ZZZ01", "Sampleton Social Prescribing", Optional.empty());
        record = new FhirPracticeRecord(endpoints, own, Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        practice.stop();
    }

    @Test
    void namesNoPatientInAnAddress() {
        answer("/fhir/Patient/_search", fhir("{\"resourceType\": \"Bundle\", \"type\": \"searchset\"}"));

        assertThat(record.patients(ADDRESS)).isEmpty();

        practice.verify(postRequestedFor(urlEqualTo("/fhir/Patient/_search")).withRequestBody(containing(NHS_NUMBER)));
    }

    @Test
    void followsNoPageThatIsNotThePracticesOwn() {
        answer("/fhir/Patient/_search", fhir("""
                {"resourceType": "Bundle", "type": "searchset",
                 "link": [{"relation": "next", "url": "http://127.0.0.1:%d/fhir/elsewhere"}]}""".formatted(practice.port())));

        assertThatThrownBy(() -> record.patients(ADDRESS))
                .isInstanceOf(PartnerUnavailable.class)
                .hasMessageContaining("not its own");
        practice.verify(0, getRequestedFor(urlEqualTo("/fhir/elsewhere")));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void followsNoRedirect(int status) {
        answer(
                "/fhir/Patient/_search",
                aResponse().withStatus(status).withHeader("Location", practice.baseUrl() + "/elsewhere"));

        assertThatThrownBy(() -> record.patients(ADDRESS)).isInstanceOf(PartnerUnavailable.class);
        practice.verify(0, anyRequestedFor(urlEqualTo("/elsewhere")));
    }

    @Test
    void takesNobodyWhoHasAnotherNumber() {
        answer("/fhir/Patient/_search", fhir("""
                {"resourceType": "Bundle", "type": "searchset", "entry": [
                 {"resource": {"resourceType": "Patient", "id": "other", "identifier":
                  [{"system": "https://fhir.nhs.uk/Id/nhs-number", "value": "9990000026"}]}},
                 {"resource": {"resourceType": "Patient", "id": "wanted", "identifier":
                  [{"system": "https://fhir.nhs.uk/Id/nhs-number", "value": "9990000018"}]}}]}"""));

        assertThat(record.patients(ADDRESS)).containsExactly("wanted");
    }

    @Test
    void writesWithAConditionalCreate() {
        answer("/fhir", fhir("{\"resourceType\": \"Bundle\", \"type\": \"transaction-response\"}"));

        record.write(ADDRESS, WRITE);

        practice.verify(postRequestedFor(urlEqualTo("/fhir"))
                .withRequestBody(containing(
                        "\"ifNoneExist\":\"identifier=https://fhir.linkway.org/Id/record-entry|" + ENTRY.id())));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 422})
    void takesARefusalForARefusal(int status) {
        answer("/fhir", new ResponseDefinitionBuilder().withStatus(status));

        assertThatThrownBy(() -> record.write(ADDRESS, WRITE))
                .isInstanceOf(PartnerRefused.class)
                .hasMessage("The practice's system answered " + status + ".");
    }

    /** Two that create the same at the same moment: the look before the next attempt tells them apart. */
    @ParameterizedTest
    @ValueSource(ints = {409, 412})
    void looksAgainWhereSomebodyElseMayBeWriting(int status) {
        answer("/fhir", new ResponseDefinitionBuilder().withStatus(status));

        assertThatThrownBy(() -> record.write(ADDRESS, WRITE)).isInstanceOf(HeldUp.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 408, 429, 500, 503})
    void triesAgainWhereItMayComeRight(int status) {
        answer("/fhir", new ResponseDefinitionBuilder().withStatus(status));

        assertThatThrownBy(() -> record.write(ADDRESS, WRITE))
                .isInstanceOf(PartnerUnavailable.class)
                .hasMessage("The practice's system answered " + status + ".");
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void saysHowLongThePracticeAsksToBeLeftAlone(int status) {
        answer("/fhir", new ResponseDefinitionBuilder().withStatus(status).withHeader("Retry-After", "120"));

        assertThatThrownBy(() -> record.write(ADDRESS, WRITE))
                .hasMessage("The practice's system answered " + status + ".")
                .isInstanceOfSatisfying(
                        PartnerUnavailable.class,
                        it -> assertThat(it.retryAfter()).contains(Duration.ofMinutes(2)));
    }

    @Test
    void takesBackAVersionThatItHasSeenAndLeavesTheRestOfIt() {
        practice.stubFor(get(urlEqualTo("/fhir/Observation/7")).willReturn(fhir("""
                {"resourceType": "Observation", "id": "7", "meta": {"versionId": "3"}, "status": "final",
                 "note": [{"text": "Added by the practice."}]}""")));
        answer("/fhir", fhir("{\"resourceType\": \"Bundle\", \"type\": \"transaction-response\"}"));

        record.takeBack(ADDRESS, OVER);

        practice.verify(postRequestedFor(urlEqualTo("/fhir"))
                .withRequestBody(matchingJsonPath("$.entry[0].request.method", equalTo("PUT")))
                .withRequestBody(matchingJsonPath("$.entry[0].request.url", equalTo("Observation/7")))
                .withRequestBody(matchingJsonPath("$.entry[0].request.ifMatch", equalTo("W/\"3\"")))
                .withRequestBody(matchingJsonPath("$.entry[0].resource.status", equalTo("entered-in-error")))
                .withRequestBody(containing("Added by the practice."))
                .withRequestBody(matchingJsonPath(
                        "$.entry[1].request.url",
                        equalTo("Provenance/" + OVER.entry().id() + "-1-in-error"))));
    }

    @Test
    void looksAgainWhereSomebodyElseWasFaster() {
        practice.stubFor(get(urlEqualTo("/fhir/Observation/7")).willReturn(fhir("""
                {"resourceType": "Observation", "id": "7", "meta": {"versionId": "3"}, "status": "final"}""")));
        answer("/fhir", new ResponseDefinitionBuilder().withStatus(412));

        assertThatThrownBy(() -> record.takeBack(ADDRESS, OVER)).isInstanceOf(PartnerUnavailable.class);
    }

    @Test
    void asksForACodeSinceTheReferralAndCountsNeitherItsOwnNorOlderOnes() {
        answer("/fhir/Procedure/_search", fhir("{\"resourceType\": \"Bundle\", \"type\": \"searchset\"}"));
        answer("/fhir/Observation/_search", fhir("""
                {"resourceType": "Bundle", "type": "searchset", "entry": [
                 {"resource": %s}, {"resource": %s}, {"resource": %s}]}""".formatted(
                        closed("old", "2026-02-28", ""),
                        closed(
                                "ours",
                                "2026-03-03",
                                "\"identifier\": [{\"system\":"
                                        + " \"https://fhir.linkway.org/Id/record-entry\", \"value\": \"x\"}],"),
                        closed("theirs", "2026-03-03", ""))));

        assertThat(record.holding(ADDRESS, ENTRY, LocalDate.parse("2026-03-01")))
                .containsExactly("Observation/theirs");

        practice.verify(postRequestedFor(urlEqualTo("/fhir/Observation/_search"))
                .withRequestBody(containing("date=ge2026-03-01"))
                .withRequestBody(containing("1362721000000106")));
    }

    private static String closed(String id, String date, String more) {
        return """
                {"resourceType": "Observation", "id": "%s", %s "status": "final", "effectiveDateTime": "%s",
                 "code": {"coding": [{"system": "http://snomed.info/sct", "code": "1362721000000106"}]}}""".formatted(id, more, date);
    }

    @Test
    void triesAgainWhereTheAnswerIsNotFhir() {
        answer("/fhir/Observation/_search", fhir("<html>Down for maintenance</html>"));

        assertThatThrownBy(() -> record.readBack(ADDRESS, ENTRY)).isInstanceOf(PartnerUnavailable.class);
    }

    @Test
    void doesNotFollowPagesForEver() {
        String page = """
                {"resourceType": "Bundle", "type": "searchset", "link": [{"relation": "next", "url": "%s/fhir/more"}]}""".formatted(practice.baseUrl());
        practice.stubFor(any(anyUrl()).willReturn(fhir(page)));

        assertThatThrownBy(() -> record.readBack(ADDRESS, ENTRY))
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
