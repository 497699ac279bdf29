package org.linkway.gateway.journey;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.linkway.gateway.partner.mesh.InventedMesh;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Partners answer in XML with entities. Each such answer is as one that cannot be read: nothing is fetched, and it is tried again. */
@Journey
@Order(FilingChannels.FIRST)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EntitiesInAnswersIT extends FilingChannels {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String SECRET = "only this machine knows";

    private final Inside inside = new Inside();
    private final Partners partners;
    private final Environment environment;

    @TempDir
    static Path directory;

    private InventedPerson record;
    private InventedPerson traced;
    private InventedPerson bars;
    private InventedPerson mesh;
    private String recordsReferral;
    private String tracedsReferral;
    private String barsReferral;
    private String meshReferral;
    private String onward;

    EntitiesInAnswersIT(
            GpSystem gp, LinkWorkers workers, Partners partners, JdbcClient jdbc, Http http, Environment environment) {
        super(gp, workers, jdbc, http);
        this.partners = partners;
        this.environment = environment;
    }

    /** All at once, so that they are waited for once. */
    @BeforeAll
    void refer() throws Exception {
        Files.writeString(directory.resolve("secret"), SECRET);
        proxiesTheRecord(environment);
        record = known("Entityrecord", RECORD_PRACTICE);
        InTurn.answer(RECORD, () -> any(anyUrl()).withRequestBody(containing(record.nhsNumber())), answers(record));
        recordsReferral = gp.refer(record, "Lonely", RECORD_PRACTICE).referral();
        misses(recordsReferral);

        traced = known("Entitytraced", FHIR_PRACTICE);
        PDS.answersFirst(traced, answers(traced));
        tracedsReferral = gp.refer(traced, "Lonely").referral();
        misses(tracedsReferral);

        bars = InventedPerson.called("Imagined");
        String correlation = UUID.randomUUID().toString();
        takesMessages(correlation, 200);
        InTurn.answer(
                BARS, () -> any(anyUrl()).withHeader("X-Correlation-Id", equalTo(correlation)), withIds(answers(bars)));
        barsReferral = refersByMessage(bars, correlation);
        misses(barsReferral);

        mesh = known("Entitymesh", MESH_PRACTICE);
        // Of each it is asked first what came of it, after a second.
        MESH.answersFirst(mesh.nhsNumber(), answers(mesh).subList(4, 6));
        MESH.listsFirst(answers(mesh).subList(0, 3));
        meshReferral = gp.refer(mesh, "Lonely", MESH_PRACTICE).referral();
        misses(meshReferral);

        String referred =
                gp.refer(known("Entityonward", FHIR_PRACTICE), "Debts").referral();
        workers.report(referred, "accepted");
        workers.report(referred, "seen");
        partners.serviceAnswersFirst(referred, answers(traced));
        onward = workers.report(
                referred,
                "referred-onward",
                "{\"service\": {\"name\": \"Debts\", \"id\": \"" + Partners.DEBT_ADVICE
                        + "\"}, \"reason\": \"Debts\"}");
    }

    @AfterEach
    void nothingWasFetched() {
        assertThat(inside.knocks()).isZero();
    }

    @AfterAll
    void close() {
        inside.close();
    }

    private List<ResponseDefinitionBuilder> withIds(List<ResponseDefinitionBuilder> answers) {
        return answers.stream()
                .map(it -> it.withHeader("X-Request-Id", UUID.randomUUID().toString())
                        .withHeader("X-Correlation-Id", UUID.randomUUID().toString()))
                .toList();
    }

    /** But for its entity each would be read, and be about this person. */
    private List<ResponseDefinitionBuilder> answers(InventedPerson person) {
        List<ResponseDefinitionBuilder> answers = new ArrayList<>();
        for (String entities : entities()) {
            answers.add(aResponse()
                    .withHeader("Content-Type", "application/fhir+xml")
                    .withBody(entities + """
                            <Bundle xmlns="http://hl7.org/fhir"><type value="searchset"/><entry><resource><Patient><id value="entity"/>
                            <text><status value="generated"/><div xmlns="http://www.w3.org/1999/xhtml">&a;</div></text>
                            <identifier><system value="https://fhir.nhs.uk/Id/nhs-number"/><value value="%s"/></identifier>
                            </Patient></resource></entry></Bundle>""".formatted(person.nhsNumber())));
        }
        String failure = entities().get(0) + """
                <OperationOutcome xmlns="http://hl7.org/fhir"><text><status value="generated"/>
                <div xmlns="http://www.w3.org/1999/xhtml">&a;</div></text></OperationOutcome>""";
        answers.add(aResponse()
                .withStatus(503)
                .withHeader("Content-Type", "application/fhir+xml")
                .withBody(failure));
        answers.add(
                aResponse().withHeader("Content-Type", "application/fhir+json").withBody(failure));
        return answers;
    }

    private List<String> entities() {
        StringBuilder laughs = new StringBuilder("<!DOCTYPE x [<!ENTITY z \"ha\">");
        String before = "z";
        for (char name = 'k'; name >= 'a'; name--) {
            laughs.append("<!ENTITY ").append(name).append(" \"");
            laughs.append(("&" + before + ";").repeat(10)).append("\">");
            before = String.valueOf(name);
        }
        return List.of(
                "<!DOCTYPE x [<!ENTITY a SYSTEM \"" + inside.address() + "\">]>",
                "<!DOCTYPE x [<!ENTITY % p SYSTEM \"" + inside.address() + "\"> %p;]>",
                "<!DOCTYPE x SYSTEM \"" + inside.address() + "\">",
                "<!DOCTYPE x [<!ENTITY a SYSTEM \""
                        + directory.resolve("secret").toUri() + "\">]>",
                laughs.append("]>").toString());
    }

    @Test
    void fromARecordAreTriedAgain() {
        awaitStatuses(recordsReferral, "filed", 1);

        assertThat(RECORD.getAllServeEvents().stream()
                        .filter(it -> it.getRequest().getBodyAsString().contains(record.nhsNumber()))
                        .map(it -> it.getRequest().getUrl().replaceFirst(".*/fhir", ""))
                        .filter("/Patient/_search"::equals))
                .hasSizeGreaterThanOrEqualTo(answers(record).size() + 1);
    }

    @Test
    void fromTheDemographicsServiceAreTriedAgain() {
        awaitStatuses(tracedsReferral, "filed", 1);

        assertThat(PDS.asked(traced)).isEqualTo(answers(traced).size() + 1);
    }

    @Test
    void fromABarsServiceAreTriedAgain() {
        awaitStatuses(barsReferral, "delivered", 1);
    }

    @Test
    void fromAServiceAreTriedAgain() {
        await().atMost(PATIENCE)
                .until(() -> partners.broughtToTheService(onward).size()
                        == answers(traced).size() + 1);
    }

    /** Neither MESH's own answers nor what a practice acknowledges by it. */
    @Test
    void fromMeshAreTriedAgainAndAcknowledgeNothing() {
        awaitStates(meshReferral, "awaiting", 1);
        await().atMost(PATIENCE).until(MESH::hasSaidAll);
        String sent = documents(mesh).get(0).getHeader("mex-localid");
        for (String entities : entities()) {
            String acknowledgement = new String(InventedMesh.response(sent, "ok", "20013"), StandardCharsets.UTF_8)
                    .replace("<OperationOutcome>", """
                            <OperationOutcome><text><status value="generated"/><div xmlns="http://www.w3.org/1999/xhtml">&a;</div></text>""");
            MESH.answer(ACK, (entities + acknowledgement).getBytes(StandardCharsets.UTF_8));
            MESH.answer(ACK, (entities + acknowledgement.replace("20013", "30001")).getBytes(StandardCharsets.UTF_8));
        }
        await().atMost(PATIENCE).until(() -> MESH.waiting() == 0);
        assertThat(statuses(meshReferral)).containsExactly("sent");

        acknowledge(documents(mesh).get(0), "20013");
        acknowledge(documents(mesh).get(0), "30001");

        awaitStatuses(meshReferral, "delivered", 1);
        assertThat(documents(mesh)).hasSize(1);
    }

    @Test
    void leaveNothingOfWhatTheyLedTo() {
        assertThat(jdbc.sql("select document from record_entry")
                        .query(String.class)
                        .list())
                .isNotEmpty()
                .noneMatch(it -> it.contains(SECRET) || it.contains("haha"));
    }
}
