package org.linkway.gateway.journey;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The other systems: the link workers' platform, what reaches the people on duty, and a service with a system of its own. */
public final class Partners {
    /** The id under which the gateway knows the service with a system of its own. */
    public static final String DEBT_ADVICE = "invented-debt-advice";

    static final String WEBHOOK = "/link-workers";
    static final String CONCERNS = "/on-duty";
    static final String SERVICE = "/debt-advice";

    private final WireMockServer server =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));

    Partners() {
        server.start();
        server.stubFor(post(urlPathEqualTo(WEBHOOK)).willReturn(aResponse().withStatus(202)));
        server.stubFor(post(urlPathEqualTo(CONCERNS)).willReturn(aResponse().withStatus(202)));
        server.stubFor(post(urlPathEqualTo(SERVICE))
                .willReturn(fhir("{\"resourceType\": \"Bundle\", \"type\": \"transaction-response\"}")));
        nothingAtTheService();
    }

    String address(String path) {
        return server.baseUrl() + path;
    }

    /** Each address at which Linkway asked one of them, and the headers with which it did. */
    public List<String> addressesAsked() {
        return server.getAllServeEvents().stream()
                .map(event ->
                        event.getRequest().getUrl() + " " + event.getRequest().getHeaders())
                .toList();
    }

    /** The transactions that brought this onward referral to the service. */
    public List<JsonNode> broughtToTheService(String onward) {
        return bodies(SERVICE).stream()
                .filter(bundle -> bundle.toString().contains(onward))
                .toList();
    }

    /** What the service says of an onward referral from now on. */
    public void serviceSays(String task) {
        server.stubFor(post(urlPathEqualTo(SERVICE + "/Task/_search"))
                .willReturn(
                        fhir("{\"resourceType\": \"Bundle\", \"type\": \"searchset\", \"entry\": [{\"resource\": %s}]}"
                                .formatted(task))));
    }

    /** Each of them fails once, and says this with it. */
    void refuseOnce(String words) {
        String scenario = "refuses " + words;
        for (String path : List.of(WEBHOOK, CONCERNS, SERVICE)) {
            server.stubFor(post(urlPathEqualTo(path))
                    .atPriority(1)
                    .inScenario(scenario + path)
                    .whenScenarioStateIs(STARTED)
                    .willReturn(aResponse()
                            .withStatus(500)
                            .withStatusMessage(words)
                            .withHeader("Content-Type", words)
                            .withHeader("Retry-After", words)
                            .withHeader("Location", "/" + words)
                            .withBody(words))
                    .willSetStateTo("over"));
        }
    }

    /** The service is sent what has this in it and answers so, one after the other; then as it does otherwise. */
    void serviceAnswersFirst(String about, List<ResponseDefinitionBuilder> answers) {
        InTurn.answer(server, () -> post(urlPathEqualTo(SERVICE)).withRequestBody(containing(about)), answers);
    }

    /** The same of what it is asked. */
    void serviceSaysFirst(String onward, List<ResponseDefinitionBuilder> answers) {
        InTurn.answer(
                server,
                () -> post(urlPathEqualTo(SERVICE + "/Task/_search")).withRequestBody(containing(onward)),
                answers);
    }

    private void nothingAtTheService() {
        server.stubFor(post(urlPathEqualTo(SERVICE + "/Task/_search"))
                .willReturn(fhir("{\"resourceType\": \"Bundle\", \"type\": \"searchset\"}")));
    }

    /** What the people on duty were told about a referral, oldest first. */
    public List<JsonNode> concernsOf(String referral) {
        return bodies(CONCERNS).stream()
                .filter(alert -> alert.at("/referral/id").asString().equals(referral))
                .toList();
    }

    /** What the link workers' platform was told about a referral, oldest first. */
    public List<String> toldTheWorkerOf(String referral) {
        return bodies(WEBHOOK).stream()
                .filter(told -> told.at("/referral/id").asString().equals(referral))
                .map(told -> told.path("type").asString())
                .toList();
    }

    private List<JsonNode> bodies(String path) {
        return server.findAll(postRequestedFor(urlPathEqualTo(path))).stream()
                .map(LoggedRequest::getBodyAsString)
                .map(JsonMapper.shared()::readTree)
                .toList();
    }

    private static ResponseDefinitionBuilder fhir(String body) {
        return aResponse().withHeader("Content-Type", "application/fhir+json").withBody(body);
    }
}
