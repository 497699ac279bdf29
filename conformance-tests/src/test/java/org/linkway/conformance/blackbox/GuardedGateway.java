package org.linkway.conformance.blackbox;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A gateway as production runs it, with its own limits, on PostgreSQL: three senders and a link workers' platform, and a proxy in
 * front that speaks TLS, whose place the test takes.
 */
final class GuardedGateway implements AutoCloseable {
    static final String OWN = "well-behaved";
    static final String GREEDY = "greedy";
    static final String SLOW = "slow";

    /** For which practice each of them refers. */
    private static final Map<String, String> PRACTICES = Map.of(OWN, "Z99999", GREEDY, "Z99991", SLOW, "Z99992");

    private static final String WORKERS = "link-workers";

    private static final String ISSUER = "https://linkway.example.org";
    private static final String SCOPE = "system/ServiceRequest.cruds system/Task.cruds system/Patient.crs";

    private final Map<String, PartyKey> keys = new LinkedHashMap<>();
    private final WireMockServer partners = new WireMockServer(WireMockConfiguration.options()
            .dynamicPort()
            .bindAddress("127.0.0.1")
            .disableRequestJournal());
    private final EmbeddedPostgres postgres;
    private final GatewayProcess gateway;

    GuardedGateway(Path folder, Map<String, String> more) throws IOException {
        partners.start();
        partners.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(202)));
        postgres = EmbeddedPostgres.start();
        Map<String, String> options = new LinkedHashMap<>(production());
        options.put("linkway.security.signing-keys", signingKey(folder).toString());
        PRACTICES.forEach((sender, odsCode) -> party(options, sender, "sender", odsCode, SCOPE.replace(' ', ',')));
        party(options, WORKERS, "worker", "ABC12", "local.read,local.write");
        options.put("linkway.parties." + WORKERS + ".endpoints.webhook", partners.baseUrl() + "/told");
        options.putAll(more);
        // As the guide has it.
        gateway = GatewayProcess.start(folder, options, List.of("-Xmx2g"));
    }

    private Map<String, String> production() {
        return Map.ofEntries(
                Map.entry("linkway.mode", "production"),
                Map.entry("spring.datasource.url", postgres.getJdbcUrl("postgres", "postgres")),
                Map.entry("linkway.security.authentication", "required"),
                Map.entry("linkway.security.issuer", ISSUER),
                Map.entry("linkway.security.token-ttl", "60m"),
                Map.entry("linkway.security.proxy.declared", "true"),
                Map.entry("server.forward-headers-strategy", "native"),
                Map.entry("linkway.door.cors-origins", ""),
                Map.entry("linkway.pds.base", partners.baseUrl() + "/pds"),
                Map.entry("linkway.partner.record-endpoint", partners.baseUrl() + "/record"),
                Map.entry("linkway.concerns.webhook", partners.baseUrl() + "/on-duty"),
                Map.entry("linkway.concerns.people[0].name", "Dora Dutyful"),
                Map.entry("linkway.bars.ods-code", "ABC12"));
    }

    private void party(Map<String, String> options, String id, String kind, String odsCode, String scopes) {
        keys.put(id, new PartyKey());
        String setting = "linkway.parties." + id;
        options.put(setting + ".kind", kind);
        options.put(setting + ".name", "Invented " + id);
        options.put(setting + ".ods-codes", odsCode);
        options.put(setting + ".scopes", scopes);
        options.put(setting + ".jwks", keys.get(id).publicKeys());
    }

    static String practiceOf(String sender) {
        return PRACTICES.get(sender);
    }

    private static Path signingKey(Path folder) throws IOException {
        return Files.writeString(folder.resolve("signing.pem"), new PartyKey().pem());
    }

    GatewayProcess process() {
        return gateway;
    }

    /** A new one; it lasts for an hour. */
    String token(String party) {
        return token(party, SCOPE);
    }

    private String token(String party, String scope) {
        Answer answer = gateway.http()
                .post(
                        "/oauth2/token",
                        keys.get(party).form(party, ISSUER + "/oauth2/token", scope),
                        Map.of("Content-Type", "application/x-www-form-urlencoded"));
        return answer.json().path("access_token").asText();
    }

    boolean hasNothingToDeliver() {
        Answer pending = gateway.http()
                .send(
                        "GET",
                        "/local/v1/deliveries?state=pending&limit=1",
                        "",
                        Map.of("Authorization", "Bearer " + token(WORKERS, "local.read")));
        return pending.status() == 200 && pending.json().findValues("id").isEmpty();
    }

    @Override
    public void close() throws IOException {
        gateway.close();
        partners.stop();
        postgres.close();
    }
}
