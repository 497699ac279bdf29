package org.linkway.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linkway.gateway.security.Secured.ACORN;
import static org.linkway.gateway.security.Secured.BIRCH;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.linkway.Hazard;
import org.linkway.gateway.security.Visitor.Answer;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** One practice asks for what is another's, by every parameter and every door of FHIR: it is answered as if it were not there. */
@Secured
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnothersDataIT {
    private static final String EVERYTHING = "system/*.cruds";
    private static final String SOMEBODY = "9992468130";
    private static final long SEED = 7;
    private static final Pattern UUIDS = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    @LocalServerPort
    private int port;

    private Visitor visitor;
    /** Whose data it is. */
    private Tenant acorn;
    /** Who asks for it, and refers somebody too, and the same person. */
    private Tenant birch;

    private JsonNode capabilities;

    @BeforeAll
    void refer() {
        visitor = new Visitor(port);
        acorn = new Tenant(visitor, visitor.token(ACORN, EVERYTHING), "A99999", SOMEBODY, true);
        birch = new Tenant(visitor, visitor.token(BIRCH, EVERYTHING), "B99999", SOMEBODY, true);
        capabilities = visitor.send("GET", "/fhir/metadata", "").json().at("/rest/0/resource");
    }

    private void assertAsIfAbsent(String method, String path, String body, String... headers) {
        Answer anothers = birch.send(method, path, body, headers);
        String[] twins = Stream.of(headers).map(acorn::twin).toArray(String[]::new);
        Answer absent = birch.send(method, acorn.twin(path), acorn.twin(body), twins);

        assertThat(acorn.plain(anothers)).as(method + " " + path).isEqualTo(acorn.plain(absent));
        assertThat(absent.status()).as(absent.body()).isNotIn(401, 403, 429, 500);
    }

    @Test
    @Hazard("H14")
    void isNotReadByItsId() {
        acorn.ids()
                .forEach((type, id) -> Stream.of(
                                "",
                                "/_history",
                                "/_history/1",
                                "/_history/2",
                                "/$status",
                                "/$events",
                                "?_summary=true",
                                "/$everything")
                        .forEach(rest -> Stream.of("GET", "HEAD")
                                .forEach(method -> assertAsIfAbsent(method, "/fhir/" + type + "/" + id + rest, ""))));
    }

    /** The paths that decode to the same address, and those that a proxy might take for another. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/fhir/%54ask/{id}",
                "/%66hir/Task/{id}",
                "/fhir/Task/{id}?_id={id}",
                "/fhir/Task/{id}/",
                "/fhir/Task/{id}%20",
                "/fhir/Task/{ID}",
                "/fhir/Task/{id}.json",
                "/fhir/Task/{id}/_history/",
                "/fhir/Task/{id}/metadata",
                "/fhir/Task/{id}/_history/1/metadata",
                "/fhir/task/{id}"
            })
    @Hazard("H14")
    void isNotReadByAnAddressInDisguise(String path) {
        String id = acorn.id("Task");

        assertAsIfAbsent("GET", path.replace("{id}", id).replace("{ID}", id.toUpperCase(Locale.ROOT)), "");
    }

    @ParameterizedTest(name = "{0}?{1}")
    @MethodSource
    @Hazard("H14")
    void isNotFoundByAParameter(String type, String parameter, List<String> values) {
        for (String value : values) {
            String query = parameter + "=" + Tenant.encoded(value);
            Answer found = birch.get("/fhir/" + type + "?" + query + "&_total=accurate&_include=*&_revinclude=*");
            assertThat(acorn.isTold(withoutWhatWasAsked(found.body())))
                    .as(type + "?" + query)
                    .isFalse();
            assertThat(acorn.plain(found))
                    .as(type + "?" + query)
                    .isEqualTo(acorn.plain(birch.get(
                            "/fhir/" + type + "?" + acorn.twin(query) + "&_total=accurate&_include=*&_revinclude=*")));
        }
        String form = parameter + "=" + Tenant.encoded(values.get(0));
        assertThat(acorn.plain(birch.form("/fhir/" + type + "/_search", form)))
                .isEqualTo(acorn.plain(birch.form("/fhir/" + type + "/_search", acorn.twin(form))));
    }

    private static String withoutWhatWasAsked(String body) {
        return body.replaceAll("\"(url|diagnostics)\": ?\"[^\"]*\"", "");
    }

    /**
     * What the gateway says that it takes, with what would find the other's: each parameter, and of the ways round by it one in
     * three, always the same, or with {@code -Dattack.whole=true} all.
     */
    Stream<Arguments> isNotFoundByAParameter() {
        List<Arguments> all = new ArrayList<>();
        List<Arguments> round = new ArrayList<>();
        capabilities.forEach(resource -> {
            String type = resource.path("type").asString();
            resource.path("searchParam").forEach(parameter -> {
                String name = parameter.path("name").asString();
                all.add(Arguments.of(type, name, values(parameter.path("type").asString())));
                if (parameter.path("type").asString().equals("reference")) {
                    round.add(Arguments.of(type, name + ".identifier", values("token")));
                    round.add(Arguments.of(type, name + ":identifier", values("token")));
                    round.add(Arguments.of(type, name + ":Patient.identifier", values("token")));
                    round.add(Arguments.of(type, name + "._id", values("token")));
                }
            });
            if (resource.has("searchParam")) {
                round.add(Arguments.of(type, "_has:Task:focus:identifier", values("token")));
                round.add(Arguments.of(type, "_has:Task:patient:_id", values("token")));
                round.add(Arguments.of(type, "_filter", List.of("id eq " + acorn.id("Task"))));
                round.add(Arguments.of(type, "_list", values("token")));
                round.add(Arguments.of(type, "_getpages", values("token")));
            }
        });
        Collections.shuffle(round, new Random(SEED));
        all.addAll(Boolean.getBoolean("attack.whole") ? round : round.subList(0, round.size() / 3));
        return all.stream();
    }

    private List<String> values(String kind) {
        List<String> ids = List.copyOf(acorn.ids().values());
        List<String> places = acorn.ids().entrySet().stream()
                .map(it -> it.getKey() + "/" + it.getValue())
                .toList();
        String numbers = "https://willow-lane.example/referral-number|" + acorn.number() + "," + acorn.number() + ",|"
                + acorn.number();
        return switch (kind) {
            case "token" -> List.of(String.join(",", ids) + "," + numbers);
            case "reference" ->
                List.of(String.join(",", places) + "," + String.join(",", ids) + ",http://127.0.0.1:" + port + "/fhir/"
                        + places.get(0));
            case "date" -> List.of("ge2000-01-01");
            default -> List.of(acorn.number() + "," + acorn.id("Task"));
        };
    }

    /** What is not one thing is everything else, but everything else of one's own. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "identifier:not=x",
                "status:not=completed",
                "owner:missing=true",
                "owner:missing=false",
                "_id:not=x",
                "_sort=-_lastUpdated",
                "_summary=count",
                "_elements=id",
                "_contained=both",
                "_type=Patient"
            })
    @Hazard("H14")
    void isNotFoundByWhatIsLeftOpen(String query) {
        assertThat(acorn.isTold(birch.get("/fhir/Task?" + query).body())).isFalse();
        assertThat(acorn.isTold(birch.get("/fhir/ServiceRequest?" + query).body()))
                .isFalse();
    }

    /** Both refer the same person, so both are found by the number, each its own. */
    @Test
    @Hazard("H14")
    void isNotFoundByTheNumberOfThePerson() {
        String number = Tenant.encoded("https://fhir.nhs.uk/Id/nhs-number|" + SOMEBODY);
        for (String search : List.of(
                "Patient?identifier=" + number,
                "Task?patient.identifier=" + number,
                "Task?patient:identifier=" + number,
                "ServiceRequest?patient.identifier=" + number + "&_include=*&_revinclude=Task:focus",
                "Patient?identifier=" + number + "&_revinclude=Task:patient")) {
            Answer found = birch.get("/fhir/" + search);

            assertThat(found.status()).as(found.body()).isIn(200, 400);
            assertThat(acorn.isTold(found.body())).as(search).isFalse();
        }
        assertThat(birch.get("/fhir/Patient?identifier=" + number).body())
                .contains(birch.id("Patient"))
                .doesNotContain(acorn.id("Patient"));
    }

    @Test
    @Hazard("H14")
    void isInNoHistoryAndNoListOfAnother() {
        capabilities.forEach(resource -> {
            String type = "/fhir/" + resource.path("type").asString();
            for (String rest : List.of("", "/_history", "/_history?_since=2020-01-01T00:00:00Z", "/$status")) {
                assertThat(acorn.isTold(birch.get(type + rest).body()))
                        .as(type + rest)
                        .isFalse();
            }
        });
        assertThat(acorn.isTold(birch.get("/fhir/_history").body())).isFalse();
        assertThat(acorn.isTold(birch.get("/fhir?_type=Task,Patient").body())).isFalse();
    }

    @Test
    @Hazard("H14")
    void isNotTurnedToByAnothersPage() {
        new Tenant(visitor, acorn.token(), "A99999", SOMEBODY, true);
        String next = acorn.get("/fhir/Task?_count=1")
                .json()
                .path("link")
                .valueStream()
                .filter(it -> it.path("relation").asString().equals("next"))
                .map(it -> it.path("url").asString().replaceFirst("http://[^/]*", ""))
                .findFirst()
                .orElseThrow();
        String page = next.replaceFirst(".*_page=([0-9a-f-]{36}).*", "$1");
        acorn.owns(page);

        assertThat(acorn.get(next).status()).isEqualTo(200);
        assertAsIfAbsent("GET", next, "");
        assertThat(birch.get(next).status()).isEqualTo(410);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource
    @Hazard("H14")
    void isNotMovedByItsId(String method, String type, String contentType, String body) {
        String path = "/fhir/" + type + "/" + acorn.id(type);
        String before = acorn.get(path).body();
        String content = body.equals("itself") ? before : body;

        for (String version : List.of("W/\"1\"", "W/\"7\"")) {
            assertAsIfAbsent(method, path, content, "Content-Type", contentType, "If-Match", version);
        }
        assertAsIfAbsent(method, path, content, "Content-Type", contentType);
        assertThat(acorn.get(path).body()).isEqualTo(before);
    }

    static Stream<Arguments> isNotMovedByItsId() {
        String patch = "[{\"op\": \"replace\", \"path\": \"/status\", \"value\": \"cancelled\"}]";
        String fhirPath = """
                {"resourceType": "Parameters", "parameter": [{"name": "operation", "part": [
                 {"name": "type", "valueCode": "replace"}, {"name": "path", "valueString": "Task.status"},
                 {"name": "value", "valueCode": "cancelled"}]}]}""";
        return Stream.of("Task", "ServiceRequest", "Patient", "Consent")
                .flatMap(type -> Stream.of(
                        Arguments.of("PUT", type, Tenant.FHIR, "itself"),
                        Arguments.of("PATCH", type, "application/json-patch+json", patch),
                        Arguments.of("PATCH", type, Tenant.FHIR, fhirPath),
                        Arguments.of("DELETE", type, Tenant.FHIR, "")));
    }

    /** A condition that would find the other's finds nothing: something new is made, or refused as it would be. */
    @ParameterizedTest
    @ValueSource(strings = {"Task", "ServiceRequest", "Patient"})
    @Hazard("H14")
    void isNotFoundByACondition(String type) throws IOException {
        String body = example(type.equals("Task") ? "task" : type.equals("Patient") ? "patient" : "service-request")
                .replace("{Patient}", "Patient/" + birch.id("Patient"))
                .replace("{ServiceRequest}", "ServiceRequest/" + birch.id("ServiceRequest"));
        for (String condition : List.of(
                "identifier=https://willow-lane.example/referral-number|" + acorn.number(), "_id=" + acorn.id(type))) {
            assertAsIfAbsent("POST", "/fhir/" + type, body, "If-None-Exist", condition);
            assertAsIfAbsent(
                    "PUT", "/fhir/" + type + "?" + Tenant.encoded(condition).replace("%3D", "="), body);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"focus", "for", "basedOn", "partOf", "owner"})
    @Hazard("H14")
    void isNotReferredToByATask(String element) throws IOException {
        String target = switch (element) {
            case "for", "owner" -> "Patient/" + acorn.id("Patient");
            case "partOf" -> "Task/" + acorn.id("Task");
            default -> "ServiceRequest/" + acorn.id("ServiceRequest");
        };
        String reference = "{\"reference\": \"" + target + "\"}";
        String task = example("task")
                .replaceAll("\"" + element + "\": \\{[^}]*},?", "")
                .replace("{Patient}", "Patient/" + birch.id("Patient"))
                .replace("{ServiceRequest}", "ServiceRequest/" + birch.id("ServiceRequest"))
                .replaceFirst(
                        "\\{",
                        "{\"" + element + "\": "
                                + (List.of("basedOn", "partOf").contains(element) ? "[" + reference + "]" : reference)
                                + ",");

        assertAsIfAbsent("POST", "/fhir/Task", task);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Patient/{Patient}", "Patient?_id={Patient}", "http://127.0.0.1:{port}/fhir/Patient/{Patient}"})
    @Hazard("H14")
    void isNotReferredToByATransaction(String reference) {
        String to = reference.replace("{Patient}", acorn.id("Patient")).replace("{port}", Integer.toString(port));
        String body = Tenant.transaction(UUID.randomUUID().toString(), "B99999", "9992468149")
                .replace(
                        "\"subject\": { \"reference\": \"urn:uuid:0b9e2c3e-5b0c-4c3f-9a53-6f1c7b1f0a01\" }",
                        "\"subject\": { \"reference\": \"" + to + "\" }");

        assertThat(body).contains(to);
        assertAsIfAbsent("POST", "/fhir", body, "X-Request-Id", acorn.owned());
        assertThat(birch.post("/fhir", body, UUID.randomUUID().toString()).status())
                .isIn(412, 422);
    }

    @Test
    @Hazard("H14")
    void isNotGotByABatch() {
        String entries = acorn.ids().entrySet().stream()
                .flatMap(it -> Stream.of(
                        entry("GET", it.getKey() + "/" + it.getValue()),
                        entry("GET", it.getKey() + "?_id=" + it.getValue()),
                        entry("GET", it.getKey() + "/" + it.getValue() + "/_history"),
                        entry("GET", it.getKey() + "%2F" + it.getValue()),
                        entry("DELETE", it.getKey() + "/" + it.getValue())))
                .reduce((some, one) -> some + "," + one)
                .orElseThrow();

        assertAsIfAbsent(
                "POST", "/fhir", "{\"resourceType\": \"Bundle\", \"type\": \"batch\", \"entry\": [" + entries + "]}");
    }

    private static String entry(String method, String url) {
        return "{\"request\": {\"method\": \"" + method + "\", \"url\": \"" + url + "\"}}";
    }

    /** Who sends what another sent before, under the same ids, is told nothing of what the other was answered. */
    @Test
    @Hazard("H14")
    void isNotAnsweredToWhoeverRepeatsARequest() {
        String number = acorn.owned();
        String own = Tenant.transaction(number, "A99999", SOMEBODY);
        String another = Tenant.transaction(acorn.owned(), "A99999", SOMEBODY);
        String request = sentByAcorn(own);

        assertAsIfAbsent("POST", "/fhir", own.replace("A99999", "B99999"), "X-Request-Id", request);
        Answer stolen = birch.post("/fhir", another, sentByAcorn(another));
        assertThat(stolen.status()).as(stolen.body()).isEqualTo(403);
        assertThat(acorn.isTold(stolen.body())).isFalse();
    }

    /** @return under which id */
    private String sentByAcorn(String transaction) {
        String request = acorn.owned();
        Answer answer = acorn.post("/fhir", transaction, request);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        answer.json()
                .path("entry")
                .forEach(it ->
                        acorn.owns(it.at("/response/location").asString("").split("/", -1)[1]));
        return request;
    }

    @ParameterizedTest
    @ValueSource(strings = {"new", "update", "delete"})
    @Hazard("H14")
    void isNotMovedByABarsMessageAboutIt(String reason) throws IOException {
        String message = example("message").replace("{new}", acorn.owned()).replace("Z99998", "CED01");
        Answer first = acorn.post(
                "/fhir/$process-message",
                message.replace("Z99999", "A99999"),
                UUID.randomUUID().toString());
        assertThat(first.status()).as(first.body()).isEqualTo(200);
        UUIDS.matcher(first.body()).results().forEach(it -> acorn.owns(it.group()));
        String about = message.replace("Z99999", "B99999")
                .replace(Secured.ACORNS_SERVICE, Secured.BIRCHS_SERVICE)
                .replaceFirst("\"code\": \"new\"", "\"code\": \"" + reason + "\"");

        assertAsIfAbsent(
                "POST",
                "/fhir/$process-message",
                about,
                "X-Request-Id",
                acorn.owned(),
                "X-Correlation-Id",
                acorn.owned());
    }

    @Test
    @Hazard("H14")
    void isNotToldAtAServiceThatIsNotTheSenders() throws IOException {
        String message = example("message").replace("{new}", UUID.randomUUID().toString());

        Answer answer = birch.post(
                "/fhir/$process-message",
                message.replace("Z99998", "CED01").replace("Z99999", "B99999"),
                UUID.randomUUID().toString());

        assertThat(answer.status()).as(answer.body()).isEqualTo(403);
        assertThat(answer.body()).contains("not registered as yours");
    }

    /** A party that has no scope but for one type gets the others by no address of a batch. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "%50atient/{id}",
                "Patient%2F{id}",
                "/Patient/{id}",
                "Patient/{id}/metadata",
                "Patient/{id}/$validate",
                "./Patient/{id}",
                "Task/../Patient/{id}",
                "Task?_id={task}&_include=Task:patient&_include:iterate=*",
                "Patient?_id={id}"
            })
    @Hazard("H14")
    void isNotShownBeyondTheScopeOfAToken(String url) {
        String narrow = visitor.token(ACORN, "system/Task.rs system/ServiceRequest.c");
        String asked = url.replace("{id}", acorn.id("Patient")).replace("{task}", acorn.id("Task"));
        String batch = "{\"resourceType\": \"Bundle\", \"type\": \"batch\", \"entry\": [" + entry("GET", asked) + "]}";

        Answer answer =
                visitor.send("POST", "/fhir", batch, "Authorization", "Bearer " + narrow, "Content-Type", Tenant.FHIR);
        TreeSet<String> answers = new TreeSet<>(List.of(answer.body()));
        if (!asked.contains("..") && !asked.startsWith("./") && !asked.startsWith("/")) {
            answers.add(visitor.get("/fhir/" + asked, narrow).body());
        }

        assertThat(answers).noneMatch(it -> it.contains("Samplesworth"));
    }

    private static String example(String name) throws IOException {
        return Files.readString(Path.of("examples", name + ".json"));
    }
}
