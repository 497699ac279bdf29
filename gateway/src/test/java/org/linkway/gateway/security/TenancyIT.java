package org.linkway.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linkway.gateway.security.Secured.ACORN;
import static org.linkway.gateway.security.Secured.BIRCH;
import static org.linkway.gateway.security.Secured.CEDAR;
import static org.linkway.gateway.security.Secured.DOGWOOD;
import static org.linkway.gateway.security.Secured.ELM;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linkway.Hazard;
import org.linkway.gateway.security.Visitor.Answer;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;

/** A party sees and moves its own referrals and nothing else: another's is as if it were not there. */
@Secured
class TenancyIT {
    private static final String EVERYTHING = "system/*.cruds";
    private static final String FHIR = "application/fhir+json";

    @LocalServerPort
    private int port;

    private Visitor visitor;
    private String acorn;
    private String birch;
    private String cedar;
    private String dogwood;
    /** Acorn's, for Cedar: ids by type. */
    private Map<String, String> placed;

    private String referral;

    @BeforeEach
    void refer() throws IOException {
        visitor = new Visitor(port);
        acorn = visitor.token(ACORN, EVERYTHING);
        birch = visitor.token(BIRCH, EVERYTHING);
        cedar = visitor.token(CEDAR, "local.read local.write");
        dogwood = visitor.token(DOGWOOD, "local.read local.write");
        Answer answer = send(acorn, sample("CED01"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        placed = new LinkedHashMap<>();
        answer.json().path("entry").forEach(entry -> {
            String[] location = entry.at("/response/location").asString("").split("/", -1);
            placed.put(location[0], location[1]);
        });
        referral = visitor.get("/local/v1/referrals?limit=200", cedar)
                .json()
                .path("referrals")
                .valueStream()
                .map(it -> it.path("id").asString())
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    static Answer refer(Visitor visitor, String sender, String worker) throws IOException {
        return send(visitor, sender, sample(worker));
    }

    /** The same for somebody of another practice. */
    static Answer refer(Visitor visitor, String sender, String practice, String worker) throws IOException {
        return send(visitor, sender, sample(worker).replace("A99999", practice));
    }

    private Answer send(String token, String body) {
        return send(visitor, token, body);
    }

    private static Answer send(Visitor visitor, String token, String body) {
        return visitor.send(
                "POST",
                "/fhir",
                body,
                "Authorization",
                "Bearer " + token,
                "Content-Type",
                FHIR,
                "X-Request-Id",
                UUID.randomUUID().toString());
    }

    /** A referral of the practice A99999, for the link workers of this organisation. */
    private static String sample(String worker) throws IOException {
        return new ClassPathResource("sandbox/sample-referral.json")
                .getContentAsString(StandardCharsets.UTF_8)
                .replace("{{request-identifier}}", UUID.randomUUID().toString())
                .replace(
                        "{{authored-on}}",
                        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
                .replace("{ \"display\": \"Sampleton Link Workers\" }", """
                        {"identifier": {"system": "https://fhir.nhs.uk/Id/ods-organization-code", "value": "%s"}}""".formatted(worker));
    }

    @Test
    @Hazard("H14")
    void answersForAnothersResourceAsForAnAbsentOne() {
        String absent = UUID.randomUUID().toString();
        placed.forEach((type, id) -> {
            for (String path : List.of("/fhir/%s/%s", "/fhir/%s/%s/_history", "/fhir/%s/%s/_history/1")) {
                assertThat(visitor.get(path.formatted(type, id), acorn).status())
                        .as(path)
                        .isEqualTo(200);
                assertSame(
                        visitor.get(path.formatted(type, id), birch),
                        visitor.get(path.formatted(type, absent), birch),
                        id,
                        absent);
            }
        });
    }

    @Test
    @Hazard("H14")
    void findsNothingOfAnother() {
        List<String> searches = new ArrayList<>();
        placed.forEach((type, id) -> searches.addAll(List.of(
                "/fhir/" + type + "?_id=" + id,
                "/fhir/" + type + "?_lastUpdated=gt2020-01-01",
                "/fhir/" + type + "/_history")));
        searches.add("/fhir/Task?patient=" + placed.get("Patient"));
        searches.add("/fhir/Task?focus=ServiceRequest/" + placed.get("ServiceRequest"));
        searches.add("/fhir/ServiceRequest?subject=Patient/" + placed.get("Patient"));
        searches.add("/fhir/ServiceRequest?_include=ServiceRequest:subject&_revinclude=Task:focus");
        searches.add("/fhir/Patient?identifier=https://fhir.nhs.uk/Id/nhs-number%7C9992468130");
        for (String search : searches) {
            Answer answer = visitor.get(search, birch);
            placed.values()
                    .forEach(id -> assertThat(answer.body().replace(search, ""))
                            .as(search)
                            .doesNotContain("/" + id + "\"", "\"" + id + "\""));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH"})
    @Hazard("H14")
    void movesNothingOfAnother(String method) {
        String task = visitor.get("/fhir/Task/" + placed.get("Task"), acorn).body();
        String body = method.equals("PUT")
                ? task
                : "[{\"op\": \"replace\", \"path\": \"/status\", \"value\": \"cancelled\"}]";
        String type = method.equals("PUT") ? FHIR : "application/json-patch+json";

        Answer answer = visitor.send(
                method,
                "/fhir/Task/" + placed.get("Task"),
                body,
                "Authorization",
                "Bearer " + birch,
                "Content-Type",
                type,
                "If-Match",
                "W/\"1\"");

        assertThat(answer.status()).as(answer.body()).isEqualTo(404);
        assertThat(visitor.get("/fhir/Task/" + placed.get("Task"), acorn)
                        .json()
                        .path("status")
                        .asString())
                .isEqualTo("requested");
    }

    @Test
    @Hazard("H14")
    void letsOnePlatformSeeWhatIsForItAlone() {
        String absent = UUID.randomUUID().toString();
        String local = "/local/v1/referrals/";

        assertThat(visitor.get(local + referral, cedar).status()).isEqualTo(200);
        for (String rest : List.of("", "/record", "/person-view")) {
            assertSame(
                    visitor.get(local + referral + rest, dogwood),
                    visitor.get(local + absent + rest, dogwood),
                    referral,
                    absent);
        }
        assertSame(event(dogwood, referral), event(dogwood, absent), referral, absent);
        for (String list : List.of(
                "/local/v1/referrals",
                "/local/v1/events",
                "/local/v1/worklist",
                "/local/v1/deliveries",
                "/local/v1/alerts",
                "/local/v1/record-entries",
                "/local/v1/deliveries/destinations")) {
            Answer answer = visitor.get(list, dogwood);
            assertThat(answer.status()).as(list + answer.body()).isEqualTo(200);
            assertThat(answer.body()).as(list).doesNotContain(referral, CEDAR.id(), ACORN.id());
        }
        assertThat(event(cedar, referral).status()).isEqualTo(201);
    }

    private Answer event(String token, String id) {
        return visitor.send(
                "POST",
                "/local/v1/referrals/" + id + "/events",
                """
                {"id": "%s", "type": "accepted", "occurredAt": "%s", "recordedBy": {"name": "Robin Example", "role": "link worker"}}""".formatted(UUID.randomUUID(), Instant.now()),
                "Authorization",
                "Bearer " + token,
                "Content-Type",
                "application/json");
    }

    @Test
    void refusesAReferralThatNamesNoPlatformWhereThereAreSeveral() throws IOException {
        Answer answer = send(acorn, sample("ZZZ99"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.body()).contains("Several social prescribing services work here");
    }

    @Test
    @Hazard("H14")
    void refusesAReferralInAnotherPracticesName() throws IOException {
        Answer answer = send(birch, sample("CED01"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(403);
        assertThat(answer.body()).contains("REC_FORBIDDEN", "A99999");
    }

    @Test
    void letsATokenDoWhatItIsForAlone() {
        String reader = visitor.token(ACORN, "system/Task.r");

        assertThat(visitor.get("/fhir/Task/" + placed.get("Task"), reader).status())
                .isEqualTo(200);
        assertRefused(visitor.get("/fhir/Task", reader), "system/Task.s");
        assertRefused(visitor.get("/fhir/Patient/" + placed.get("Patient"), reader), "system/Patient.r");
        assertRefused(send(reader, "{}"), "system/ServiceRequest.c");
        String batch = """
                {"resourceType": "Bundle", "type": "batch", "entry": [
                  {"request": {"method": "GET", "url": "Task/%s"}}, {"request": {"method": "GET", "url": "Patient/%s"}}]}""".formatted(placed.get("Task"), placed.get("Patient"));
        String batcher = visitor.token(ACORN, "system/Task.r system/ServiceRequest.c");
        JsonNode answers = send(batcher, batch).json().path("entry");
        assertThat(answers.at("/0/response/status").asString()).startsWith("200");
        assertThat(answers.at("/1/response/status").asString()).startsWith("403");
        assertThat(answers.toString()).doesNotContain("Samplesworth");
        String searcher = visitor.token(ACORN, "system/Task.s");
        assertThat(visitor.get("/fhir/Task?_id=" + placed.get("Task") + "&_include=Task:patient", searcher)
                        .body())
                .contains(placed.get("Task"))
                .doesNotContain("Samplesworth");
    }

    @Test
    void keepsEachKindOfPartyAtItsDoors() {
        String elm = visitor.token(ELM, "system/ServiceRequest.u");

        Stream.of(cedar, dogwood)
                .forEach(worker ->
                        assertThat(visitor.get("/fhir/Task", worker).status()).isEqualTo(403));
        Stream.of(acorn, elm)
                .forEach(other -> assertThat(
                                visitor.get("/local/v1/referrals", other).status())
                        .isEqualTo(403));
        assertThat(visitor.get("/fhir/Task", elm).status()).isEqualTo(403);
        assertThat(send(elm, "{}").status()).isEqualTo(403);
        Stream.of(acorn, cedar, elm).forEach(party -> {
            assertThat(visitor.get("/admin/v1/audit-events", party).status()).isEqualTo(403);
            assertThat(visitor.get("/admin/v1/parties", party).status()).isEqualTo(403);
            assertThat(visitor.get("/actuator/prometheus", party).status()).isEqualTo(403);
            assertThat(visitor.get("/sandbox/sample", party).status()).isEqualTo(403);
        });
        assertThat(visitor.send(
                                "POST",
                                "/local/v1/deliveries/destinations/pause",
                                "{\"destination\": \"x\"}",
                                "Authorization",
                                "Bearer " + cedar,
                                "Content-Type",
                                "application/json")
                        .status())
                .isEqualTo(403);
    }

    private static void assertRefused(Answer answer, String scope) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(403);
        assertThat(answer.body()).contains("REC_FORBIDDEN", scope).doesNotContain("Samplesworth");
    }

    /** But for the id that was asked for. */
    private static void assertSame(Answer anothers, Answer absent, String id, String absentId) {
        assertThat(anothers.status())
                .as(anothers.body())
                .isEqualTo(absent.status())
                .isIn(404, 200);
        assertThat(withoutIds(anothers, id)).isEqualTo(withoutIds(absent, absentId));
    }

    private static String withoutIds(Answer answer, String id) {
        return answer.body().replace(id, "ID").replaceAll("\"(id|lastUpdated)\": ?\"[^\"]*\"", "\"$1\"");
    }
}
