package org.linkway.translation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linkway.referral.TestReferrals.ONWARD;
import static org.linkway.referral.TestReferrals.event;
import static org.linkway.referral.TestReferrals.moved;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Appointment.AppointmentStatus;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.MessageHeader;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.linkway.Hazard;
import org.linkway.fhir.identifier.IdentifierSystem;
import org.linkway.referral.Consent.FeedBack;
import org.linkway.referral.EventType;
import org.linkway.referral.OnwardOutcome;
import org.linkway.referral.OnwardReferral;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralStatus;
import org.linkway.referral.TestReferrals;
import org.linkway.workflow.Body;

/** What goes to a service that speaks BaRS, and what it answers. */
class OnwardBarsMessageTest {
    private static final ServiceAddress CHOIR =
            ServiceAddress.parse("2000099903").orElseThrow();
    private static final Referral REFERRED =
            moved(TestMessages.after(EventType.ACCEPTED, EventType.WORK_STARTED), event(EventType.REFERRED_ONWARD));

    private static final MessageTranslation TRANSLATION = new MessageTranslation(TestFhir.CONTEXT, TestMessages.OWN);

    private final Bundle sent = message(REFERRED);

    @Test
    void conforms() {
        assertThat(TestFhir.faults(sent, "Linkway-ReferralMessage")).isEmpty();
        assertThat(TestFhir.faults(message(cancelled()), "Linkway-ReferralMessage"))
                .isEmpty();
    }

    @Test
    void isTakenByALinkwayWithNothingToSayAboutItsForm() {
        Findings findings = new Findings();

        MessageCheck.check(sent, new BundleIndex(sent), TestMessages.RULES, findings);

        assertThat(findings.all()).isEmpty();
    }

    @Test
    void keepsTheJourneyAndIsFoundAgainByItsOwnId() {
        assertThat(sent.getIdElement().getIdPart()).isEqualTo(ONWARD.toString());
        assertThat(TestMessages.the(sent, Encounter.class)
                        .getEpisodeOfCareFirstRep()
                        .getReference())
                .isEqualTo(REFERRED.conversation().journeyId().orElseThrow());
        assertThat(TestMessages.the(sent, MessageHeader.class)
                        .getDestinationFirstRep()
                        .getEndpoint())
                .isEqualTo("https://fhir.nhs.uk/Id/dos-service-id|2000099903");
    }

    @Test
    void tellsWhoItIsAndNotWhereTheyLive() {
        Patient patient = TestMessages.the(sent, Patient.class);

        assertThat(patient.hasIdentifier()).isTrue();
        assertThat(patient.hasAddress()).isFalse();
    }

    @Test
    @Hazard("H20")
    void tellsAVoluntaryServiceNeitherNumberNorBirthDateNorPractice() {
        Patient patient = TestMessages.the(
                OnwardBarsMessage.toFhir(
                        REFERRED,
                        REFERRED.work().onward(ONWARD).orElseThrow(),
                        choir(OnwardRecipient.VOLUNTARY),
                        TestMessages.OWN),
                Patient.class);

        assertThat(patient.hasIdentifier()).isFalse();
        assertThat(patient.getBirthDate()).isNull();
        assertThat(patient.getGeneralPractitionerFirstRep().hasIdentifier()).isFalse();
    }

    @Test
    @Hazard("H21")
    void saysThatItWasAMistakeWhereTheReferralWas() {
        Bundle mistake = message(moved(REFERRED, event(EventType.ENTERED_IN_ERROR)));

        assertThat(TestMessages.the(mistake, ServiceRequest.class).getStatus())
                .isEqualTo(ServiceRequestStatus.ENTEREDINERROR);
        assertThat(TestMessages.the(mistake, MessageHeader.class)
                        .getReason()
                        .getCodingFirstRep()
                        .getCode())
                .isEqualTo("update");
        assertThat(TestFhir.faults(mistake)).isEmpty();
    }

    @Test
    void cancelsInTheGuidesFirstForm() {
        Bundle cancellation = message(cancelled());

        assertThat(TestMessages.the(cancellation, ServiceRequest.class).getStatus())
                .isEqualTo(ServiceRequestStatus.REVOKED);
        assertThat(TestMessages.the(cancellation, MessageHeader.class)
                        .getReason()
                        .getCodingFirstRep()
                        .getCode())
                .isEqualTo("update");
        assertThat(cancellation.getIdElement().getIdPart()).isEqualTo(ONWARD.toString());
    }

    /** BaRS: the receiver replaces what it has by what is later. */
    @Test
    void cancelsAndLeavesAllElseAsItWasSent() {
        Instant cancelledAt = Instant.parse("2026-03-09T16:00:00Z");
        Bundle cancellation = message(moved(
                REFERRED,
                event(EventType.ONWARD_UPDATED, TestReferrals.onwardUpdate(ReferralStatus.CANCELLED), cancelledAt)));

        List<Resource> changed = resources(cancellation)
                .filter(it -> it.getMeta().getLastUpdated().toInstant().equals(cancelledAt))
                .toList();

        assertThat(changed).extracting(Resource::fhirType).containsExactly("MessageHeader", "ServiceRequest");
        assertThat(resources(cancellation).filter(it -> !changed.contains(it)).map(TestFhir::json))
                .isSubsetOf(resources(sent).map(TestFhir::json).toList());
    }

    private static Stream<Resource> resources(Bundle bundle) {
        return bundle.getEntry().stream().map(Bundle.BundleEntryComponent::getResource);
    }

    @Test
    void goesUnderTheSameIdsHoweverOftenItIsSent() {
        OnwardReferral onward = REFERRED.work().onward(ONWARD).orElseThrow();

        OutboundMessage first = TRANSLATION.onward(REFERRED, onward, choir(OnwardRecipient.NHS), Optional.empty());

        assertThat(TRANSLATION.onward(REFERRED, onward, choir(OnwardRecipient.NHS), Optional.empty()))
                .isEqualTo(first);
        assertThat(first.correlationId())
                .isEqualTo(REFERRED.conversation().correlationId().orElseThrow());
        assertThat(first.requestId().toString()).isNotEqualTo(first.correlationId());
        assertThat(first.useContext()).isEqualTo("a5t1|referral|servicerequest-request|new");
    }

    @Test
    void isAskedForBeforeItIsCancelledWhereThePersonIsKnownThere() {
        Referral cancelled = cancelled();
        OnwardReferral onward = cancelled.work().onward(ONWARD).orElseThrow();

        assertThat(TRANSLATION.soughtFirst(cancelled, onward, choir(OnwardRecipient.NHS)))
                .contains(new OnwardSearch(
                        CHOIR,
                        cancelled.conversation().correlationId().orElseThrow(),
                        "ServiceRequest?patient:identifier=https%3A%2F%2Ffhir.nhs.uk%2FId%2Fnhs-number%7C"
                                + TestReferrals.NHS_NUMBER));
        assertThat(TRANSLATION.soughtFirst(cancelled, onward, choir(OnwardRecipient.VOLUNTARY)))
                .isEmpty();
        assertThat(TRANSLATION.soughtFirst(
                        REFERRED, REFERRED.work().onward(ONWARD).orElseThrow(), choir(OnwardRecipient.NHS)))
                .isEmpty();
    }

    @Test
    void isCancelledUnderTheIdsThatTheReceiverGaveIt() {
        Bundle cancellation = read(cancelling(found("Patient/theirs")));

        assertThat(idOf(cancellation, ServiceRequest.class)).isEqualTo("request-of-theirs");
        assertThat(idOf(cancellation, Patient.class)).isEqualTo("theirs");
        assertThat(TestFhir.faults(cancellation, "Linkway-ReferralMessage")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://demographics.example/Patient/9990000018", "urn:uuid:1", "Group/theirs", ""})
    void givesThePersonNoIdThatIsNotTheReceivers(String subject) {
        Bundle cancellation = read(cancelling(found(subject)));

        assertThat(idOf(cancellation, ServiceRequest.class)).isEqualTo("request-of-theirs");
        assertThat(idOf(cancellation, Patient.class)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"resourceType\": \"Bundle\", \"entry\": [{}]}",
                "{\"resourceType\": \"Patient\"}",
                "{}",
                "<html>",
                ""
            })
    void isCancelledWithoutTheReceiversIdsWhereItDoesNotTellThem(String found) {
        Bundle cancellation = read(cancelling(found));

        assertThat(idOf(cancellation, ServiceRequest.class)).isNull();
        assertThat(idOf(cancellation, Patient.class)).isNull();
    }

    /** Asked again, the receiver may not find any more what it has cancelled meanwhile. */
    @Test
    void isTheSameCancellationWhateverTheReceiverAnsweredWhenItWasAsked() {
        assertThat(cancelling(found("Patient/theirs")).requestId())
                .isEqualTo(cancelling("").requestId());
    }

    private static String found(String subject) {
        Bundle found = new Bundle().setType(Bundle.BundleType.SEARCHSET);
        found.addEntry().setResource(there("request-of-another", "00000000-0000-4000-8000-00000000000a", subject));
        found.addEntry().setResource(there("request-of-theirs", ONWARD.toString(), subject));
        return TestFhir.json(found);
    }

    private static ServiceRequest there(String id, String identifier, String subject) {
        ServiceRequest request = new ServiceRequest();
        request.setId(id);
        if (!subject.isEmpty()) {
            request.setSubject(new Reference(subject));
        }
        request.addIdentifier()
                .setSystem(IdentifierSystem.LINKWAY_REFERRAL.uri())
                .setValue(identifier);
        return request;
    }

    private static OutboundMessage cancelling(String found) {
        Referral cancelled = cancelled();
        return TRANSLATION.onward(
                cancelled,
                cancelled.work().onward(ONWARD).orElseThrow(),
                choir(OnwardRecipient.NHS),
                Optional.of(Body.of(found.getBytes(StandardCharsets.UTF_8))));
    }

    private static Bundle read(OutboundMessage message) {
        return TestFhir.CONTEXT
                .newJsonParser()
                .setOverrideResourceIdWithBundleEntryFullUrl(false)
                .parseResource(Bundle.class, new String(message.body().bytes(), StandardCharsets.UTF_8));
    }

    private static String idOf(Bundle message, Class<? extends Resource> type) {
        return TestMessages.the(message, type).getIdElement().getIdPart();
    }

    @ParameterizedTest
    @CsvSource({
        "PLANNED, ACCEPTED",
        "TRIAGED, ACCEPTED",
        "INPROGRESS, IN_PROGRESS",
        "FINISHED, COMPLETED",
        "CANCELLED, REJECTED"
    })
    void isAnsweredByTheResponder(EncounterStatus told, ReferralStatus means) {
        Bundle answer = answer();
        responder(answer).setStatus(told);

        OnwardReport report = report(answer);

        assertThat(report.answers()).isEqualTo(ONWARD.toString());
        assertThat(report.update().onward()).contains(ONWARD);
        assertThat(report.update().status()).contains(means);
        assertThat(report.update().gaps()).isEmpty();
    }

    @Test
    void isRejectedInTheWordsOfTheService() {
        Bundle answer = answer();
        responder(answer).setStatus(EncounterStatus.CANCELLED).addReasonCode().setText("The choir is full.");

        assertThat(report(answer).update().reasonText()).contains("The choir is full.");
    }

    @Test
    void hasFailedWhereItIsRejectedAfterItWasTakenUp() {
        Referral accepted =
                moved(REFERRED, event(EventType.ONWARD_UPDATED, TestReferrals.onwardUpdate(ReferralStatus.ACCEPTED)));
        Bundle answer = answer();
        responder(answer).setStatus(EncounterStatus.CANCELLED);

        assertThat(report(answer)
                        .updateOf(accepted.work().onward(ONWARD).orElseThrow())
                        .status())
                .contains(ReferralStatus.FAILED);
    }

    /** The form of REFRESP01. */
    @Test
    void hasComeToNothingWhereTheServiceRevokesItBecauseNobodyCame() {
        Bundle answer = answer();
        TestMessages.the(answer, ServiceRequest.class).setStatus(ServiceRequestStatus.REVOKED);

        OnwardReport report = report(answer);

        assertThat(report.update().status()).contains(ReferralStatus.CANCELLED);
        assertThat(report.update().outcome()).contains(OnwardOutcome.DID_NOT_GO);
        assertThat(report.update().reasonText()).contains("The person did not attend.");
    }

    @Test
    void goesOnWhereSomebodyMissedOneAppointment() {
        Bundle answer = answer();
        responder(answer).setStatus(EncounterStatus.INPROGRESS);
        answer.addEntry()
                .setFullUrl("urn:uuid:55555555-0000-4000-8000-000000000001")
                .setResource(new Appointment().setStatus(AppointmentStatus.NOSHOW));

        assertThat(report(answer).update().status()).contains(ReferralStatus.IN_PROGRESS);
        assertThat(report(answer).update().reasonText()).contains("The person did not attend.");
    }

    @Test
    void hasToSayWhatItAnswers() {
        Bundle answer = answer();
        TestMessages.the(answer, MessageHeader.class).setResponse(null);

        assertThat(OnwardReportMapper.toModel(answer, TestMessages.RULES)
                        .<String>match(
                                (report, warnings) -> "",
                                issues -> issues.get(0).sentence()))
                .startsWith("This response does not say what it answers.");
    }

    /** A response as Linkway itself would write it, in answer to the message that went out. */
    private static Bundle answer() {
        Referral accepted = TestMessages.after(EventType.ACCEPTED);
        Bundle answer = ResponseMessage.toFhir(
                UUID.randomUUID(),
                accepted,
                accepted.lastEvent(),
                FeedBack.ALL,
                StandingMessage.of(TestMessages.echo()),
                new OwnService(CHOIR, "ZZZ02", "Invented Choir"));
        TestMessages.the(answer, MessageHeader.class).getResponse().setIdentifier(ONWARD.toString());
        return answer;
    }

    private static Encounter responder(Bundle answer) {
        return new BundleIndex(answer)
                .resolve(TestMessages.the(answer, MessageHeader.class).getFocusFirstRep(), Encounter.class)
                .orElseThrow()
                .resource();
    }

    private static OnwardReport report(Bundle answer) {
        return OnwardReportMapper.toModel(answer, TestMessages.RULES).match((report, warnings) -> report, issues -> {
            throw new AssertionError(issues);
        });
    }

    private static Referral cancelled() {
        return moved(REFERRED, event(EventType.ONWARD_UPDATED, TestReferrals.onwardUpdate(ReferralStatus.CANCELLED)));
    }

    private static Bundle message(Referral referral) {
        return OnwardBarsMessage.toFhir(
                referral,
                Optional.of(ONWARD).flatMap(referral.work()::onward).orElseThrow(),
                choir(OnwardRecipient.NHS),
                TestMessages.OWN);
    }

    private static OnwardBarsService choir(OnwardRecipient kind) {
        return new OnwardBarsService(CHOIR, Optional.of("ZZZ02"), "a5t1", kind);
    }
}
