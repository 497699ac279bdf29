package org.linkway.fhir.terminology.server;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.linkway.fhir.terminology.server.TerminologySettings.Breaker;

/** A terminology server that says what it is told to. */
public final class StandInServer implements AutoCloseable {
    /** Longer than any machine takes that runs these tests. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final WireMockServer http =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));

    public StandInServer() {
        http.start();
    }

    private URI baseUrl() {
        return URI.create(http.baseUrl() + "/fhir");
    }

    /** With a breaker that these few questions do not open. */
    public TerminologySettings settings(FailurePolicy forAll) {
        return settings(everyFailure(forAll), new Breaker(100, Duration.ofMinutes(1)), PATIENCE);
    }

    TerminologySettings settings(Breaker breaker) {
        return settings(everyFailure(FailurePolicy.WARN), breaker, PATIENCE);
    }

    TerminologySettings settings(Duration answerTimeout) {
        return settings(everyFailure(FailurePolicy.WARN), new Breaker(100, Duration.ofMinutes(1)), answerTimeout);
    }

    TerminologySettings settings(Map<Failure, FailurePolicy> policies, Breaker breaker, Duration answerTimeout) {
        return new TerminologySettings(
                baseUrl(), PATIENCE, answerTimeout, 100, Duration.ofMinutes(10), breaker, policies);
    }

    private static Map<Failure, FailurePolicy> everyFailure(FailurePolicy policy) {
        Map<Failure, FailurePolicy> policies = new EnumMap<>(Failure.class);
        for (Failure failure : Failure.values()) {
            policies.put(failure, policy);
        }
        return policies;
    }

    public void answersAll(ResponseDefinitionBuilder response) {
        http.resetAll();
        http.stubFor(any(anyUrl()).willReturn(response));
    }

    public void answers(String operation, String inBody, ResponseDefinitionBuilder response) {
        http.stubFor(post(urlPathEqualTo("/fhir/" + operation))
                .withRequestBody(containing(inBody))
                .willReturn(response));
    }

    /** Fails in this way. */
    public void fails(Failure failure) {
        answersAll(
                switch (failure) {
                    case UNREACHABLE -> aResponse().withStatus(503);
                    case UNKNOWN -> json(404, "{\"resourceType\": \"OperationOutcome\"}");
                    case UNCLEAR -> json(200, "{\"resourceType\": \"Parameters\"}");
                });
    }

    public int asked() {
        return http.countRequestsMatching(postRequestedFor(anyUrl()).build()).getCount();
    }

    List<LoggedRequest> questions() {
        return http.findAll(postRequestedFor(anyUrl()));
    }

    static ResponseDefinitionBuilder right(String display) {
        return parameters("true", ", {\"name\": \"display\", \"valueString\": \"" + display + "\"}");
    }

    public static ResponseDefinitionBuilder wrong() {
        return parameters("false", ", {\"name\": \"message\", \"valueString\": \"no such code\"}");
    }

    static ResponseDefinitionBuilder parameters(String result, String more) {
        return json(
                200,
                "{\"resourceType\": \"Parameters\", \"parameter\": [{\"name\": \"result\", \"valueBoolean\": " + result
                        + "}" + more + "]}");
    }

    /** An issue of the kind that servers after tx.fhir.org put beside their result. */
    static String issue(String code, String type) {
        return ", {\"name\": \"issues\", \"resource\": {\"resourceType\": \"OperationOutcome\", \"issue\": [{"
                + "\"severity\": \"error\", \"code\": \"" + code + "\", \"details\": {\"coding\": [{\"system\":"
                + " \"http://hl7.org/fhir/tools/CodeSystem/tx-issue-type\", \"code\": \"" + type + "\"}]}}]}}";
    }

    static ResponseDefinitionBuilder json(int status, String body) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/fhir+json")
                .withBody(body);
    }

    static ResponseDefinitionBuilder reset() {
        return aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER);
    }

    @Override
    public void close() {
        http.stop();
    }
}
