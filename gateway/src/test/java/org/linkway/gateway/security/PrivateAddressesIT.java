package org.linkway.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;
import static org.linkway.gateway.security.Secured.ACORN;
import static org.linkway.gateway.security.Secured.ACORNS_SERVICE;
import static org.linkway.gateway.security.Secured.CEDAR;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
import org.junit.jupiter.params.provider.ValueSource;
import org.linkway.gateway.journey.Inside;
import org.linkway.gateway.security.Visitor.Answer;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Wherever somebody may write an address, they write one that only Linkway can reach. Nobody knocks there. */
@Secured
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PrivateAddressesIT {
    private static final String EVERYTHING = "system/*.cruds";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final JdbcClient jdbc;

    private final Inside inside = new Inside();
    private final Outside outside = new Outside(inside);

    @LocalServerPort
    private int port;

    private Visitor visitor;
    private Tenant acorn;

    PrivateAddressesIT(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @BeforeAll
    void arrive() {
        visitor = new Visitor(port);
        acorn = new Tenant(visitor, visitor.token(ACORN, EVERYTHING), "A99999", "", false);
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

    /** Each ends at the inside, if it is gone to at all. */
    static Stream<String> addresses() {
        return Stream.concat(
                Stream.of(Secured.NOWHERE_TO_TELL.split(",")).map(host -> "https://" + host + ":{port}/hook"),
                Stream.of(
                        "http://127.0.0.1:{port}/hook",
                        "http://[::1]:{port}/hook",
                        "http://0.0.0.0:{port}/hook",
                        "https://0177.0.0.1:{port}/hook",
                        "https://0x7f.0.0.1:{port}/hook",
                        "https://0x7f000001:{port}/hook",
                        "https://017700000001:{port}/hook",
                        "https://localhost.localdomain:{port}/hook",
                        "https://ip6-localhost:{port}/hook",
                        "https://localhost@127.0.0.1:{port}/hook",
                        "https://localhost:x@[::1]:{port}/hook",
                        "http://127.0.0.1:{port}@localhost:{port}/hook",
                        "http://localhost:{port}#@127.0.0.1:{port}/hook",
                        "http://127.0.0.1:{port}\\@localhost:{port}/hook",
                        "http://localhost\t.example.org:{port}/hook",
                        "http://localhost%00.example.org:{port}/hook",
                        "http://①②⑦.0.0.1:{port}/hook",
                        "http://127。0。0。1:{port}/hook",
                        "//127.0.0.1:{port}/hook",
                        "http:127.0.0.1:{port}/hook",
                        "http:///127.0.0.1:{port}/hook",
                        "file:///etc/passwd",
                        "file://localhost/etc/passwd",
                        "gopher://localhost:{port}/_POST%20/hook",
                        "ftp://localhost:{port}/hook",
                        "dict://localhost:{port}/x",
                        "ldap://localhost:{port}/x",
                        "jar:http://localhost:{port}/x.jar!/",
                        "netdoc:///etc/passwd"));
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void areToldNothing(String address) throws IOException {
        assertRefused(acorn.post(
                "/fhir/Subscription",
                subscription(address.replace("{port}", String.valueOf(inside.port()))),
                UUID.randomUUID().toString()));
    }

    /** An operator who allows the name of a machine allows nothing behind the wall with it. */
    @Test
    void areToldNothingByTheNameOfThisMachine() throws IOException {
        String name = Secured.Keys.nameOfThisMachine();
        assumeThat(isPrivate(name)).as("'" + name + "' is at a private address").isTrue();

        assertRefused(acorn.post(
                "/fhir/Subscription",
                subscription("https://" + name + ":" + inside.port() + "/hook"),
                UUID.randomUUID().toString()));
    }

    private static boolean isPrivate(String host) {
        try {
            InetAddress address = InetAddress.getByName(host);
            return address.isLoopbackAddress() || address.isSiteLocalAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static String subscription(String endpoint) throws IOException {
        ObjectNode subscription =
                (ObjectNode) JsonMapper.shared().readTree(Files.readString(Path.of("examples", "subscription.json")));
        ((ObjectNode) subscription.path("channel")).put("endpoint", endpoint);
        return subscription.toString();
    }

    static void assertRefused(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isBetween(400, 499).isNotIn(401, 429);
        assertThat(answer.json().at("/issue/0/diagnostics").asString(""))
                .as(answer.body())
                .contains(" ");
    }

    /** The subscriber is where it may be; what it says is another matter. */
    @Test
    void areNotToldByARedirection() throws IOException {
        List<Integer> statuses = List.of(301, 302, 303, 307, 308);
        List<String> subscriptions = new ArrayList<>();
        for (int status : statuses) {
            outside.leadsInside("/hook" + status, status);
            Answer answer = acorn.post(
                    "/fhir/Subscription",
                    subscription("http://localhost:" + outside.port() + "/hook" + status),
                    UUID.randomUUID().toString());
            assertThat(answer.status()).as(answer.body()).isEqualTo(201);
            subscriptions.add("/fhir/Subscription/" + answer.json().path("id").asString());
        }

        statuses.forEach(status -> outside.awaitAsked("/hook" + status));
        for (String subscription : subscriptions) {
            assertThat(acorn.get(subscription).json().path("status").asString()).isNotEqualTo("active");
            acorn.send("DELETE", subscription, "");
        }
    }

    /** The reply address of a message names a service; where that is, the configuration says. */
    @Test
    void areNotAnsweredByAMessage() throws IOException {
        List<UUID> before = referrals();
        for (String address : List.of(
                inside.address(),
                inside.address() + "|" + ACORNS_SERVICE,
                "http://localhost@127.0.0.1:" + inside.port() + "|" + ACORNS_SERVICE,
                "http://169.254.169.254/latest/meta-data|" + ACORNS_SERVICE,
                "file:///etc/passwd|" + ACORNS_SERVICE,
                ACORNS_SERVICE + "@127.0.0.1:" + inside.port())) {
            Answer answer = acorn.post(
                    "/fhir/$process-message",
                    message("source", address),
                    UUID.randomUUID().toString());
            if (address.endsWith("|" + ACORNS_SERVICE)) {
                assertThat(answer.status()).as(address + answer.body()).isEqualTo(200);
            } else {
                assertRefused(answer);
            }
        }
        Answer elsewhere = acorn.post(
                "/fhir/$process-message",
                message("destination", inside.address()),
                UUID.randomUUID().toString());
        assertThat(elsewhere.status()).as(elsewhere.body()).isIn(200, 400, 403, 422);
        List<UUID> taken = referrals();
        taken.removeAll(before);
        assertThat(taken).hasSizeGreaterThanOrEqualTo(4);
        for (UUID referral : taken) {
            assertThat(accepted(referral).status()).isEqualTo(201);
        }

        // Where the service is that the value names, whatever stands before it.
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(taken)
                        .allSatisfy(it -> assertThat(responses(it)).isNotEmpty().containsOnly("delivered")));
    }

    private static String message(String member, String service) throws IOException {
        ObjectNode message = (ObjectNode) JsonMapper.shared()
                .readTree(Files.readString(Path.of("examples", "message.json"))
                        .replace("{new}", UUID.randomUUID().toString())
                        .replace("Z99998", "CED01")
                        .replace("Z99999", "A99999"));
        JsonNode header = message.at("/entry/0/resource");
        ((ObjectNode) (member.equals("source") ? header.path(member) : header.at("/destination/0")))
                .put("endpoint", service);
        return message.toString();
    }

    private List<UUID> referrals() {
        return new ArrayList<>(
                jdbc.sql("select id from referral").query(UUID.class).list());
    }

    /** What became of what is answered about a referral. */
    private List<String> responses(UUID referral) {
        return jdbc.sql("select state from delivery where referral_id = :id and kind = 'response-to-sender'")
                .param("id", referral)
                .query(String.class)
                .list();
    }

    private Answer accepted(UUID referral) {
        Tenant cedar = new Tenant(visitor, visitor.token(CEDAR, "local.read local.write"), "CED01", "", false);
        return cedar.send(
                "POST", "/local/v1/referrals/" + referral + "/events", """
                {"id": "%s", "type": "accepted", "occurredAt": "%s", "recordedBy": {"name": "Robin Example", "role": "link worker"}}""".formatted(UUID.randomUUID(), Instant.now()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:{port}",
                "http://[::1]:{port}/fhir",
                "http://0.0.0.0:{port}",
                "http://2130706433:{port}",
                "https://localhost@127.0.0.1:{port}/fhir",
                "http://169.254.169.254",
                "file:///etc",
                "gopher://127.0.0.1:{port}"
            })
    void areNotReadByATask(String base) throws IOException {
        assertRefused(acorn.post(
                "/fhir/Task",
                pullTask(base.replace("{port}", String.valueOf(inside.port()))),
                UUID.randomUUID().toString()));
    }

    static String pullTask(String base) throws IOException {
        return Files.readString(Path.of("examples", "pull-task.json")).replace("{own}", base);
    }

    /** Profiles, code systems, rules, files, pictures: each is named by an address, and none is looked at. */
    @Test
    void areNotLookedAtForWhatAResourceNames() {
        String number = UUID.randomUUID().toString();
        ObjectNode transaction =
                (ObjectNode) JsonMapper.shared().readTree(Tenant.transaction(number, "A99999", "9992468254"));
        transaction.path("entry").forEach(entry -> {
            ObjectNode resource = (ObjectNode) entry.path("resource");
            resource.set("meta", JsonMapper.shared().readTree("""
                    {"profile": ["%1$s/StructureDefinition/a"], "source": "%1$s", "tag": [{"system": "%1$s/CodeSystem/a", "code": "a"}]}""".formatted(inside.address())));
            resource.withArray("extension")
                    .addAll(JsonMapper.shared()
                            .readTree("""
                    [{"url": "%1$s/a", "valueAttachment": {"url": "%1$s/b", "contentType": "text/html"}},
                     {"url": "%1$s/b", "valueCodeableConcept": {"coding": [{"system": "%1$s/c", "code": "c"}]}}]""".formatted(inside.address()))
                            .valueStream()
                            .toList());
        });
        Answer taken = acorn.post("/fhir", transaction.toString(), number);
        assertThat(taken.status()).as(taken.body()).isEqualTo(200);

        transaction
                .path("entry")
                .forEach(entry -> ((ObjectNode) entry.path("resource"))
                        .put("implicitRules", inside.address())
                        .set("text", JsonMapper.shared().readTree("""
                        {"status": "generated", "div": "<div xmlns='http://www.w3.org/1999/xhtml'><img src='%s' alt='a'/></div>"}""".formatted(inside.address()))));
        Answer refused = acorn.post(
                "/fhir/$validate", transaction.toString(), UUID.randomUUID().toString());
        assertThat(refused.status()).as(refused.body()).isBetween(200, 422);
        Answer xml = sendXml("""
                <?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="%1$s"?>
                <Patient xmlns="http://hl7.org/fhir" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xi="http://www.w3.org/2001/XInclude"
                 xsi:schemaLocation="http://hl7.org/fhir %1$s"><xi:include href="%1$s" parse="text"/></Patient>""".formatted(inside.address()));
        assertThat(xml.status()).as(xml.body()).isBetween(400, 422);
    }

    private Answer sendXml(String body) {
        return visitor.send(
                "POST",
                "/fhir/Patient",
                body,
                "Authorization",
                "Bearer " + acorn.token(),
                "Content-Type",
                "application/fhir+xml");
    }
}
