package org.linkway.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linkway.gateway.security.Secured.ACORN;
import static org.linkway.gateway.security.Secured.CEDAR;
import static org.linkway.gateway.security.Secured.PROVIDER;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.linkway.Hazard;
import org.linkway.gateway.security.IdentityProvider.Person;
import org.linkway.gateway.security.Visitor.Answer;
import org.linkway.gateway.store.Together;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Operators let parties in and go, while the gateway runs. */
@Secured
@ExtendWith(OutputCaptureExtension.class)
class PartiesIT {
    private static final String PARTIES = "/admin/v1/parties/";
    private static final String[] NEW = {"If-None-Match", "*"};
    private static final RSAKey KEY = PartySystem.newKey("spring");
    private static final String EVERYTHING = "system/*.cruds";
    private static final String WHY = "{\"reason\": \"Their key was stolen\"}";

    @LocalServerPort
    private int port;

    private Visitor visitor;
    private String operator;
    /** Parties stay, so each test has its own. */
    private final PartySystem gorse = new PartySystem("gorse-" + UUID.randomUUID(), KEY);

    private final String code =
            "G" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);

    @BeforeEach
    void arrive() {
        visitor = new Visitor(port);
        operator = tokenOf("oona-operator", "operator");
    }

    private static String tokenOf(String name, String role) {
        Person person = new Person(name, List.of(role), List.of());
        return PROVIDER.signed(
                PROVIDER.claims(person).audience(IdentityProvider.AUDIENCE).build());
    }

    @Test
    @Hazard("H14")
    void letsAPartyInAndGoWithoutARestart() throws IOException {
        String workers = "W" + code;
        PartySystem hazel = new PartySystem("hazel-" + UUID.randomUUID(), KEY);
        assertThat(put(gorse.id(), sender(code), NEW).status()).isEqualTo(201);
        ObjectNode worker = party("worker", workers, "local.read");
        worker.set("jwks", JsonMapper.shared().readTree(hazel.publicKeys()));
        assertThat(put(hazel.id(), worker, NEW).status()).isEqualTo(201);

        String token = visitor.token(gorse, EVERYTHING);
        Answer referred = TenancyIT.refer(visitor, token, code, workers);
        assertThat(referred.status()).as(referred.body()).isEqualTo(200);
        assertThat(visitor.get("/local/v1/referrals", visitor.token(hazel, "local.read"))
                        .json()
                        .path("referrals")
                        .size())
                .isEqualTo(1);

        assertThat(post(gorse.id() + "/deactivate", WHY).status()).isEqualTo(200);
        assertThat(visitor.get("/fhir/Task", token).status()).isEqualTo(401);
        assertThat(visitor.askForToken(gorse.assertion(), EVERYTHING).status()).isEqualTo(401);
        assertThat(post(hazel.id() + "/deactivate", WHY).status()).isEqualTo(200);

        Answer back = post(gorse.id() + "/activate", WHY, "If-Match", "\"2\"");
        assertThat(back.status()).as(back.body()).isEqualTo(200);
        assertThat(back.json().path("version").asInt()).isEqualTo(3);
        assertThat(visitor.get("/fhir/Task", token).status()).isEqualTo(200);
        // Its link workers are let in no more, so nobody is there for it.
        assertThat(TenancyIT.refer(visitor, token, code, workers).status()).isEqualTo(422);

        ObjectNode less = sender(code);
        less.set("scopes", JsonMapper.shared().readTree("[\"system/Patient.r\"]"));
        assertThat(put(gorse.id(), less, "If-Match", "\"3\"").status()).isEqualTo(200);
        assertThat(visitor.get("/fhir/Task", token).status()).isEqualTo(403);
    }

    @Test
    void changesKeysWhileBothAreTaken() {
        put(gorse.id(), sender(code), NEW);
        PartySystem same = new PartySystem(gorse.id());
        ObjectNode both = sender(code);
        both.set(
                "jwks",
                JsonMapper.shared()
                        .readTree(new JWKSet(List.of(
                                        gorse.key().toPublicJWK(),
                                        new RSAKey.Builder(same.key().toPublicJWK())
                                                .keyID("next")
                                                .build()))
                                .toString()));

        assertThat(put(gorse.id(), both, "If-Match", "\"1\"").status()).isEqualTo(200);
        assertThat(visitor.askForToken(gorse.assertion(), EVERYTHING).status()).isEqualTo(200);

        ObjectNode next = sender(code);
        next.set("jwks", JsonMapper.shared().readTree(same.publicKeys()));
        assertThat(put(gorse.id(), next, "If-Match", "\"2\"").status()).isEqualTo(200);
        assertThat(visitor.askForToken(gorse.assertion(), EVERYTHING).status()).isEqualTo(401);
        assertThat(visitor.askForToken(same.assertion(), EVERYTHING).status()).isEqualTo(200);
    }

    @Test
    void givesBackWhatWasRegistered() {
        ObjectNode worker = party("worker", code, "local.write", "local.read");
        worker.put("jwksUri", "https://keys.example.org/jwks.json")
                .put("certificateAlone", true)
                .set("certificates", array("gorse.example.org", "0f".repeat(32)));
        worker.set("clientIds", array("client-" + code));
        worker.set("services", array("https://fhir.nhs.uk/Id/dos-service-id|" + code));
        worker.set("endpoints", JsonMapper.shared().readTree("{\"webhook\": \"https://hooks.example.org/linkway\"}"));

        Answer created = put(gorse.id(), worker, NEW);
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(created.whole().headers().firstValue("Location")).contains(PARTIES + gorse.id());
        Answer read = get(gorse.id());

        assertThat(read.status()).isEqualTo(200);
        assertThat(read.whole().headers().firstValue("ETag")).contains("\"1\"");
        assertThat(read.body()).isEqualTo(created.body());
        assertThat(read.json().path("origin").asString()).isEqualTo("administration");
        JsonNode party = read.json().path("party");
        assertThat(party.path("scopes")).isEqualTo(array("local.read", "local.write"));
        worker.propertyStream()
                .filter(it -> !List.of("scopes", "certificates").contains(it.getKey()))
                .forEach(it ->
                        assertThat(party.path(it.getKey())).as(it.getKey()).isEqualTo(it.getValue()));

        // The same again changes nothing.
        assertThat(put(gorse.id(), (ObjectNode) party, "If-Match", "\"1\"")
                        .json()
                        .path("version")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void listsAllByPages() {
        put(gorse.id(), sender(code), NEW);

        JsonNode first = visitor.get("/admin/v1/parties?limit=2", operator).json();
        JsonNode second = visitor.get(
                        "/admin/v1/parties?limit=2&after=" + first.path("next").asString(), operator)
                .json();
        JsonNode all = visitor.get("/admin/v1/parties?limit=200", operator).json();

        assertThat(ids(all)).isSorted().contains(ACORN.id(), gorse.id());
        assertThat(all.has("next")).isFalse();
        assertThat(ids(first)).isEqualTo(ids(all).subList(0, 2));
        assertThat(ids(second)).isEqualTo(ids(all).subList(2, 4));
    }

    private static List<String> ids(JsonNode page) {
        return page.path("parties")
                .valueStream()
                .map(it -> it.path("id").asString())
                .toList();
    }

    @Test
    void tellsWhoChangedWhatAndWhy() {
        put(gorse.id(), sender(code), NEW);
        put(gorse.id(), sender(code).put("name", "Gorse and Son"), "If-Match", "\"1\"");
        post(gorse.id() + "/deactivate", WHY);

        JsonNode history = get(gorse.id() + "/history").json().path("history");

        assertThat(history.valueStream().map(it -> it.path("version").asInt())).containsExactly(3, 2, 1);
        assertThat(history.at("/0/changed")).isEqualTo(array("active"));
        assertThat(history.at("/1/changed")).isEqualTo(array("name"));
        assertThat(history.at("/2/changed").size()).isGreaterThan(4);
        assertThat(history.at("/0/reason").asString()).isEqualTo("Their key was stolen");
        assertThat(history.at("/0/party/active").asBoolean(true)).isFalse();
        assertThat(history.at("/2/party/name").asString()).isEqualTo("Invented");
        assertThat(history.valueStream().map(it -> it.path("changedBy").asString()))
                .containsOnly("oona-operator");

        assertThat(trail()).anySatisfy(event -> {
            assertThat(event.toString())
                    .contains("oona-operator", "HOPERAT", "because: Their key was stolen")
                    .contains("party " + gorse.id() + " at version 3, sha256 "
                            + history.at("/0/sha256").asString());
        });
    }

    @Test
    void recordsWhoReadAPartyAndWhatWasRefused() {
        put(gorse.id(), sender(code), NEW);
        get(gorse.id());
        put(gorse.id(), sender(code).put("kind", "worker"), "If-Match", "\"1\"");

        List<String> about = trail().stream()
                .map(event -> event.path("outcome").asString() + " "
                        + event.path("outcomeDesc").asString().replaceFirst("sha256.*", "") + " "
                        + event.path("entity")
                                .toString()
                                .contains(Base64.getEncoder()
                                        .encodeToString(("party=" + gorse.id()).getBytes(StandardCharsets.UTF_8))))
                .toList();

        assertThat(about).contains("0 HTTP 200 true", "4 HTTP 422 admin true");
    }

    private List<JsonNode> trail() {
        return visitor.get("/admin/v1/audit-events?party=operators&limit=100", tokenOf("ada-auditor", "auditor"))
                .json()
                .path("entry")
                .valueStream()
                .map(it -> it.path("resource"))
                .toList();
    }

    @Test
    void tellsTheLogOfEachChangeAndNamesNobody(CapturedOutput output) {
        put(gorse.id(), sender(code), NEW);
        post(gorse.id() + "/deactivate", WHY);

        assertThat(output.getOut().lines().filter(it -> it.contains("party " + gorse.id())))
                .hasSize(2)
                .allMatch(it -> it.contains("WARN"))
                .noneMatch(it -> it.contains("oona") || it.contains("stolen"))
                .anyMatch(it -> it.contains("inactive at version 2"));
    }

    @Test
    void letsOneOfThoseWinWhoChangeItAtTheSameTime() throws ExecutionException, InterruptedException {
        put(gorse.id(), sender(code), NEW);

        List<Answer> answers = Together.run(
                6, number -> put(gorse.id(), sender(code).put("name", "Number " + number), "If-Match", "\"1\""));

        assertThat(answers).filteredOn(it -> it.status() == 200).hasSize(1);
        assertThat(answers)
                .filteredOn(it -> it.status() == 412)
                .hasSize(5)
                .allSatisfy(it ->
                        assertThat(it.whole().headers().firstValue("ETag")).contains("\"2\""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refusesAParty(String element, String party) {
        String id = gorse.id();

        Answer answer = put(id, (ObjectNode) JsonMapper.shared().readTree(party), NEW);

        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.whole().headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.json()
                        .path("errors")
                        .valueStream()
                        .map(it -> it.path("element").asString()))
                .containsExactly("party." + element);
        assertThat(get(id).status()).isEqualTo(404);
    }

    static Stream<Arguments> refusesAParty() {
        String worker = "{\"kind\": \"worker\", \"name\": \"Invented\", %s}";
        PartySystem other = new PartySystem("other");
        return Map.ofEntries(
                        Map.entry("kind", "{\"kind\": \"operator\", \"name\": \"Invented\"}"),
                        Map.entry("odsCodes", "{\"kind\": \"sender\", \"name\": \"I\", \"odsCodes\": [\"a99999\"]}"),
                        Map.entry("clientIds", worker.formatted("\"clientIds\": [\"acorn-surgery\"]")),
                        Map.entry("scopes", worker.formatted("\"scopes\": [\"role/operator\"]")),
                        Map.entry("jwks", worker.formatted("\"jwks\": " + new JWKSet(other.key()).toString(false))),
                        Map.entry("jwksUri", worker.formatted("\"jwksUri\": \"https://169.254.169.254/jwks\"")),
                        Map.entry("certificates", worker.formatted("\"certificates\": [\"*\"]")),
                        Map.entry("certificateAlone", worker.formatted("\"certificateAlone\": true")),
                        Map.entry("access", worker.formatted("\"access\": \"nowhere\"")),
                        Map.entry(
                                "endpoints.webhook",
                                worker.formatted("\"endpoints\": {\"webhook\": \"https://collector.invalid/\"}")),
                        Map.entry(
                                "endpoints.fhir",
                                worker.formatted("\"endpoints\": {\"fhir\": \"http://plain.example.org/\"}")))
                .entrySet()
                .stream()
                .map(it -> Arguments.of(it.getKey(), it.getValue()));
    }

    @Test
    void saysOfWhomAnotherPartysThingsAre() {
        ObjectNode thief = party("sender", "A99999", EVERYTHING);
        thief.set("clientIds", array(CEDAR.id()));

        JsonNode errors = put(gorse.id(), thief, NEW).json().path("errors");

        assertThat(errors.toString()).contains("'acorn-surgery'", "'cedar-link-workers'");
        // An inactive one may be prepared.
        assertThat(put(gorse.id(), thief.put("active", false), NEW).status()).isEqualTo(201);
        assertThat(post(gorse.id() + "/activate", WHY, "If-Match", "\"1\"").status())
                .isEqualTo(422);
    }

    @Test
    void keepsAPartyWhatItIs() {
        put(gorse.id(), sender(code), NEW);

        Answer answer = put(gorse.id(), party("worker", code, "local.read"), "If-Match", "\"1\"");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/element").asString()).isEqualTo("party.kind");
    }

    @Test
    void leavesToTheConfigurationWhatStandsThere() {
        JsonNode acorn = get(ACORN.id()).json();
        assertThat(acorn.path("origin").asString()).isEqualTo("configuration");
        String etag = "\"" + acorn.path("version").asString() + "\"";

        List<Answer> answers = List.of(
                put(ACORN.id(), (ObjectNode) acorn.path("party"), "If-Match", etag),
                post(ACORN.id() + "/deactivate", WHY),
                post("former-surgery/activate", WHY, "If-Match", "\"1\""));

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.json().path("detail").asString()).contains("linkway.parties.");
        });
        assertThat(get(ACORN.id()).json()).isEqualTo(acorn);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "If-Match, '\"7\"', 412",
        "If-Match, '\"1\"', 200",
        "If-Match, *, 400",
        "If-Match, '\"x\"', 400",
        "If-Match, 'W/\"1\"', 400",
        "If-Match, '\"0\"', 400",
        "If-None-Match, *, 412",
        "If-None-Match, '\"1\"', 400",
        "X-Other, x, 428",
    })
    void changesWhatWasReadAndNothingElse(String header, String value, int status) {
        put(gorse.id(), sender(code), NEW);

        Answer answer = put(gorse.id(), sender(code).put("name", "Changed"), header, value);

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(get(gorse.id()).json().at("/party/name").asString())
                .isEqualTo(status == 200 ? "Changed" : "Invented");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            value = {
                "no reason; {\"party\": {\"kind\": \"worker\", \"name\": \"I\"}}; reason",
                "an empty reason; {\"party\": {\"kind\": \"worker\", \"name\": \"I\"}, \"reason\": \" \"}; reason",
                "a reason of lines; {\"party\": {\"kind\": \"worker\", \"name\": \"I\"}, \"reason\": \"a\\nb\"}; reason",
                "no party; {\"reason\": \"x\"}; party",
                "no kind; {\"party\": {\"name\": \"I\"}, \"reason\": \"x\"}; kind",
                "no name; {\"party\": {\"kind\": \"worker\"}, \"reason\": \"x\"}; name",
                "an unknown member; {\"party\": {\"kind\": \"worker\", \"nmae\": \"I\"}, \"reason\": \"x\"}; party.nmae",
                "an unknown kind; {\"party\": {\"kind\": \"wizard\", \"name\": \"I\"}, \"reason\": \"x\"}; party.kind",
                "null in a list; {\"party\": {\"kind\": \"worker\", \"name\": \"I\", \"scopes\": [null]}, \"reason\": \"x\"}; party",
                "an unknown channel; {\"party\": {\"kind\": \"worker\", \"name\": \"I\", \"endpoints\": {\"fax\": \"x\"}}, \"reason\": \"x\"}; endpoints",
                "a list; []; JSON object",
                "no JSON; {; JSON object",
            })
    void refusesABody(String what, String body, String words) {
        Answer answer = send("PUT", gorse.id(), body, NEW);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains(words);
        assertThat(get(gorse.id()).status()).isEqualTo(404);
    }

    @Test
    void refusesABodyThatIsTooLarge() {
        assertThat(send("PUT", gorse.id(), " ".repeat(300_000), NEW).status()).isEqualTo(413);
    }

    @Test
    void knowsNoPartyThatIsNotThere() {
        for (String id : List.of(gorse.id(), "..%2f", "a%00b", "A", "x".repeat(300))) {
            assertThat(get(id).status()).as(id).isBetween(400, 404);
            assertThat(get(id + "/history").status()).as(id).isBetween(400, 404);
            assertThat(post(id + "/deactivate", WHY).status()).as(id).isBetween(400, 404);
        }
        assertThat(put(gorse.id(), sender(code), "If-Match", "\"1\"").status()).isEqualTo(412);
        assertThat(post(gorse.id() + "/activate", WHY).status()).isEqualTo(428);
    }

    /** Run in their order, as an operator would who copies them. */
    @Test
    void doesWhatTheOperatingGuideSays() throws IOException {
        for (Example example : Example.in(Path.of("../docs/operating.md"), "### Parties by the admin API")) {
            Answer answer = visitor.send(
                    example.method(),
                    example.address().replace("$LINKWAY", ""),
                    example.body(),
                    example.headers(header -> header.replace("$TOKEN", operator)));

            assertThat(answer.status()).as(example + answer.body()).isEqualTo(example.status());
        }
    }

    @Test
    @Hazard("H14")
    void isForOperatorsAlone() {
        String body = change(sender(code));
        for (String token : List.of(
                visitor.token(ACORN, EVERYTHING),
                visitor.token(CEDAR, "local.read local.write"),
                tokenOf("ada-auditor", "auditor"),
                tokenOf("clara-clinician", "clinician"))) {
            String[] headers = {"Authorization", "Bearer " + token, "If-None-Match", "*"};
            assertThat(visitor.send("GET", "/admin/v1/parties", "", headers).status())
                    .isEqualTo(403);
            assertThat(visitor.send("GET", PARTIES + ACORN.id() + "/history", "", headers)
                            .status())
                    .isEqualTo(403);
            assertThat(visitor.send("PUT", PARTIES + gorse.id(), body, headers).status())
                    .isEqualTo(403);
            assertThat(visitor.send("POST", PARTIES + CEDAR.id() + "/deactivate", WHY, headers)
                            .status())
                    .isEqualTo(403);
        }
        assertThat(visitor.send("PUT", PARTIES + gorse.id(), body, NEW).status())
                .isEqualTo(401);
        assertThat(get(gorse.id()).status()).isEqualTo(404);
    }

    private Answer get(String path) {
        return visitor.get(PARTIES + path, operator);
    }

    private Answer put(String id, ObjectNode party, String... headers) {
        return send("PUT", id, change(party), headers);
    }

    private static String change(ObjectNode party) {
        return JsonMapper.shared()
                .createObjectNode()
                .put("reason", "Tried by a test")
                .set("party", party)
                .toString();
    }

    private Answer post(String path, String body, String... headers) {
        return send("POST", path, body, headers);
    }

    private Answer send(String method, String path, String body, String... headers) {
        return visitor.send(
                method,
                PARTIES + path,
                body,
                Stream.concat(Stream.of("Authorization", "Bearer " + operator), Stream.of(headers))
                        .toArray(String[]::new));
    }

    private ObjectNode sender(String odsCode) {
        ObjectNode sender = party("sender", odsCode, EVERYTHING);
        sender.set("jwks", JsonMapper.shared().readTree(gorse.publicKeys()));
        return sender;
    }

    private static ObjectNode party(String kind, String odsCode, String... scopes) {
        ObjectNode party =
                JsonMapper.shared().createObjectNode().put("kind", kind).put("name", "Invented");
        party.set("odsCodes", array(odsCode));
        party.set("scopes", array(scopes));
        return party;
    }

    private static JsonNode array(String... texts) {
        return JsonMapper.shared().valueToTree(texts);
    }
}
