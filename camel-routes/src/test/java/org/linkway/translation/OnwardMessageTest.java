package org.linkway.translation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linkway.referral.TestReferrals.ONWARD;
import static org.linkway.referral.TestReferrals.event;
import static org.linkway.referral.TestReferrals.moved;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.linkway.Hazard;
import org.linkway.fhir.terminology.CodeSystems;
import org.linkway.referral.Address;
import org.linkway.referral.Concern;
import org.linkway.referral.Connection;
import org.linkway.referral.Consent;
import org.linkway.referral.ContactChannel;
import org.linkway.referral.ContactPoint;
import org.linkway.referral.EventType;
import org.linkway.referral.OnwardOutcome;
import org.linkway.referral.OnwardReferral;
import org.linkway.referral.OnwardService;
import org.linkway.referral.OnwardUpdate;
import org.linkway.referral.Person;
import org.linkway.referral.PersonName;
import org.linkway.referral.Practice;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralEvent;
import org.linkway.referral.ReferralStatus;
import org.linkway.referral.TestReferrals;
import org.linkway.referral.Verification;

class OnwardMessageTest {
    private static final Person CAREFUL = new Person(
            Optional.of(TestReferrals.NHS_NUMBER),
            Verification.VERIFIED,
            new PersonName(Optional.of("Mrs"), List.of("Marigold"), Optional.of("Testperson"), Optional.empty()),
            Optional.of(LocalDate.parse("1951-04-17")),
            Optional.of("female"),
            Optional.of(new Address(List.of("1 Hidden Street"), Optional.empty(), Optional.empty())),
            List.of(
                    new ContactPoint(
                            Optional.of(ContactChannel.TELEPHONE), "01632 960001", Optional.empty(), Optional.empty()),
                    new ContactPoint(
                            Optional.of(ContactChannel.TELEPHONE),
                            "01632 960002",
                            Optional.of("emergency contact"),
                            Optional.empty())),
            Optional.of(ContactChannel.TEXT_MESSAGE),
            Optional.of("Cymraeg"),
            true,
            List.of(),
            Optional.of("Never ring in the evening."),
            true,
            Optional.of(new Practice("A81001", Optional.empty())),
            false);

    private final Referral referral = referred(CAREFUL);
    private final Bundle message = OnwardMessage.toFhir(referral, onward(referral), OnwardRecipient.VOLUNTARY);

    @Test
    void isATransactionThatMakesEachResourceOnce() {
        assertThat(message.getType()).isEqualTo(Bundle.BundleType.TRANSACTION);
        assertThat(message.getEntry())
                .extracting(it -> it.getRequest().getUrl())
                .containsExactly("Patient", "ServiceRequest", "Task");
        assertThat(message.getEntry())
                .extracting(it -> it.getRequest().getIfNoneExist())
                .containsOnly("identifier=https://fhir.linkway.org/Id/referral|" + ONWARD);
        assertThat(message.getEntry())
                .allSatisfy(it -> assertThat(identifiers(it.getResource()))
                        .anyMatch(id -> id.getValue().equals(ONWARD.toString())));
        assertThat(TestFhir.faults(message)).isEmpty();
    }

    private static List<Identifier> identifiers(Resource resource) {
        if (resource instanceof Patient patient) {
            return patient.getIdentifier();
        }
        return resource instanceof Task task ? task.getIdentifier() : ((ServiceRequest) resource).getIdentifier();
    }

    @Test
    void pointsWithinItselfAndNamesTheFirstReferralByItsIdentifier() {
        Task task = sent(Task.class);
        ServiceRequest request = sent(ServiceRequest.class);

        assertThat(task.getFocus().getReference()).isEqualTo(fullUrl(ServiceRequest.class));
        assertThat(List.of(task.getFor().getReference(), request.getSubject().getReference()))
                .containsOnly(fullUrl(Patient.class));
        assertThat(List.of(
                        task.getPartOfFirstRep().getIdentifier().getValue(),
                        request.getBasedOnFirstRep().getIdentifier().getValue()))
                .containsOnly(referral.id().toString());
    }

    /** Data minimisation: what a choir needs to welcome somebody, and no more. */
    @Test
    @Hazard("H20")
    void tellsNoNhsNumberNoAddressNoBirthDateAndNoProblem() {
        assertThat(TestFhir.json(message))
                .doesNotContain(
                        TestReferrals.NHS_NUMBER,
                        "Hidden Street",
                        "1951",
                        "Would like company",
                        "A81001",
                        "01632 960002")
                .contains("Testperson", "01632 960001", "Cymraeg");
    }

    @Test
    @Hazard({"H9", "H12"})
    void tellsHowItIsSafeToReachThePerson() {
        ServiceRequest request = sent(ServiceRequest.class);

        assertThat(request.getNote().stream().map(Annotation::getText))
                .containsExactly(
                        "Safe contact: Never ring in the evening.",
                        "Do not contact the person.",
                        "Risks: not stated by the referrer.",
                        "An interpreter is needed.",
                        "Language: Cymraeg.",
                        "Best reached by: text message.");
        assertThat(request.getOrderDetailFirstRep().getCodingFirstRep().getCode())
                .isEqualTo("contacting-subject-prohibited");
    }

    @Test
    void prohibitsNothingThatIsNotProhibited() {
        Referral open = referred(TestReferrals.draft().person());

        Bundle plain = OnwardMessage.toFhir(open, onward(open), OnwardRecipient.VOLUNTARY);

        assertThat(((ServiceRequest) plain.getEntry().get(1).getResource()).hasOrderDetail())
                .isFalse();
        assertThat(((ServiceRequest) plain.getEntry().get(1).getResource()).getNote())
                .extracting(Annotation::getText)
                .containsExactly("Risks: not stated by the referrer.");
    }

    @Test
    @Hazard("H20")
    void tellsAnNhsBodyWhoThePersonIsByNumberAndBirthDate() {
        String toNhs = TestFhir.json(OnwardMessage.toFhir(referral, onward(referral), OnwardRecipient.NHS));

        assertThat(toNhs)
                .contains(TestReferrals.NHS_NUMBER, "1951-04-17")
                .doesNotContain("Hidden Street", "Would like company", "01632 960002");
    }

    /** What was told to the link worker in confidence stays there; that there is something, does not. */
    @Test
    @Hazard("H6")
    void tellsEachServiceThatRisksAreKnownAndWhatTheLinkWorkerSaysOfThem() {
        Referral atRisk = moved(
                TestReferrals.at(ReferralStatus.IN_PROGRESS),
                event(
                        EventType.CONCERN_RAISED,
                        new Concern(Optional.of(Concern.Kind.CRISIS), Optional.of("Spoke of ending her life."))));
        Referral silent = moved(atRisk, connecting(Optional.empty()));
        Referral told = moved(atRisk, connecting(Optional.of("Must not be left alone on the way home.")));

        assertThat(TestFhir.json(
                        OnwardMessage.toFhir(silent, silent.work().onward().get(0), OnwardRecipient.VOLUNTARY)))
                .contains("Risks are known to the link worker service: speak to it before the first contact.")
                .doesNotContain("ending her life");
        assertThat(TestFhir.json(OnwardMessage.toFhir(told, told.work().onward().get(0), OnwardRecipient.VOLUNTARY)))
                .contains("Risks: Must not be left alone on the way home.")
                .doesNotContain("ending her life");
    }

    private static ReferralEvent connecting(Optional<String> risk) {
        return event(
                EventType.REFERRED_ONWARD,
                new Connection(
                        Optional.of(new OnwardService(Optional.of("Invented Choir"), Optional.empty())),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        risk,
                        Optional.empty()));
    }

    @Test
    @Hazard("H21")
    void marksTheTaskOfTheServiceAsAMistake() {
        Task there = sent(Task.class).copy().setStatus(Task.TaskStatus.COMPLETED);

        Task mistaken = OnwardMessage.enteredInError(there, onward(referral));

        assertThat(mistaken.getStatus()).isEqualTo(Task.TaskStatus.ENTEREDINERROR);
        assertThat(mistaken.getStatusReason().getText()).isEqualTo("The referral that led here was entered in error.");
    }

    @ParameterizedTest
    @EnumSource(
            value = Task.TaskStatus.class,
            names = {"ACCEPTED", "INPROGRESS", "ONHOLD", "REJECTED", "COMPLETED", "CANCELLED", "FAILED"})
    void understandsWhatAServiceSays(Task.TaskStatus status) {
        Task task = sent(Task.class).copy().setStatus(status);

        OnwardUpdate update = OnwardMessage.toModel(task, onward(referral)).orElseThrow();

        assertThat(update.onward()).contains(ONWARD);
        assertThat(update.status().map(ReferralStatus::code)).contains(status.toCode());
        assertThat(update.gaps()).isEmpty();
        assertThat(update.reasonText().isPresent())
                .isEqualTo(!update.status().orElseThrow().isOpen());
    }

    @ParameterizedTest
    @EnumSource(
            value = Task.TaskStatus.class,
            names = {"REQUESTED", "RECEIVED", "DRAFT", "READY", "ENTEREDINERROR", "NULL"})
    void makesNothingOfWhatIsNotNewOrNotKnown(Task.TaskStatus status) {
        assertThat(OnwardMessage.toModel(sent(Task.class).copy().setStatus(status), onward(referral)))
                .isEmpty();
        assertThat(OnwardMessage.toModel(sent(Task.class).copy().setStatus(null), onward(referral)))
                .isEmpty();
    }

    @Test
    void readsTheReasonAndTheOutcome() {
        Task told = sent(Task.class).copy().setStatus(Task.TaskStatus.REJECTED);
        told.setStatusReason(new CodeableConcept().setText("The choir is full."));
        Task finished = sent(Task.class).copy().setStatus(Task.TaskStatus.COMPLETED);
        finished.addOutput()
                .setType(new CodeableConcept().setText("outcome"))
                .setValue(new CodeableConcept(new Coding(CodeSystems.LINKWAY_ONWARD_OUTCOME, "finished", null))
                        .setText("Sang until Easter."));

        assertThat(OnwardMessage.toModel(told, onward(referral)).flatMap(OnwardUpdate::reasonText))
                .contains("The choir is full.");
        assertThat(OnwardMessage.toModel(finished, onward(referral)).flatMap(OnwardUpdate::outcome))
                .contains(OnwardOutcome.FINISHED);
        assertThat(OnwardMessage.toModel(finished, onward(referral)).flatMap(OnwardUpdate::reasonText))
                .contains("Sang until Easter.");
    }

    @Test
    void knowsItsOwnTask() {
        Task other = new Task();
        other.addIdentifier().setSystem("https://choir.example.org/task").setValue(ONWARD.toString());

        assertThat(OnwardMessage.isOf(sent(Task.class), onward(referral))).isTrue();
        assertThat(OnwardMessage.isOf(other, onward(referral))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"REQUESTED, true", "RECEIVED, true", "INPROGRESS, true", "CANCELLED, false", "COMPLETED, false"})
    void knowsWhetherTheServiceStillWorks(Task.TaskStatus status, boolean open) {
        assertThat(OnwardMessage.isOpen(new Task().setStatus(status))).isEqualTo(open);
    }

    @Test
    void cancelsTheTaskOfTheServiceAndLeavesTheRestOfIt() {
        Referral closed = moved(referral, event(EventType.MOVED_AWAY));
        Task theirs = sent(Task.class).copy().setDescription("Tuesdays at seven.");

        Task cancelled = OnwardMessage.cancelled(theirs, onward(closed));

        assertThat(cancelled.getStatus()).isEqualTo(Task.TaskStatus.CANCELLED);
        assertThat(cancelled.getStatusReason().getText()).isEqualTo("The referral that led here was closed.");
        assertThat(cancelled.getDescription()).isEqualTo("Tuesdays at seven.");
        assertThat(theirs.getStatus()).isEqualTo(Task.TaskStatus.REQUESTED);
    }

    private static Referral referred(Person person) {
        Referral referral = TestReferrals.opened(TestReferrals.draft(person, Consent.notStated()));
        for (EventType type : List.of(EventType.ACCEPTED, EventType.WORK_STARTED, EventType.REFERRED_ONWARD)) {
            referral = moved(referral, event(type));
        }
        return referral;
    }

    private static OnwardReferral onward(Referral referral) {
        return referral.work().onward(ONWARD).orElseThrow();
    }

    private <T extends Resource> T sent(Class<T> type) {
        return type.cast(entry(type).getResource());
    }

    private String fullUrl(Class<? extends Resource> type) {
        return entry(type).getFullUrl();
    }

    private BundleEntryComponent entry(Class<? extends Resource> type) {
        return message.getEntry().stream()
                .filter(it -> type.isInstance(it.getResource()))
                .findFirst()
                .orElseThrow();
    }
}
