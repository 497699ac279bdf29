package org.linkway.translation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.linkway.referral.Consent;
import org.linkway.referral.Consent.Agreement;
import org.linkway.referral.Consent.FeedBack;
import org.linkway.referral.Published;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralDraft;
import org.linkway.referral.ReferralStatus;
import org.linkway.referral.TestReferrals;
import org.linkway.workflow.TestEntries;

class TaskOutputsTest {
    private static final Published PUBLISHED = new Published("task-1", "request-1", "patient-1");

    @Test
    void leavesTheOutputsOfOthersAsTheyAre() {
        Task task = new Task();
        task.addOutput().setType(new CodeableConcept().setText("Theirs")).setValue(new Reference("Observation/1"));

        TaskOutputs.bringUpToDate(task, TestReferrals.at(ReferralStatus.COMPLETED));
        TaskOutputs.bringUpToDate(task, TestReferrals.at(ReferralStatus.COMPLETED));

        assertThat(task.getOutput()).hasSize(2);
        assertThat(task.getOutput().get(1).getType().getCodingFirstRep().getCode())
                .isEqualTo("outcome");
    }

    static Stream<Arguments> tellsWhatThePersonWantsFedBack() {
        return Stream.of(
                Arguments.of(FeedBack.ALL, 2), Arguments.of(FeedBack.CODES_ONLY, 1), Arguments.of(FeedBack.NOTHING, 0));
    }

    @ParameterizedTest
    @MethodSource
    void tellsWhatThePersonWantsFedBack(FeedBack feedBack, int told) {
        Referral referral = planning(feedBack, TestEntries.coded(), TestEntries.inWords());
        Task task = new Task();

        TaskOutputs.bringUpToDate(task, referral);

        assertThat(task.getOutput()).hasSize(told);
        assertThat(TaskOutputs.resources(referral, PUBLISHED))
                .hasSize(told)
                .allSatisfy(resource -> assertThat(task.getOutput())
                        .anySatisfy(output -> assertThat(((Reference) output.getValue()).getReference())
                                .isEqualTo(resource.fhirType() + "/" + resource.getIdPart())));
    }

    @Test
    void sendsNoCodeThatIsNotVerified() {
        Referral referral = planning(FeedBack.ALL, TestEntries.codedWith("871731000000106", false));

        assertThat(TaskOutputs.resources(referral, PUBLISHED)).isEmpty();
    }

    private static Referral planning(FeedBack feedBack, RecordEntry... entries) {
        ReferralDraft draft = TestReferrals.draft(
                TestReferrals.draft().person(), new Consent(Agreement.NOT_STATED, Agreement.NOT_STATED, feedBack));
        return TestReferrals.opened(draft).planning(List.of(entries));
    }
}
