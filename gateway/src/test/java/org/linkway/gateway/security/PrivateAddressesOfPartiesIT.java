package org.linkway.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.linkway.gateway.security.Secured.ACORN;
import static org.linkway.gateway.security.Secured.PROVIDER;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.linkway.gateway.journey.Inside;
import org.linkway.gateway.security.IdentityProvider.Person;
import org.linkway.gateway.security.Visitor.Answer;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Whoever registers a party, or is one, leads Linkway to an address that only Linkway can reach. Nobody knocks there. */
@Secured
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PrivateAddressesOfPartiesIT {
    private static final String EVERYTHING = "system/*.cruds";

    private final Inside inside = new Inside();
    private final Outside outside = new Outside(inside);

    @LocalServerPort
    private int port;

    private Visitor visitor;
    private String operator;

    @BeforeAll
    void arrive() {
        visitor = new Visitor(port);
        operator = PROVIDER.signed(PROVIDER.claims(new Person("oona-operator", List.of("operator"), List.of()))
                .audience(IdentityProvider.AUDIENCE)
                .build());
    }

    @AfterEach
    void nobodyKnocked() {
        assertThat(inside.knocks()).isZero();
    }

    @AfterAll
    void stop() {
        outside.close();
        inside.close();
    }

    /** An operator's session is good for the hosts that the configuration allows. */
    @ParameterizedTest
    @MethodSource("org.linkway.gateway.security.PrivateAddressesIT#addresses")
    void areNotRegistered(String address) {
        assumeThat(address).doesNotMatch("https?://127\\.0\\.0\\.1:[{]port}/hook");
        String written = address.replace("{port}", String.valueOf(inside.port()));
        String id = "ivy-" + UUID.randomUUID();
        ObjectNode told = party("worker", "I" + inside.port(), "local.read");
        told.putObject("endpoints").put("webhook", written).put("fhir", written);
        Answer answer = put(id, told);

        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.json()
                        .path("errors")
                        .valueStream()
                        .map(it -> it.path("element").asString()))
                .contains("party.endpoints.webhook", "party.endpoints.fhir");
        assertThat(answer.json()
                        .path("errors")
                        .valueStream()
                        .map(it -> it.path("sentence").asString()))
                .allSatisfy(it -> assertThat(it).contains(" "));

        // What is no address at all is refused by the reader.
        Answer keys = put(id, party("worker", "I" + inside.port(), "local.read").put("jwksUri", written));
        assertThat(keys.status()).as(keys.body()).isIn(400, 422);
        assertThat(keys.body()).contains("jwksUri");
    }

    @Test
    void areNotToldByWayOfAWorkersWebhook() throws IOException {
        String id = "juniper-" + UUID.randomUUID();
        outside.leadsInside("/juniper", 307);
        ObjectNode party = party("worker", "J" + inside.port(), "local.read");
        party.putObject("endpoints").put("webhook", outside.base() + "/juniper");
        assertThat(put(id, party).status()).isEqualTo(201);

        assertThat(TenancyIT.refer(visitor, visitor.token(ACORN, EVERYTHING), "J" + inside.port())
                        .status())
                .isEqualTo(200);

        outside.awaitAsked("/juniper");
        assertThat(operators("POST", id + "/deactivate", "{\"reason\": \"Tried by a test\"}")
                        .status())
                .isEqualTo(200);
    }

    /** The sender's system is where it may be, and leads on; or the address only begins as it does. */
    @Test
    void areNotReadByWayOfTheSendersOwnSystem() throws IOException {
        PartySystem holly = new PartySystem("holly-" + UUID.randomUUID(), ACORN.key());
        String base = outside.base() + "/holly";
        outside.leadsInside("/holly/ServiceRequest/example", 302);
        ObjectNode party = party("sender", "H" + inside.port(), EVERYTHING);
        party.set("jwks", JsonMapper.shared().readTree(holly.publicKeys()));
        party.putObject("endpoints").put("fhir", base);
        assertThat(put(holly.id(), party).status()).isEqualTo(201);
        Tenant sender = new Tenant(visitor, visitor.token(holly, EVERYTHING), "", "", false);

        Answer led = sender.post(
                "/fhir/Task",
                PrivateAddressesIT.pullTask(base),
                UUID.randomUUID().toString());

        outside.awaitAsked("/holly/ServiceRequest/example");
        assertThat(led.status()).as(led.body()).isEqualTo(503);
        assertThat(led.body()).doesNotContain(inside.address());
        for (String disguised : List.of(
                base + "@127.0.0.1:" + inside.port(),
                base + "/..//127.0.0.1:" + inside.port(),
                base + "/http://127.0.0.1:" + inside.port(),
                base + "?x=/",
                base + "#/")) {
            PrivateAddressesIT.assertRefused(sender.post(
                    "/fhir/Task",
                    PrivateAddressesIT.pullTask(disguised),
                    UUID.randomUUID().toString()));
        }
    }

    private static ObjectNode party(String kind, String odsCode, String scope) {
        ObjectNode party =
                JsonMapper.shared().createObjectNode().put("kind", kind).put("name", "Invented");
        party.putArray("odsCodes").add(odsCode);
        party.putArray("scopes").add(scope);
        return party;
    }

    private Answer put(String id, ObjectNode party) {
        ObjectNode change = JsonMapper.shared().createObjectNode().put("reason", "Tried by a test");
        change.set("party", party);
        return operators("PUT", id, change.toString(), "If-None-Match", "*");
    }

    private Answer operators(String method, String path, String body, String... headers) {
        return visitor.send(
                method,
                "/admin/v1/parties/" + path,
                body,
                Stream.concat(Stream.of("Authorization", "Bearer " + operator), Stream.of(headers))
                        .toArray(String[]::new));
    }
}
