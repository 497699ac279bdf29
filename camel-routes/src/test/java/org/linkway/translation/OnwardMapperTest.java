package org.linkway.translation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static org.linkway.referral.TestReferrals.ONWARD;
import static org.linkway.referral.TestReferrals.event;
import static org.linkway.referral.TestReferrals.moved;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.linkway.fhir.profile.LinkwayProfile;
import org.linkway.fhir.terminology.CodeSystems;
import org.linkway.referral.EventType;
import org.linkway.referral.OnwardOutcome;
import org.linkway.referral.OnwardReferral;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralStatus;
import org.linkway.referral.TestReferrals;

class OnwardMapperTest {
    private static final Referral WORKED = TestReferrals.at(ReferralStatus.IN_PROGRESS);

    /** An onward referral however it can stand: referred or self-referred, by an update or by a check-in. */
    static Stream<Arguments> standing() {
        return Stream.of(true, false).flatMap(self -> {
            Referral made =
                    moved(WORKED, event(EventType.REFERRED_ONWARD, TestReferrals.connection(Optional.empty(), self)));
            Stream<Referral> updated = Arrays.stream(ReferralStatus.values())
                    .map(status -> made.apply(event(EventType.ONWARD_UPDATED, TestReferrals.onwardUpdate(status))))
                    .filter(Referral.Move.Moved.class::isInstance)
                    .map(it -> ((Referral.Move.Moved) it).referral());
            Stream<Referral> checkedIn = Arrays.stream(OnwardOutcome.values())
                    .map(outcome -> moved(made, event(EventType.CHECKED_IN, TestReferrals.checkIn(outcome))));
            Stream<Referral> closed = Stream.of(moved(made, event(EventType.MOVED_AWAY)));
            return Stream.of(Stream.of(made), updated, checkedIn, closed)
                    .flatMap(it -> it)
                    .map(it -> it.work().onward(ONWARD).orElseThrow())
                    .map(it -> argumentSet(it.kind() + " " + it.status() + " " + it.outcome(), it));
        });
    }

    @ParameterizedTest
    @MethodSource("standing")
    void conformsHoweverItStands(OnwardReferral onward) {
        Task task = OnwardMapper.task(onward, TestReferrals.PUBLISHED);
        ServiceRequest request = OnwardMapper.request(onward, TestReferrals.PUBLISHED);

        assertThat(TestFhir.faults(task, LinkwayProfile.TASK.id())).isEmpty();
        assertThat(TestFhir.faults(request, LinkwayProfile.SERVICE_REQUEST.id()))
                .isEmpty();
        assertThat(task.getMeta().hasProfile(LinkwayProfile.TASK.url())).isTrue();
        assertThat(request.getMeta().hasProfile(LinkwayProfile.SERVICE_REQUEST.url()))
                .isTrue();
        assertThat(task.getStatus().toCode()).isEqualTo(onward.status().code());
    }

    @Test
    void isPartOfTheReferralThatLedThere() {
        OnwardReferral onward = referred();
        Task task = OnwardMapper.task(onward, TestReferrals.PUBLISHED);
        ServiceRequest request = OnwardMapper.request(onward, TestReferrals.PUBLISHED);

        assertThat(task.getPartOfFirstRep().getReference()).isEqualTo("Task/task-1");
        assertThat(task.getFocus().getReference()).isEqualTo("ServiceRequest/" + ONWARD);
        assertThat(task.getFor().getReference()).isEqualTo("Patient/patient-1");
        assertThat(task.getOwner().getDisplay()).isEqualTo("Invented Choir");
        assertThat(request.getBasedOnFirstRep().getReference()).isEqualTo("ServiceRequest/request-1");
        assertThat(request.getIntent()).isEqualTo(ServiceRequest.ServiceRequestIntent.FILLERORDER);
        assertThat(request.getSubject().getReference()).isEqualTo("Patient/patient-1");
        assertThat(request.getCategoryFirstRep().getCodingFirstRep().getCode()).isEqualTo("referral");
        assertThat(request.getReasonCodeFirstRep().getText()).isEqualTo("Used to sing.");
        assertThat(request.getIdentifierFirstRep().getValue()).isEqualTo(ONWARD.toString());
    }

    static Stream<Arguments> requests() {
        return Stream.of(
                argumentSet("asked", referred(), "active"),
                argumentSet("finished", checkedIn(OnwardOutcome.FINISHED), "completed"),
                argumentSet("not gone to", checkedIn(OnwardOutcome.DID_NOT_GO), "revoked"),
                argumentSet("not enough", checkedIn(OnwardOutcome.NEEDS_MORE_SUPPORT), "revoked"));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void saysWhatBecameOfTheRequest(OnwardReferral onward, String status) {
        assertThat(OnwardMapper.request(onward, TestReferrals.PUBLISHED)
                        .getStatus()
                        .toCode())
                .isEqualTo(status);
    }

    @Test
    void carriesWhatCameOfIt() {
        Task task = OnwardMapper.task(checkedIn(OnwardOutcome.TRIED_DID_NOT_LIKE), TestReferrals.PUBLISHED);

        assertThat(task.getOutput()).singleElement().satisfies(output -> {
            CodeableConcept value = (CodeableConcept) output.getValue();
            assertThat(value.getCodingFirstRep().getSystem()).isEqualTo(CodeSystems.LINKWAY_ONWARD_OUTCOME);
            assertThat(value.getCodingFirstRep().getCode()).isEqualTo("tried-did-not-like");
            assertThat(value.getText()).isEqualTo("Tried it and did not like it");
        });
    }

    @Test
    void saysWhyItEnded() {
        Referral rejected = moved(
                moved(WORKED, event(EventType.REFERRED_ONWARD)),
                event(EventType.ONWARD_UPDATED, TestReferrals.onwardUpdate(ReferralStatus.REJECTED)));
        OnwardReferral onward = rejected.work().onward(ONWARD).orElseThrow();

        Task task = OnwardMapper.task(onward, TestReferrals.PUBLISHED);

        assertThat(task.getStatusReason().getText()).isEqualTo("The choir says so.");
        assertThat(task.getBusinessStatus().getCodingFirstRep().getCode()).isEqualTo("rejected");
        assertThat(OnwardMapper.task(referred(), TestReferrals.PUBLISHED).hasStatusReason())
                .isFalse();
    }

    private static OnwardReferral referred() {
        return moved(WORKED, event(EventType.REFERRED_ONWARD))
                .work()
                .onward(ONWARD)
                .orElseThrow();
    }

    private static OnwardReferral checkedIn(OnwardOutcome outcome) {
        return moved(
                        moved(WORKED, event(EventType.REFERRED_ONWARD)),
                        event(EventType.CHECKED_IN, TestReferrals.checkIn(outcome)))
                .work()
                .onward(ONWARD)
                .orElseThrow();
    }
}
