package org.linkway.gateway.partner;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.linkway.Hazard;
import org.linkway.gateway.config.AccessProperties.Proof;
import org.linkway.gateway.config.PdsProperties;
import org.linkway.referral.Person;
import org.linkway.referral.PersonName;
import org.linkway.referral.Practice;
import org.linkway.referral.Verification;
import org.linkway.routes.port.PartnerRefused;
import org.linkway.routes.port.PartnerUnavailable;
import org.linkway.workflow.AuditEntry.Deed;
import org.linkway.workflow.AuditEntry.Kind;
import org.linkway.workflow.AuditEntry.Outcome;
import org.linkway.workflow.AuditEntry.Subject;
import org.linkway.workflow.Traced;
import org.linkway.workflow.Traced.Death;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.mock.env.MockEnvironment;

/** What is asked of the demographics service, and what each of its answers means. */
class PdsPersonTraceTest {
    private static final String ASKED = "9990000018";
    private static final String LATER = "9990000026";
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-23T10:00:00Z"), ZoneOffset.UTC);

    private final WireMockServer pds =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());
    private final List<Deed> kept = new ArrayList<>();
    private PdsPersonTrace trace;

    @BeforeEach
    void start() {
        pds.start();
        trace = waiting(Duration.ofSeconds(20));
    }

    private PdsPersonTrace waiting(Duration timeout) {
        PartnerAccess access = TestAccess.with(
                Map.of("pds", new Proof(null, Optional.empty(), Map.of("apikey", "letmein"))),
                new DefaultSslBundleRegistry(),
                NOW);
        return new PdsPersonTrace(
                new PdsProperties(
                        pds.baseUrl() + "/personal-demographics/FHIR/R4/",
                        Optional.of("pds"),
                        Optional.of("A99999"),
                        5,
                        Duration.ofSeconds(10)),
                new PartnerEndpoints(
                        TestPartners.at("http://unused.invalid", "http://unused.invalid"), new MockEnvironment()),
                timeout,
                access.of("linkway.pds.access", Optional.of("pds")),
                kept::add,
                NOW);
    }

    @AfterEach
    void stop() {
        pds.stop();
    }

    @Test
    void asksAsPdsWantsToBeAsked() {
        answer(aResponse().withBody(patient(ASKED)));

        trace(ASKED);
        trace(ASKED);

        pds.verify(
                2,
                getRequestedFor(urlEqualTo("/personal-demographics/FHIR/R4/Patient/" + ASKED))
                        .withHeader("Accept", equalTo("application/fhir+json"))
                        .withHeader("apikey", equalTo("letmein"))
                        .withHeader("NHSD-End-User-Organisation-ODS", equalTo("A99999"))
                        .withHeader("X-Request-ID", matching("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")));
        assertThat(pds.getAllServeEvents().stream()
                        .map(ServeEvent::getRequest)
                        .map(request -> request.getHeader("X-Request-ID")))
                .doesNotHaveDuplicates();
    }

    /** The number leaves, whatever comes back. */
    @Test
    void keepsAboutWhomItAsked() {
        answer(aResponse().withBody(patient(ASKED)));
        trace(ASKED);
        answer(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        assertThatThrownBy(() -> trace(ASKED)).isInstanceOf(PartnerUnavailable.class);
        trace("9990000000");

        assertThat(kept).extracting(Deed::outcome).containsExactly(Outcome.SUCCESS, Outcome.OURS);
        assertThat(kept).allSatisfy(deed -> {
            assertThat(deed.kind()).isEqualTo(Kind.EXPORT);
            assertThat(deed.recipient()).contains("the demographics service");
            assertThat(deed.subjects()).containsExactly(Subject.person(ASKED));
        });
    }

    @Test
    void findsThePersonAsTheyAreToday() {
        answer(aResponse().withBody(patient(ASKED)));

        assertThat(trace(ASKED))
                .isEqualTo(new Traced.Found(
                        ASKED,
                        Optional.of(LocalDate.parse("1951-02-03")),
                        Set.of("Testperson"),
                        Optional.of(new Practice("A99999", Optional.empty())),
                        Death.NONE,
                        false));
    }

    @Test
    @Hazard("H1")
    void tellsTheNumberThatStandsWhereTheOneAskedForWasSuperseded() {
        answer(aResponse().withBody(patient(LATER)));

        assertThat(trace(ASKED))
                .isInstanceOfSatisfying(
                        Traced.Found.class,
                        found -> assertThat(found.nhsNumber()).isEqualTo(LATER));
    }

    @Test
    @Hazard("H19")
    void findsARestrictedPersonWithoutTheirPractice() {
        answer(
                aResponse()
                        .withBody(
                                "{\"resourceType\":\"Patient\",\"id\":\"" + ASKED
                                        + "\",\"meta\":{\"security\":[{\"code\":\"R\"}]},\"name\":[{\"use\":\"usual\",\"family\":\"Testperson\"}]}"));

        assertThat(trace(ASKED)).isInstanceOfSatisfying(Traced.Found.class, found -> {
            assertThat(found.restricted()).isTrue();
            assertThat(found.practice()).isEmpty();
        });
    }

    @ParameterizedTest
    @CsvSource({"404, RESOURCE_NOT_FOUND", "404, INVALIDATED_RESOURCE", "400, INVALID_RESOURCE_ID"})
    void findsNobodyWherePdsSaysSo(int status, String code) {
        answer(aResponse().withStatus(status).withBody(outcome(code)));

        assertThat(trace(ASKED)).isEqualTo(new Traced.NotFound());
    }

    @ParameterizedTest
    @ValueSource(strings = {"9990000019", "1111111111", "999 000 0018", "../Patient"})
    void doesNotAskAboutWhatIsNoNhsNumber(String number) {
        assertThat(trace(number)).isEqualTo(new Traced.NotFound());
        assertThat(pds.getAllServeEvents()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "401, ACCESS_DENIED",
        "403, ACCESS_DENIED",
        "404, UNKNOWN_PATH",
        "408, UNABLE_TO_CALL_SERVICE",
        "429, TOO_MANY_REQUESTS",
        "500, SERVER_ERROR",
        "503, SERVICE_UNAVAILABLE"
    })
    void isAskedAgainWhereItMayComeRight(int status, String code) {
        answer(aResponse().withStatus(status).withBody(outcome(code)));

        assertThatThrownBy(() -> trace(ASKED))
                .isInstanceOf(PartnerUnavailable.class)
                .hasMessage("The demographics service answered " + status + " " + code + ".");
    }

    @Test
    void isLeftAloneForAsLongAsItAsks() {
        answer(aResponse().withStatus(429).withHeader("Retry-After", "7").withBody(outcome("TOO_MANY_REQUESTS")));

        assertThatThrownBy(() -> trace(ASKED))
                .isInstanceOfSatisfying(
                        PartnerUnavailable.class,
                        failure -> assertThat(failure.retryAfter()).contains(Duration.ofSeconds(7)));
    }

    @Test
    void doesNotTakeAWrongAddressForNobody() {
        answer(aResponse().withStatus(404).withBody("<html>nginx</html>"));

        assertThatThrownBy(() -> trace(ASKED))
                .isInstanceOf(PartnerUnavailable.class)
                .hasMessage("The demographics service answered 404.");
    }

    @Test
    void isAPersonsTurnWhereLinkwayAsksWrongly() {
        answer(aResponse().withStatus(400).withBody(outcome("MISSING_VALUE")));

        assertThatThrownBy(() -> trace(ASKED))
                .isInstanceOf(PartnerRefused.class)
                .hasMessage("The demographics service answered 400 MISSING_VALUE.");
    }

    @Test
    void isAskedAgainWhereNoAnswerComes() {
        answer(aResponse().withBody(patient(ASKED)));
        trace(ASKED);
        trace = waiting(Duration.ofMillis(500));
        for (ResponseDefinitionBuilder none : List.of(
                aResponse().withFixedDelay(3000),
                aResponse().withBody(patient(ASKED)).withChunkedDribbleDelay(50, 10_000),
                aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER),
                aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE))) {
            answer(none);
            assertThatThrownBy(() -> trace(ASKED))
                    .isInstanceOf(PartnerUnavailable.class)
                    .hasMessage("The demographics service could not be reached.");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>Down for maintenance</html>",
                "{\"resourceType\":\"Bundle\"}",
                "{\"resourceType\":\"Patient\"}",
                "{\"resourceType\":\"Patient\",\"id\":\"9990000019\"}",
                "{\"resourceType\":\"Patient\",\"id\":\"9990000018\",\"birthDate\":\"3 February 1951\"}"
            })
    void isAskedAgainWhereTheAnswerIsNoPerson(String body) {
        answer(aResponse().withBody(body));

        assertThatThrownBy(() -> trace(ASKED))
                .isInstanceOf(PartnerUnavailable.class)
                .hasMessage("The demographics service answered with what is no person.");
    }

    @Test
    void writesNoPatientDataIntoALogOrAFailure() {
        answer(aResponse().withBody(patient(ASKED)));
        trace(ASKED);
        trace = waiting(Duration.ofSeconds(1));
        StringBuilder told = new StringBuilder();
        try (CapturedLog log = new CapturedLog()) {
            for (ResponseDefinitionBuilder answer : List.of(
                    aResponse().withBody(patient(ASKED)),
                    aResponse()
                            .withBody("{\"resourceType\":\"Patient\",\"id\":\"" + ASKED
                                    + "\",\"birthDate\":\"1951-02-33\",\"name\":[{\"family\":\"Testperson\"}]}"),
                    aResponse()
                            .withBody("{\"resourceType\":\"Patient\",\"id\":\"" + ASKED
                                    + "\",\"Testperson\":[\"1951-02-03\"]}"),
                    aResponse().withStatus(404).withBody(outcome("RESOURCE_NOT_FOUND")),
                    aResponse().withStatus(400).withBody(outcome("Patient " + ASKED)),
                    aResponse().withStatus(302).withHeader("Location", "/Patient/" + ASKED),
                    aResponse().withFixedDelay(3000),
                    aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK))) {
                answer(answer);
                told.append(CapturedLog.told(catchThrowable(() -> trace(ASKED))));
            }
            assertThat(log.text() + told)
                    .isNotEmpty()
                    .doesNotContain(ASKED)
                    .doesNotContain("Testperson")
                    .doesNotContain("1951-02");
        }
    }

    @Test
    void theSendersWordCountsWhereNobodyIsAsked() {
        assertThat(new StatedPersonTrace().trace(person(ASKED)))
                .isEqualTo(new Traced.NotAsked(Optional.of(new Practice("A99998", Optional.empty()))));
    }

    private Traced trace(String nhsNumber) {
        return trace.trace(person(nhsNumber));
    }

    private void answer(ResponseDefinitionBuilder answer) {
        pds.stubFor(any(anyUrl()).willReturn(answer));
    }

    private static String patient(String id) {
        return """
                {"resourceType": "Patient", "id": "%s",
                 "meta": {"versionId": "2", "security": [
                  {"system": "http://terminology.hl7.org/CodeSystem/v3-Confidentiality", "code": "U"}]},
                 "name": [{"use": "usual", "family": "Testperson", "given": ["Nora"], "period": {"start": "2020-01-01"}}],
                 "birthDate": "1951-02-03",
                 "generalPractitioner": [{"type": "Organization", "identifier": {
                  "system": "https://fhir.nhs.uk/Id/ods-organization-code", "value": "A99999",
                  "period": {"start": "2020-01-01"}}}]}""".formatted(id);
    }

    private static String outcome(String code) {
        return "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\",\"code\":\"value\",\"details\":"
                + "{\"coding\":[{\"code\":\"" + code + "\"}]},\"diagnostics\":\"about " + ASKED + "\"}]}";
    }

    private static Person person(String nhsNumber) {
        return new Person(
                Optional.of(nhsNumber),
                Verification.VERIFIED,
                new PersonName(Optional.empty(), List.of("Nora"), Optional.of("Testperson"), Optional.empty()),
                Optional.of(LocalDate.parse("1951-02-03")),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                false,
                List.of(),
                Optional.empty(),
                false,
                Optional.of(new Practice("A99998", Optional.empty())),
                false);
    }
}
