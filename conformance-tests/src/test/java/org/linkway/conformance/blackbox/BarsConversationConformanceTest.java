package org.linkway.conformance.blackbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Appointment.AppointmentStatus;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.MessageHeader;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linkway.conformance.blackbox.BarsPartner.Received;
import org.linkway.conformance.partner.FhirText;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.fhir.validation.WireFormat;

/** The BaRS guide's own example messages as conversations: each step's answer, and what the sender is told by messages. */
class BarsConversationConformanceTest {
    private static final String VALIDATE =
            "/fhir/Bundle/$validate?profile=https://fhir.linkway.org/StructureDefinition/";

    /** The organisation that published requests are for: RYE. */
    private static final String OURS = "urn:uuid:d5ffd0cd-ec7e-48a1-84f1-91f4c0eb8fc5";

    private static BarsPartner partner;
    private static GatewayProcess gateway;

    private final String correlationId = GpSystem.newId();

    @BeforeAll
    static void start(@TempDir Path dataDir) {
        assumeTrue(
                PublishedMessage.areThere(),
                "The published BaRS messages are not beside this clone, so nothing can be said about them.");
        partner = BarsPartner.start();
        Map<String, String> options = new HashMap<>(Map.of(
                "linkway.door.accepted-use-cases", "a5t1,a5t3",
                "linkway.door.accept-failing-nhs-numbers", "true",
                "linkway.door.bars.hosted-services", "111111111,2000099901",
                "linkway.bars.ods-code", "RYE",
                "linkway.bars.endpoints[2222222222]", partner.baseUrl(),
                "linkway.onward.services.choir.endpoint", partner.baseUrl(),
                "linkway.onward.services.choir.protocol", "bars",
                "linkway.onward.services.choir.kind", "nhs",
                "linkway.onward.services.choir.bars-service", "11111111111",
                "linkway.onward.services.choir.bars-use-case", "a5t1"));
        gateway = GatewayProcess.quiet(dataDir, options);
    }

    @AfterAll
    static void stop() {
        if (gateway != null) {
            gateway.close();
            partner.close();
        }
    }

    @Test
    void sentAcceptedProgressedAndCompleted() {
        Bundle sent = PublishedMessage.sentNow("REFREQ03");
        String referral = opened(sent);

        report(referral, WorkerEvents.accepted());
        Received accepted = partner.await(correlationId, 1);
        report(referral, WorkerEvents.seen());
        Received progressed = partner.await(correlationId, 2);
        report(referral, WorkerEvents.completed());
        Received completed = partner.await(correlationId, 3);

        assertThat(List.of(accepted, progressed, completed)).allSatisfy(response -> {
            assertThat(response.the(MessageHeader.class).getResponse().getIdentifier())
                    .isEqualTo(sent.getIdElement().getIdPart());
            assertThat(response.the(ServiceRequest.class).getStatus()).isEqualTo(ServiceRequestStatus.ACTIVE);
            assertThat(response.responder().getEpisodeOfCareFirstRep().getReference())
                    .isEqualTo("EpisodeOfCare/d877b820-e72b-44d1-a627-195f54bfc606");
            conforms(response.message(), "Linkway-ResponseMessage");
        });
        assertThat(List.of(accepted, progressed, completed))
                .extracting(it -> it.responder().getStatus().toCode())
                .containsExactly("planned", "in-progress", "finished");
        assertThat(List.of(accepted, progressed, completed))
                .extracting(it -> it.request().getHeader("X-Request-Id"))
                .doesNotHaveDuplicates();
        assertThat(completed
                        .the(CarePlan.class)
                        .getActivityFirstRep()
                        .getOutcomeCodeableConceptFirstRep()
                        .getText())
                .isEqualTo(WorkerEvents.NARRATIVE);
    }

    @Test
    void sentAndRefused() {
        String referral = opened(PublishedMessage.sentNow("REFREQ06"));

        report(referral, WorkerEvents.rejected());
        Received refused = partner.await(correlationId, 1);

        assertThat(refused.responder().getStatus()).isEqualTo(Encounter.EncounterStatus.CANCELLED);
        assertThat(refused.responder().getReasonCodeFirstRep().getCoding())
                .anyMatch(it -> it.getSystem().equals("https://fhir.nhs.uk/CodeSystem/rejected-reasons-bars")
                        && it.getCode().equals("RRNA"));
        assertThat(refused.responder().getReasonCodeFirstRep().getText()).contains("no places until spring");
        conforms(refused.message(), "Linkway-ResponseMessage");
    }

    @Test
    void sentAndCancelledByAMessageThatNamesTheReferralByItsConversationAlone() {
        String referral = opened(PublishedMessage.sentNow("REFREQ03"));
        report(referral, WorkerEvents.accepted());
        partner.await(correlationId, 1);

        Answer cancelled = send(PublishedMessage.sentNow("SERVREQ01")).expect(200);

        assertThat(the(cancelled.bundle(), ServiceRequest.class).getStatus()).isEqualTo(ServiceRequestStatus.REVOKED);
        assertThat(status(referral)).isEqualTo("cancelled");
        assertThat(partner.received(correlationId)).hasSize(1);
        Refusals.assertRefused(
                send(PublishedMessage.sentNow("SERVREQ01")),
                GatewayError.INVARIANT,
                "It was closed by cancelled-by-sender");
    }

    @Test
    void aMissedAppointmentIsToldAndRevokesNothing() {
        String referral = opened(PublishedMessage.sentNow("REFREQ03"));
        report(referral, WorkerEvents.accepted());
        report(referral, WorkerEvents.seen());
        partner.await(correlationId, 2);

        report(referral, WorkerEvents.event("did-not-attend"));
        Received missed = partner.await(correlationId, 3);

        assertThat(missed.the(Appointment.class).getStatus()).isEqualTo(AppointmentStatus.NOSHOW);
        assertThat(missed.the(ServiceRequest.class).getStatus()).isEqualTo(ServiceRequestStatus.ACTIVE);
        assertThat(missed.responder().getStatus()).isEqualTo(Encounter.EncounterStatus.INPROGRESS);
        conforms(missed.message(), "Linkway-ResponseMessage");
    }

    @Test
    void sentOnAndRefusedByTheNextService() {
        String referral = opened(PublishedMessage.sentNow("REFREQ03"));
        report(referral, WorkerEvents.accepted());
        report(referral, WorkerEvents.seen());
        partner.await(correlationId, 2);
        ObjectNode onward = WorkerEvents.event("referred-onward").put("reason", "Would like to sing.");
        onward.putObject("service").put("name", "Invented choir").put("id", "choir");
        report(referral, onward);
        Received sentOn = partner.await(correlationId, 3);

        Bundle response = PublishedMessage.sentNow("REFRESP02");
        MessageHeader header = the(response, MessageHeader.class);
        header.getDestinationFirstRep().setEndpoint("https://fhir.nhs.uk/Id/dos-service-id|2000099901");
        Refusals.assertRefusedAt(
                send(response), GatewayError.NOT_FOUND, "Bundle.entry[0].resource.response.identifier");
        header.getResponse().setIdentifier(sentOn.message().getIdElement().getIdPart());
        Answer taken = send(response).expect(200);

        conforms(sentOn.message(), "Linkway-ReferralMessage");
        assertThat(sentOn.request().getHeader("use-context")).isEqualTo("a5t1|referral|servicerequest-request|new");
        assertThat(taken.resource(OperationOutcome.class).getIssueFirstRep().getDiagnostics())
                .startsWith("The response was taken");
        JsonNode standing = workers().referral(referral).at("/work/onward/0");
        assertThat(standing.get("status").asText()).isEqualTo("rejected");
        assertThat(standing.get("statusReason").asText())
                .isEqualTo("We have a paramedic but not available for 30 mins");
    }

    /** The form of REFRESP01, in answer to a referral that went on. */
    @Test
    void sentOnAndNobodyCame() {
        String referral = opened(PublishedMessage.sentNow("REFREQ03"));
        report(referral, WorkerEvents.accepted());
        report(referral, WorkerEvents.seen());
        partner.await(correlationId, 2);
        ObjectNode onward = WorkerEvents.event("referred-onward");
        onward.putObject("service").put("name", "Invented choir").put("id", "choir");
        report(referral, onward);
        Received sentOn = partner.await(correlationId, 3);

        Bundle response = PublishedMessage.sentNow("REFRESP01");
        MessageHeader header = the(response, MessageHeader.class);
        header.getDestinationFirstRep()
                .setEndpoint("https://fhir.nhs.uk/Id/dos-service-id|2000099901")
                .setReceiver(new Reference(OURS));
        header.getSource().setEndpoint("https://fhir.nhs.uk/Id/dos-service-id|11111111111");
        header.getResponse().setIdentifier(sentOn.message().getIdElement().getIdPart());
        send(response).expect(200);

        JsonNode standing = workers().referral(referral).at("/work/onward/0");
        assertThat(standing.get("outcome").asText()).isEqualTo("did-not-go");
    }

    /** As it was published, to the letter. */
    @ParameterizedTest
    @CsvSource({"REFREQ03, check digit (modulus 11)", "REFREQ06, 1659111000000100"})
    void goesAllTheWayRoundWithAWarning(String name, String warned) {
        Answer answer = gateway.gp()
                .post(GpSystem.MESSAGE_DOOR, PublishedMessage.text(name), WireFormat.XML.mediaType(), GpSystem.newId())
                .expect(200);

        gateway.gp().assertReadable(answer);
        assertThat(answer.warnings()).anyMatch(warning -> warning.contains(warned));
        String id = referralIn(answer);
        workers().lead(id, "completed");
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            JsonNode referral = workers().referral(id);
            assertThat(referral.get("recordEntries")).isNotEmpty().allSatisfy(entry -> {
                assertThat(entry.get("status").asText())
                        .as(entry.toPrettyString())
                        .isEqualTo("filed");
                gateway.standInRecord()
                        .read(entry.at("/proof/location").asText())
                        .expect(200);
            });
        });
    }

    private String opened(Bundle message) {
        Answer echo = send(message).expect(200);
        gateway.gp().assertReadable(echo);
        return referralIn(echo);
    }

    private static String referralIn(Answer echo) {
        return workers()
                .referralOf(
                        the(echo.bundle(), ServiceRequest.class).getIdElement().getIdPart())
                .get("id")
                .asText();
    }

    private Answer send(Bundle message) {
        return gateway.gp()
                .postWithHeaders(
                        GpSystem.MESSAGE_DOOR,
                        new String(FhirText.write(message, WireFormat.XML), UTF_8),
                        Map.of(
                                "Content-Type",
                                WireFormat.XML.mediaType(),
                                "Accept",
                                WireFormat.JSON.mediaType() + "; version=1.1.6",
                                "X-Request-Id",
                                GpSystem.newId(),
                                "X-Correlation-Id",
                                correlationId));
    }

    private static void conforms(Bundle message, String profile) {
        Answer judged = gateway.gp()
                .postWithHeaders(
                        VALIDATE + profile,
                        new String(FhirText.write(message, WireFormat.JSON), UTF_8),
                        Map.of("Content-Type", WireFormat.JSON.mediaType()))
                .expect(200);
        assertThat(judged.issues())
                .filteredOn(it -> it.getSeverity() == OperationOutcome.IssueSeverity.ERROR)
                .as(judged.body())
                .isEmpty();
    }

    private static void report(String referral, ObjectNode event) {
        workers().report(referral, event).expect(201);
    }

    private static String status(String referral) {
        return workers().referral(referral).get("status").asText();
    }

    private static LinkWorkers workers() {
        return gateway.linkWorkers();
    }

    private static <T> T the(Bundle bundle, Class<T> type) {
        return bundle.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }
}
