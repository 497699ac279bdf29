package org.linkway.gateway.partner;

import static java.nio.charset.StandardCharsets.UTF_8;

import ca.uhn.fhir.rest.client.api.IGenericClient;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Task;
import org.linkway.fuzz.Examples;
import org.linkway.fuzz.Seed;
import org.linkway.fuzz.Target;
import org.linkway.gateway.config.AccessProperties.PrivateKeyJwt;
import org.linkway.gateway.config.PdsProperties;
import org.linkway.gateway.config.ReferralJson;
import org.linkway.referral.Person;
import org.linkway.referral.PersonName;
import org.linkway.referral.Verification;
import org.linkway.routes.port.PartnerRefused;
import org.linkway.routes.port.PartnerUnavailable;
import org.springframework.mock.env.MockEnvironment;

/** What partners answer. */
public final class PartnerTargets implements AutoCloseable {
    private static final String NHS_NUMBER = "9990000018";

    private final HttpServer server;
    private volatile int status = 200;
    private volatile byte[] answer = new byte[0];

    public PartnerTargets() {
        // Otherwise each answer waits for the acknowledgement of its head.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().add("Content-Type", "application/fhir+json");
            exchange.getResponseHeaders().add("X-Request-Id", "x");
            exchange.getResponseHeaders().add("X-Correlation-Id", "x");
            byte[] body = answer;
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    public Stream<Target> all() throws Exception {
        return Stream.of(demographics(), fhir(), bars(), token(), retryAfter());
    }

    private Target demographics() {
        PdsPersonTrace trace = new PdsPersonTrace(
                new PdsProperties(base(), Optional.of("pds"), Optional.empty(), 5, Duration.ofSeconds(10)),
                new PartnerEndpoints(
                        TestPartners.at("http://unused.invalid", "http://unused.invalid"), new MockEnvironment()),
                Duration.ofSeconds(5),
                TestAccess.none(),
                deed -> {},
                Clock.systemUTC());
        Person person = new Person(
                Optional.of(NHS_NUMBER),
                Verification.VERIFIED,
                new PersonName(Optional.empty(), List.of(), Optional.of("Oddly"), Optional.empty()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                false,
                List.of(),
                Optional.empty(),
                false,
                Optional.empty(),
                false);
        List<Seed> seeds = List.of(Seed.json("""
                        {"resourceType": "Patient", "id": "9990000018",
                         "identifier": [{"system": "https://fhir.nhs.uk/Id/nhs-number", "value": "9990000018"}],
                         "meta": {"versionId": "2", "security": [{"system": "x", "code": "U", "display": "unrestricted"}]},
                         "name": [{"use": "usual", "period": {"start": "2020-01-01"}, "given": ["Jane"], "family": "Oddly"}],
                         "birthDate": "1951-02-03", "deceasedDateTime": "2026-10-01T00:00:00+00:00",
                         "generalPractitioner": [{"type": "Organization", "identifier": {"period": {"start": "2020-01-01"},
                          "system": "https://fhir.nhs.uk/Id/ods-organization-code", "value": "A99999"}}],
                         "extension": [{"url": "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-DeathNotificationStatus",
                          "extension": [{"url": "deathNotificationStatus", "valueCodeableConcept": {"coding": [{"code": "1"}]}}]}]}"""), outcome());
        return new Target("pds-answer", 60, seeds, input -> {
            for (int told : new int[] {200, 404}) {
                answering(told, input, () -> trace.trace(person));
            }
        });
    }

    private Target fhir() {
        FhirPartner partner = new FhirPartner("The partner");
        IGenericClient client = partner.client(base(), TestAccess.none());
        List<Seed> seeds = List.of(
                Seed.json(
                        "{\"resourceType\": \"Bundle\", \"type\": \"searchset\", \"link\": [{\"relation\": \"self\", \"url\":"
                                + " \"x\"}], \"entry\": [{\"fullUrl\": \"https://x.example/Task/1\", \"resource\": "
                                + Examples.example("Linkway-Task-full") + "}]}"),
                outcome());
        return new Target("fhir-answer", 60, seeds, input -> {
            for (int told : new int[] {200, 422}) {
                answering(
                        told,
                        input,
                        () -> partner.asking(() -> client.search()
                                        .forResource(Task.class)
                                        .returnBundle(Bundle.class)
                                        .execute())
                                .getEntry()
                                .forEach(Bundle.BundleEntryComponent::getResource));
            }
        });
    }

    private Target bars() {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create(base())).build();
        return new Target("bars-answer", 100, List.of(outcome()), input -> {
            for (int told : new int[] {200, 409, 500}) {
                status = told;
                answer = input;
                HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
                refusing(() -> BarsAnswer.of(response, ReferralJson.mapper()).settle("The receiver"));
            }
        });
    }

    private Target token() throws Exception {
        Path folder = Files.createTempDirectory("fuzz");
        PrivateKeyJwt settings = new PrivateKeyJwt(
                URI.create(base()),
                "linkway",
                "linkway-1",
                TestKeys.pem(folder, TestKeys.pair("RSA", 2048)),
                Optional.empty());
        TokenEndpoint endpoint = new TokenEndpoint(
                "nhs",
                settings,
                ClientAssertion.of(settings, "linkway.access.nhs.private-key", Clock.systemUTC()),
                HttpClient.newHttpClient(),
                Duration.ofSeconds(5),
                ReferralJson.mapper(),
                Clock.systemUTC());
        List<Seed> seeds = List.of(
                Seed.json("{\"access_token\": \"abc.def\", \"token_type\": \"Bearer\", \"expires_in\": 599}"),
                Seed.json("{\"access_token\": \"abc.def\", \"token_type\": \"bearer\", \"expires_in\": \"599\"}"),
                Seed.json("{\"error\": \"invalid_client\"}"));
        return new Target("token-answer", 40, seeds, input -> {
            answering(200, input, endpoint::get);
            answering(400, input, endpoint::get);
        });
    }

    private static Target retryAfter() {
        return new Target(
                "retry-after",
                500,
                Seed.texts("120", "Wed, 21 Oct 2026 07:28:00 GMT"),
                input -> RetryAfter.of(HttpHeaders.of(
                        Map.of("Retry-After", List.of(new String(input, UTF_8)), "Date", List.of("x")),
                        (a, b) -> true)));
    }

    private static Seed outcome() {
        return Seed.json("""
                {"resourceType": "OperationOutcome", "issue": [{"severity": "error", "code": "duplicate", "details": {"coding": [
                 {"system": "https://fhir.nhs.uk/CodeSystem/http-error-codes", "version": "1", "code": "RESOURCE_NOT_FOUND",
                  "display": "x"}]}, "diagnostics": "x"}]}""");
    }

    private void answering(int told, byte[] input, Runnable question) {
        status = told;
        answer = input;
        refusing(question);
    }

    private static void refusing(Runnable question) {
        try {
            question.run();
        } catch (PartnerUnavailable | PartnerRefused said) {
            // One of the answers that there are.
        }
    }

    private String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/fhir";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
