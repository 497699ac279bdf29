package org.linkway.gateway.partner;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.linkway.fhir.profile.LinkwayPackage;
import org.linkway.gateway.config.BarsProperties;
import org.linkway.gateway.config.PartnerProperties;
import org.linkway.gateway.config.ReferralJson;
import org.linkway.routes.port.PartnerRefused;
import org.linkway.routes.port.PartnerUnavailable;
import org.linkway.translation.InboundRules;
import org.linkway.translation.NhsdHeaders;
import org.linkway.translation.OnwardSearch;
import org.linkway.translation.OutboundMessage;
import org.linkway.translation.ServiceAddress;
import org.linkway.workflow.Body;
import org.springframework.mock.env.MockEnvironment;

/** What goes out with a BaRS message, and what an answer to it means. */
class BarsClientTest {
    private static final UUID REQUEST_ID = UUID.fromString("44444444-0000-4000-8000-000000000001");
    private static final String CORRELATION_ID = "33333333-0000-4000-8000-000000000001";
    private static final OutboundMessage MESSAGE = new OutboundMessage(
            ServiceAddress.parse("2000099902").orElseThrow(),
            REQUEST_ID,
            CORRELATION_ID,
            "a5t1|referral|servicerequest-response|new",
            Body.of("{\"resourceType\":\"Bundle\"}".getBytes(StandardCharsets.UTF_8)));

    private final WireMockServer receiver =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());
    private BarsClient client;

    @BeforeEach
    void start() {
        receiver.start();
        PartnerProperties properties = TestPartners.at("http://unused.invalid", "http://unused.invalid");
        client = new BarsClient(
                properties,
                new PartnerEndpoints(properties, new MockEnvironment()),
                new BarsProperties(Map.of(), "2000099901", "ZZZ01", "Sampleton Social Prescribing", Optional.empty()),
                ReferralJson.mapper());
    }

    @AfterEach
    void stop() {
        receiver.stop();
    }

    @Test
    void sendsEachHeaderOfTheGuideSoThatLinkwayItselfReadsIt() {
        answer(200, "{}", true);

        send();

        receiver.verify(postRequestedFor(urlEqualTo("/fhir/$process-message"))
                .withHeader("Content-Type", equalTo("application/fhir+json"))
                .withHeader("Accept", equalTo("application/fhir+json; version=1.2.2"))
                .withHeader("X-Request-Id", equalTo(REQUEST_ID.toString()))
                .withHeader("X-Correlation-Id", equalTo(CORRELATION_ID))
                .withHeader("use-context", equalTo("a5t1|referral|servicerequest-response|new")));
        HttpHeaders sent = receiver.getAllServeEvents().get(0).getRequest().getHeaders();
        NhsdHeaders read = NhsdHeaders.read(
                name -> sent.getHeader(name).isPresent() ? sent.getHeader(name).firstValue() : null,
                new InboundRules(Set.of(), false, Set.of(), "ZZZ01", true));
        assertThat(read.faults()).isEmpty();
        assertThat(read.target()).contains(MESSAGE.to());
        assertThat(read.organisation())
                .contains("https://fhir.nhs.uk/Id/ods-organization-code|ZZZ01 Sampleton Social Prescribing");
        assertThat(read.software()).contains("Linkway " + LinkwayPackage.VERSION);
    }

    @Test
    void hasArrivedWhereItIsTakenOrWasTakenBefore() {
        answer(200, "{}", true);
        assertThatCode(this::send).doesNotThrowAnyException();
        answer(409, outcome("duplicate", "REC_CONFLICT"), true);
        assertThatCode(this::send).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "401, login, SEND_UNAUTHORIZED",
        "408, timeout, REC_TIMEOUT",
        "425, duplicate, REC_TOO_EARLY",
        "429, throttled, SEND_TOO_MANY_REQUESTS",
        "503, transient, REC_UNAVAILABLE",
        "504, timeout, PROXY_TIMEOUT",
        "500, throttled, PROXY_TOO_MANY_REQUESTS",
        "403, forbidden, SEND_FORBIDDEN"
    })
    void isSentAgainWhereTheGuideSaysSo(int status, String issue, String code) {
        answer(status, outcome(issue, code), true);

        assertThatThrownBy(this::send)
                .isInstanceOf(PartnerUnavailable.class)
                .hasMessage("The BaRS service answered " + status + " " + code + ".");
    }

    @ParameterizedTest
    @CsvSource({
        "400, invariant, REC_BAD_REQUEST",
        "409, conflict, REC_CONFLICT",
        "404, not-found, REC_NOT_FOUND",
        "422, not-supported, REC_UNPROCESSABLE_ENTITY",
        "500, exception, REC_SERVER_ERROR"
    })
    void isAPersonsTurnWhereItIsRefused(int status, String issue, String code) {
        answer(status, outcome(issue, code), true);

        assertThatThrownBy(this::send)
                .isInstanceOf(PartnerRefused.class)
                .hasMessage("The BaRS service answered " + status + " " + code + ".");
    }

    @Test
    void saysHowLongTheServiceAsksToBeLeftAlone() {
        receiver.stubFor(post("/fhir/$process-message")
                .willReturn(new ResponseDefinitionBuilder().withStatus(503).withHeader("Retry-After", "30")));

        assertThatThrownBy(this::send)
                .isInstanceOfSatisfying(
                        PartnerUnavailable.class,
                        it -> assertThat(it.retryAfter()).contains(Duration.ofSeconds(30)));
    }

    @Test
    void isSentAgainWhereTheAnswerIsNoneOfBars() {
        answer(200, "{}", false);
        assertThatThrownBy(this::send).isInstanceOf(PartnerUnavailable.class).hasMessageContaining("without the ids");
        answer(400, "<html>nginx</html>", true);
        assertThatThrownBy(this::send).isInstanceOf(PartnerUnavailable.class);
    }

    @Test
    void asksForWhatAServiceHoldsByTheHeadersOfTheGuide() {
        receiver.stubFor(get(urlPathEqualTo("/fhir/ServiceRequest"))
                .willReturn(aResponse().withBody("{}")));

        assertThat(search()).contains(Body.of("{}".getBytes(StandardCharsets.UTF_8)));

        receiver.verify(getRequestedFor(urlPathEqualTo("/fhir/ServiceRequest"))
                .withQueryParam("patient:identifier", equalTo("https://fhir.nhs.uk/Id/nhs-number|9990000018"))
                .withHeader("Accept", equalTo("application/fhir+json; version=1.2.2"))
                .withHeader("X-Request-Id", matching("[0-9a-f-]{36}"))
                .withHeader("X-Correlation-Id", equalTo(CORRELATION_ID))
                .withHeader("NHSD-Target-Identifier", matching(".+")));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 405, 429, 500, 501, 503})
    void findsNothingWhereAServiceDoesNotSay(int status) {
        receiver.stubFor(get(urlPathEqualTo("/fhir/ServiceRequest")).willReturn(status(status)));

        assertThat(search()).isEmpty();
    }

    @Test
    void findsNothingWhereNobodyAnswers() {
        receiver.stubFor(get(urlPathEqualTo("/fhir/ServiceRequest"))
                .willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));

        assertThat(search()).isEmpty();
    }

    private Optional<Body> search() {
        return client.search(
                receiver.baseUrl() + "/fhir",
                TestAccess.none(),
                new OnwardSearch(
                        MESSAGE.to(),
                        CORRELATION_ID,
                        "ServiceRequest?patient:identifier=https%3A%2F%2Ffhir.nhs.uk%2FId%2Fnhs-number%7C9990000018"));
    }

    private void send() {
        client.send(receiver.baseUrl() + "/fhir", TestAccess.none(), MESSAGE);
    }

    private void answer(int status, String body, boolean withIds) {
        ResponseDefinitionBuilder answer = aResponse().withStatus(status).withBody(body);
        if (withIds) {
            answer.withHeader("X-Request-Id", REQUEST_ID.toString()).withHeader("X-Correlation-Id", CORRELATION_ID);
        }
        receiver.stubFor(post(urlEqualTo("/fhir/$process-message")).willReturn(answer));
    }

    private static String outcome(String issue, String code) {
        return "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\",\"code\":\"" + issue
                + "\",\"details\":{\"coding\":[{\"code\":\"" + code + "\"}]}}]}";
    }
}
