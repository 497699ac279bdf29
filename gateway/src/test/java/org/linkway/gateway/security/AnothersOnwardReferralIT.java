package org.linkway.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.linkway.gateway.security.Secured.ACORN;
import static org.linkway.gateway.security.Secured.CEDAR;
import static org.linkway.gateway.security.Secured.ELM;
import static org.linkway.gateway.security.Secured.ELMS_SERVICE;
import static org.linkway.gateway.security.Secured.FIR;
import static org.linkway.gateway.security.Secured.FIRS_SERVICE;
import static org.linkway.gateway.security.Secured.SERVICES;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linkway.Hazard;
import org.linkway.gateway.security.Visitor.Answer;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One service was handed somebody's referral; another, which has learned its ids, answers for it. */
@Secured
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnothersOnwardReferralIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String PATIENT = "9992468246";
    private static final String DOS = "https://fhir.nhs.uk/Id/dos-service-id|";

    private final JdbcClient jdbc;

    @LocalServerPort
    private int port;

    private Tenant cedar;
    private Tenant elm;
    private Tenant fir;
    private String referral;
    /** The event by which it was handed to Elm; the Bundle that brought it there has the same id. */
    private String toElm;

    AnothersOnwardReferralIT(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @BeforeAll
    void referOn() {
        Visitor visitor = new Visitor(port);
        new Tenant(visitor, visitor.token(ACORN, "system/*.cruds"), "A99999", PATIENT, true);
        cedar = new Tenant(visitor, visitor.token(CEDAR, "local.read local.write"), "CED01", "", false);
        elm = new Tenant(visitor, visitor.token(ELM, "system/ServiceRequest.u"), "ELM01", "", false);
        fir = new Tenant(visitor, visitor.token(FIR, "system/ServiceRequest.u"), "FIR01", "", false);
        referral = jdbc.sql("select id from referral where nhs_number = :number")
                .param("number", PATIENT)
                .query(UUID.class)
                .single()
                .toString();
        report("accepted", "");
        report("seen", "");
        toElm = report("referred-onward", onward(ELM));
        await().atMost(PATIENCE).until(() -> SERVICES.broughtTo(ELM).stream().anyMatch(it -> it.contains(toElm)));
        elm.owns(toElm);
    }

    private static String onward(PartySystem service) {
        return ", \"service\": {\"id\": \"%s\", \"name\": \"%s\"}, \"reason\": \"Debts\""
                .formatted(service.id(), service.id());
    }

    private String report(String type, String details) {
        String id = UUID.randomUUID().toString();
        Answer answer = cedar.send(
                "POST", "/local/v1/referrals/" + referral + "/events", """
                {"id": "%s", "type": "%s", "occurredAt": "%s", "recordedBy": {"name": "Robin Example", "role": "link worker"}%s}""".formatted(id, type, Instant.now(), details));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return id;
    }

    /** Each names the other's message: in its own name, in the other's, and in names that are read as either. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                DOS + FIRS_SERVICE,
                DOS + ELMS_SERVICE,
                ELMS_SERVICE,
                "http://fhir.nhs.uk/Id/dos-service-id|" + ELMS_SERVICE,
                DOS + ELMS_SERVICE + "|" + FIRS_SERVICE,
                DOS + FIRS_SERVICE + "|" + ELMS_SERVICE,
                DOS + ELMS_SERVICE + " ",
                "https://fhir.nhs.uk/Id/ods-organization-code|ELM01",
                "elm-advice",
                "|" + ELMS_SERVICE
            })
    @Hazard("H14")
    void isNotAnsweredByAnotherService(String from) throws IOException {
        String before = standing();

        assertAsIfAbsent(response(from, toElm));

        assertThat(standing()).isEqualTo(before);
    }

    @Test
    @Hazard("H14")
    void isNotAnsweredByTheIdOfItsRequest() throws IOException {
        String before = standing();
        String request = elm.owned();
        String absent = elm.twin(request);
        // What was asked before under this id is answered to whoever asked, and to nobody else.
        assertThat(answered(elm, response(DOS + ELMS_SERVICE, UUID.randomUUID().toString()), request)
                        .status())
                .isEqualTo(404);
        String message = response(DOS + ELMS_SERVICE, toElm);

        Answer anothers = answered(fir, message, request);

        assertThat(elm.plain(anothers)).isEqualTo(elm.plain(answered(fir, elm.twin(message), absent)));
        assertThat(standing()).isEqualTo(before);
    }

    /** What is the service's own to answer is one message, and not all of the referral that it was about. */
    @Test
    @Hazard("H14")
    void isAnsweredForThatServiceAlone() throws IOException {
        String toFir = report("referred-onward", onward(FIR));
        await().atMost(PATIENCE).until(() -> SERVICES.broughtTo(FIR).stream().anyMatch(it -> it.contains(toFir)));
        String accepted = cedar.get("/local/v1/referrals/" + referral)
                .json()
                .path("events")
                .valueStream()
                .filter(it -> it.path("type").asString().equals("accepted"))
                .map(it -> it.path("id").asString())
                .findFirst()
                .orElseThrow();
        elm.owns(accepted);
        String before = standing();
        assertAsIfAbsent(response(DOS + FIRS_SERVICE, toElm));
        assertAsIfAbsent(response(DOS + FIRS_SERVICE, accepted));
        assertThat(standing()).isEqualTo(before);

        assertThat(onwardStatus(toFir)).isEqualTo("requested");
        Answer own = answered(
                fir, response(DOS + FIRS_SERVICE, toFir), UUID.randomUUID().toString());

        assertThat(own.status()).as(own.body()).isEqualTo(200);
        assertThat(onwardStatus(toFir)).isEqualTo("in-progress");
        assertThat(onwardStatus(toElm)).isEqualTo("requested");
    }

    private void assertAsIfAbsent(String message) {
        Answer anothers = answered(fir, message, UUID.randomUUID().toString());
        Answer absent = answered(fir, elm.twin(message), UUID.randomUUID().toString());

        assertThat(elm.plain(anothers)).isEqualTo(elm.plain(absent));
        assertThat(absent.status()).as(absent.body()).isBetween(400, 499).isNotIn(401, 429);
        assertThat(anothers.body()).doesNotContain(PATIENT, referral, "Samplesworth");
    }

    private static Answer answered(Tenant service, String message, String request) {
        return service.post("/fhir/$process-message", message, request);
    }

    /** What was done about the referral, and how much there is to tell of it. */
    private String standing() {
        JsonNode now = cedar.get("/local/v1/referrals/" + referral).json();
        return now.path("version") + " " + now.path("work") + now.path("events")
                + jdbc.sql("select count(*) from delivery where referral_id = :id")
                        .param("id", UUID.fromString(referral))
                        .query(Long.class)
                        .single();
    }

    private String onwardStatus(String onward) {
        return cedar.get("/local/v1/referrals/" + referral)
                .json()
                .at("/work/onward")
                .valueStream()
                .filter(it -> it.path("id").asString().equals(onward))
                .map(it -> it.path("status").asString())
                .findFirst()
                .orElseThrow();
    }

    /** As the service answers that it works on the referral. */
    private static String response(String from, String answers) throws IOException {
        ObjectNode message = (ObjectNode) JsonMapper.shared()
                .readTree(Files.readString(Path.of("examples", "message.json"))
                        .replace("{new}", UUID.randomUUID().toString()));
        ObjectNode header = (ObjectNode) message.at("/entry/0/resource");
        header.remove("definition");
        ((ObjectNode) header.path("eventCoding")).put("code", "servicerequest-response");
        ((ObjectNode) header.path("source")).put("endpoint", from);
        header.putObject("response").put("identifier", answers).put("code", "ok");
        JsonNode encounter = message.path("entry")
                .valueStream()
                .filter(it -> it.at("/resource/resourceType").asString().equals("Encounter"))
                .findFirst()
                .orElseThrow();
        ObjectNode responder =
                ((ObjectNode) encounter.deepCopy()).put("fullUrl", "urn:uuid:7e1f0c52-0000-4000-8000-000000000099");
        ((ObjectNode) responder.path("resource")).put("status", "in-progress");
        message.withArray("entry").add(responder);
        return message.toString();
    }
}
