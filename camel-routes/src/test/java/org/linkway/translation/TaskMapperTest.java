package org.linkway.translation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.linkway.fhir.terminology.CodeSystems;
import org.linkway.referral.EventType;
import org.linkway.referral.Note;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralStatus;
import org.linkway.referral.TestReferrals;

class TaskMapperTest {

    @ParameterizedTest
    @EnumSource
    void showsWhereTheReferralStands(ReferralStatus status) {
        Referral referral = TestReferrals.at(status);

        Task task = taskOf(referral);

        assertThat(task.getStatus().toCode()).isEqualTo(status.code());
        assertThat(task.getBusinessStatus().getCodingFirstRep().getSystem()).isEqualTo(CodeSystems.LINKWAY_STAGE);
        assertThat(task.getBusinessStatus().getCodingFirstRep().getCode())
                .isEqualTo(referral.stage().code());
        assertThat(task.hasStatusReason()).isEqualTo(!status.isOpen() || status == ReferralStatus.ON_HOLD);
        assertThat(TestFhir.faults(task)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"REJECTED_BY_SERVICE, active", "MOVED_AWAY, revoked", "DECLINED_BY_PERSON, revoked", "ACCEPTED, active"
    })
    void showsWhatBecameOfTheRequest(EventType event, String status) {
        ServiceRequest request = TaskMapper.asItStands(new ServiceRequest(), TestReferrals.after(event));

        assertThat(request.getStatus().toCode()).isEqualTo(status);
    }

    @Test
    void saysWhyTheServiceRejected() {
        CodeableConcept reason =
                taskOf(TestReferrals.after(EventType.REJECTED_BY_SERVICE)).getStatusReason();

        assertThat(reason.getCodingFirstRep().getSystem()).isEqualTo(CodeSystems.LINKWAY_REJECTION_REASON);
        assertThat(reason.getCodingFirstRep().getCode()).isEqualTo("no-capacity");
        assertThat(reason.getText())
                .isEqualTo("Reason: The service has no capacity. The waiting list is closed until May."
                        + " Alternatives: The garden club. Action for the GP: Refer again in May.");
    }

    @Test
    void saysWhyInTheStagesWordsWhereNothingWasNoted() {
        Referral movedAway = TestReferrals.moved(
                TestReferrals.opened(), TestReferrals.event(EventType.MOVED_AWAY, new Note(Optional.empty())));

        assertThat(taskOf(movedAway).getStatusReason().getText()).isEqualTo("Moved away");
    }

    @Test
    void carriesTheOutcomeAsItsOneOutput() {
        Task task = taskOf(TestReferrals.at(ReferralStatus.COMPLETED));

        assertThat(task.getOutput()).singleElement().satisfies(output -> {
            CodeableConcept value = (CodeableConcept) output.getValue();
            assertThat(value.getCodingFirstRep().getSystem()).isEqualTo(CodeSystems.LINKWAY_OUTCOME);
            assertThat(value.getCodingFirstRep().getCode()).isEqualTo("goals-met");
            assertThat(value.getText()).isEqualTo("Joined the garden club and goes by herself.");
        });
    }

    @Test
    void writesTheSameTaskAgainWithoutRepeatingItself() {
        Referral completed = TestReferrals.at(ReferralStatus.COMPLETED);

        Task twice = TaskMapper.asItStands(taskOf(completed), completed);

        assertThat(twice.getOutput()).hasSize(1);
        assertThat(twice.getIdentifier()).hasSize(1);
    }

    @Test
    void leavesWhatTheSenderWroteInItsTask() {
        Task sent = new Task().setDescription("Call before visiting.");
        sent.addIdentifier().setSystem("https://practice.example.org/task").setValue("T-1");
        sent.addOutput().setType(new CodeableConcept(new Coding("https://example.org", "note", null)));

        Task task = TaskMapper.asItStands(sent, TestReferrals.at(ReferralStatus.COMPLETED));

        assertThat(task.getDescription()).isEqualTo("Call before visiting.");
        assertThat(task.getIdentifier()).hasSize(2);
        assertThat(task.getOutput()).hasSize(2);
    }

    @Test
    void asksForTheRequestToBeFulfilled() {
        Task task = TaskMapper.newTask(TestReferrals.opened(), TestReferrals.PUBLISHED);

        assertThat(task.getIdElement().getIdPart()).isEqualTo("task-1");
        assertThat(task.getCode().getCodingFirstRep().getCode()).isEqualTo("fulfill");
        assertThat(List.of(task.getFocus().getReference(), task.getFor().getReference()))
                .containsExactly("ServiceRequest/request-1", "Patient/patient-1");
    }

    private static Task taskOf(Referral referral) {
        return TaskMapper.asItStands(TaskMapper.newTask(referral, TestReferrals.PUBLISHED), referral);
    }
}
