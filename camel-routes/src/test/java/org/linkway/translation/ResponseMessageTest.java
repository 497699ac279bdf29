package org.linkway.translation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linkway.referral.EventType.ACCEPTED;
import static org.linkway.referral.EventType.COMPLETED;
import static org.linkway.referral.EventType.DECLINED_BY_PERSON;
import static org.linkway.referral.EventType.DID_NOT_ATTEND;
import static org.linkway.referral.EventType.INFORMATION_REQUESTED;
import static org.linkway.referral.EventType.MARKED_DUPLICATE;
import static org.linkway.referral.EventType.MOVED_AWAY;
import static org.linkway.referral.EventType.REJECTED_BY_SERVICE;
import static org.linkway.referral.EventType.WITHDRAWN_BY_SERVICE;
import static org.linkway.referral.EventType.WORK_STARTED;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.MessageHeader;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.linkway.referral.Consent.FeedBack;
import org.linkway.referral.EventType;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.Referral;
import org.linkway.referral.TestReferrals;
import org.linkway.workflow.TestEntries;

class ResponseMessageTest {
    private static final UUID ID = UUID.fromString("44444444-0000-4000-8000-000000000001");
    private static final Instant SENT_AT = Instant.parse("2026-03-01T08:00:00Z");
    private static final String SHORT = "bars-message-servicerequest-response-referral-short";
    private static final String FULL = "bars-message-servicerequest-response-referral";

    /** What happened; the responder's Encounter; the ServiceRequest; the form. */
    static Stream<Arguments> cases() {
        return Stream.of(
                Arguments.of(List.of(ACCEPTED), "planned", "active", SHORT),
                Arguments.of(List.of(ACCEPTED, INFORMATION_REQUESTED), "in-progress", "active", SHORT),
                Arguments.of(List.of(ACCEPTED, WORK_STARTED), "in-progress", "active", SHORT),
                Arguments.of(List.of(ACCEPTED, WORK_STARTED, DID_NOT_ATTEND), "in-progress", "active", FULL),
                Arguments.of(List.of(ACCEPTED, COMPLETED), "finished", "active", FULL),
                Arguments.of(List.of(REJECTED_BY_SERVICE), "cancelled", "active", SHORT),
                Arguments.of(List.of(DECLINED_BY_PERSON), "cancelled", "revoked", SHORT),
                Arguments.of(List.of(ACCEPTED, WITHDRAWN_BY_SERVICE), "cancelled", "revoked", SHORT),
                Arguments.of(List.of(ACCEPTED, MOVED_AWAY), "cancelled", "revoked", SHORT),
                Arguments.of(List.of(MARKED_DUPLICATE), "cancelled", "entered-in-error", SHORT));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void saysHowTheReferralStands(List<EventType> events, String encounter, String request, String definition) {
        Bundle message = response(FeedBack.ALL, events);

        MessageHeader header = TestMessages.the(message, MessageHeader.class);
        assertThat(responder(message).getStatus().toCode()).isEqualTo(encounter);
        assertThat(TestMessages.the(message, ServiceRequest.class).getStatus().toCode())
                .isEqualTo(request);
        assertThat(header.getDefinition()).endsWith("/" + definition);
        assertThat(new BundleIndex(message).all(Encounter.class)).hasSize(definition.equals(SHORT) ? 2 : 1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void conformsWhateverMayBeFedBack(List<EventType> events) {
        assertThat(FeedBack.values())
                .allSatisfy(told -> assertThat(TestFhir.faults(response(told, events), "Linkway-ResponseMessage"))
                        .as(told.code())
                        .isEmpty());
    }

    /** What a receiver of BaRS checks, by the same check that ours are checked by when they come in. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void isAResponseByTheTable(List<EventType> events, String encounter, String request) {
        Findings findings = new Findings();
        Bundle message = response(FeedBack.ALL, events);

        MessageCheck.check(message, new BundleIndex(message), TestMessages.RULES, findings);

        if (!request.equals("entered-in-error")) {
            assertThat(findings.all()).isEmpty();
        }
    }

    @Test
    void keepsTheConversation() {
        Bundle sent = TestMessages.message();

        Bundle message = response(FeedBack.ALL, List.of(ACCEPTED));

        MessageHeader header = TestMessages.the(message, MessageHeader.class);
        assertThat(message.getIdElement().getIdPart()).isEqualTo(ID.toString());
        assertThat(header.getResponse().getIdentifier())
                .isEqualTo(sent.getIdElement().getIdPart());
        assertThat(header.getDestinationFirstRep().getEndpoint())
                .isEqualTo(
                        TestMessages.the(sent, MessageHeader.class).getSource().getEndpoint());
        assertThat(fullUrl(message, Patient.class)).isEqualTo(fullUrl(sent, Patient.class));
        assertThat(fullUrl(message, ServiceRequest.class)).isEqualTo(fullUrl(sent, ServiceRequest.class));
        assertThat(responder(message).getEpisodeOfCareFirstRep().getReference())
                .isEqualTo(TestMessages.opened().conversation().journeyId().orElseThrow());
    }

    /** BaRS: the receiver replaces what it has by what is later. */
    @Test
    void leavesTheSendersFullerResourcesAsOldAsTheyWereSent() {
        Bundle sent = TestMessages.echo();
        sent.getEntry().forEach(entry -> entry.getResource().getMeta().setLastUpdated(Date.from(SENT_AT)));
        Referral referral = TestMessages.after(ACCEPTED);

        Bundle message = response(FeedBack.ALL, referral, StandingMessage.of(sent));

        assertThat(changed(TestMessages.the(message, Patient.class))).isEqualTo(SENT_AT);
        assertThat(changed(TestMessages.the(message, ServiceRequest.class))).isEqualTo(SENT_AT);
        assertThat(changed(TestMessages.the(message, Encounter.class))).isEqualTo(SENT_AT);
        assertThat(changed(responder(message))).isEqualTo(at(referral));
        assertThat(changed(TestMessages.the(message, MessageHeader.class))).isEqualTo(at(referral));
    }

    @Test
    void takesThemForAsOldAsTheReferralWhereTheirSenderDoesNotSay() {
        Bundle message = response(FeedBack.ALL, List.of(ACCEPTED));

        assertThat(changed(TestMessages.the(message, Patient.class))).isEqualTo(TestReferrals.RECEIVED_AT);
    }

    @ParameterizedTest
    @EnumSource(names = {"MOVED_AWAY", "INFORMATION_REQUESTED"})
    void stampsTheRequestWithTheEventThatChangedIt(EventType event) {
        Referral referral = TestMessages.after(ACCEPTED, event);

        Bundle message = response(FeedBack.ALL, referral, StandingMessage.of(TestMessages.echo()));

        assertThat(changed(TestMessages.the(message, ServiceRequest.class))).isEqualTo(at(referral));
        assertThat(changed(TestMessages.the(message, Patient.class))).isEqualTo(TestReferrals.RECEIVED_AT);
    }

    private static Instant changed(Resource resource) {
        return resource.getMeta().getLastUpdated().toInstant();
    }

    private static Instant at(Referral referral) {
        return referral.lastEvent().recordedAt();
    }

    @Test
    void isTheSameWhenItIsMadeAgain() {
        assertThat(TestFhir.json(response(FeedBack.ALL, List.of(ACCEPTED, COMPLETED))))
                .isEqualTo(TestFhir.json(response(FeedBack.ALL, List.of(ACCEPTED, COMPLETED))));
    }

    @Test
    void saysHowItStoodThenAndNotNow() {
        Referral now = TestMessages.after(ACCEPTED, WORK_STARTED, COMPLETED);

        Bundle message = ResponseMessage.toFhir(
                ID,
                now,
                now.events().get(now.events().size() - 2),
                FeedBack.ALL,
                StandingMessage.of(TestMessages.echo()),
                TestMessages.OWN);

        assertThat(responder(message).getStatus()).isEqualTo(Encounter.EncounterStatus.INPROGRESS);
        assertThat(responder(message).getStatusHistoryFirstRep().getStatus())
                .isEqualTo(Encounter.EncounterStatus.PLANNED);
    }

    @Test
    void rejectsInTheCodesOfBars() {
        Encounter responder = responder(response(FeedBack.ALL, List.of(REJECTED_BY_SERVICE)));

        assertThat(responder.getReasonCodeFirstRep().getCoding().stream().map(Coding::getSystem))
                .contains(
                        "https://fhir.nhs.uk/CodeSystem/rejected-reasons-bars",
                        "https://fhir.nhs.uk/CodeSystem/dos-rejected-reasons-bars");
        assertThat(responder.getReasonCodeFirstRep().getText()).isNotBlank();
    }

    @Test
    void tellsCodesAloneWhereThePersonWantsNoWordsFedBack() {
        Bundle rejected = response(FeedBack.CODES_ONLY, List.of(REJECTED_BY_SERVICE));
        Bundle completed = response(FeedBack.CODES_ONLY, List.of(ACCEPTED, COMPLETED));

        assertThat(responder(rejected).getReasonCodeFirstRep().hasText()).isFalse();
        assertThat(responder(rejected).getReasonCodeFirstRep().hasCoding()).isTrue();
        assertThat(TestMessages.the(completed, CarePlan.class)
                        .getActivityFirstRep()
                        .getOutcomeCodeableConceptFirstRep()
                        .hasText())
                .isFalse();
    }

    @Test
    void tellsNothingButWhereItStandsWhereThePersonWantsNothingFedBack() {
        Bundle rejected = response(FeedBack.NOTHING, List.of(REJECTED_BY_SERVICE));
        Bundle completed = response(FeedBack.NOTHING, List.of(ACCEPTED, COMPLETED));

        assertThat(responder(rejected).getReasonCodeFirstRep().hasCoding()).isFalse();
        assertThat(responder(completed).getStatus()).isEqualTo(Encounter.EncounterStatus.FINISHED);
        assertThat(new BundleIndex(completed).all(CarePlan.class)).isEmpty();
    }

    /** REFRESP01 revokes the request because somebody missed an appointment; here the link worker goes on. */
    @Test
    void neverRevokesForOneMissedAppointment() {
        Bundle message = response(FeedBack.ALL, List.of(ACCEPTED, WORK_STARTED, DID_NOT_ATTEND));

        assertThat(TestMessages.the(message, ServiceRequest.class).getStatus()).isEqualTo(ServiceRequestStatus.ACTIVE);
        assertThat(TestMessages.the(message, Appointment.class).getStatus())
                .isEqualTo(Appointment.AppointmentStatus.NOSHOW);
    }

    @Test
    void isWrittenWithoutAnEchoToo() {
        Bundle message = response(FeedBack.ALL, TestMessages.after(ACCEPTED), StandingMessage.none());

        assertThat(TestFhir.faults(message, "Linkway-ResponseMessage")).isEmpty();
    }

    static Stream<Arguments> entries() {
        return Stream.of(
                Arguments.of("a code", TestEntries.coded()),
                Arguments.of("a score", TestEntries.measured()),
                Arguments.of("words", TestEntries.inWords()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("entries")
    void bringsAnEntryForTheRecordInTheFullForm(String what, RecordEntry planned) {
        Referral referral = TestMessages.after(ACCEPTED, WORK_STARTED);
        RecordEntry entry = RecordEntry.planned(
                planned.id(),
                referral.id(),
                referral.lastEvent().id(),
                planned.resource(),
                planned.code(),
                planned.measure(),
                planned.narrative(),
                planned.occurredAt(),
                planned.onceIn());
        Findings findings = new Findings();

        Bundle message = ResponseMessage.with(
                entry,
                referral.person().tracedUnder("9990000026"),
                ID,
                referral,
                StandingMessage.of(TestMessages.echo()),
                TestMessages.OWN);
        MessageCheck.check(message, new BundleIndex(message), TestMessages.RULES, findings);

        assertThat(TestMessages.the(message, MessageHeader.class).getDefinition())
                .endsWith("/" + FULL);
        assertThat(findings.all()).isEmpty();
        assertThat(TestFhir.faults(message, "Linkway-ResponseMessage")).isEmpty();
        assertThat(TestFhir.json(message))
                .contains("9990000026")
                .doesNotContain(referral.person().nhsNumber().orElseThrow());
        assertThat(message.getEntry().stream()
                        .flatMap(it -> RecordEntryMapper.toStanding(it.getResource(), entry).stream()))
                .singleElement()
                .satisfies(it -> assertThat(it.complete()).isTrue());
    }

    private static Bundle response(FeedBack told, List<EventType> events) {
        return response(
                told, TestMessages.after(events.toArray(EventType[]::new)), StandingMessage.of(TestMessages.echo()));
    }

    private static Bundle response(FeedBack told, Referral referral, StandingMessage sent) {
        return ResponseMessage.toFhir(ID, referral, referral.lastEvent(), told, sent, TestMessages.OWN);
    }

    private static Encounter responder(Bundle message) {
        Reference focus = TestMessages.the(message, MessageHeader.class).getFocusFirstRep();
        return new BundleIndex(message)
                .resolve(focus, Encounter.class)
                .orElseThrow()
                .resource();
    }

    private static String fullUrl(Bundle bundle, Class<? extends Resource> type) {
        return new BundleIndex(bundle).all(type).get(0).fullUrl();
    }
}
