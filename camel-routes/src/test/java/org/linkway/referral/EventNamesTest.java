package org.linkway.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linkway.referral.ReferralStatus.ACCEPTED;
import static org.linkway.referral.ReferralStatus.CANCELLED;
import static org.linkway.referral.ReferralStatus.COMPLETED;
import static org.linkway.referral.ReferralStatus.ENTERED_IN_ERROR;
import static org.linkway.referral.ReferralStatus.FAILED;
import static org.linkway.referral.ReferralStatus.IN_PROGRESS;
import static org.linkway.referral.ReferralStatus.ON_HOLD;
import static org.linkway.referral.ReferralStatus.REJECTED;
import static org.linkway.referral.ReferralStatus.REQUESTED;
import static org.linkway.referral.Role.SENDER;
import static org.linkway.referral.Role.WORKER;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.linkway.referral.EventNames.Triple;

class EventNamesTest {
    @Test
    void standForOneEventEach() {
        assertThat(EventNames.triples())
                .extracting(it -> List.of(it.role(), it.to(), it.stage()))
                .doesNotHaveDuplicates();
    }

    @Test
    void nameEveryEventWithAStageButTheOneThatATaskOfItsOwnAsksFor() {
        List<EventType> withStage = ReferralTransitions.rows().stream()
                .filter(row -> row.stage().isPresent())
                .map(Transition::event)
                .distinct()
                .filter(event -> event != EventType.CANCELLATION_REQUESTED)
                .toList();

        assertThat(EventNames.triples().stream().map(Triple::event).distinct()).containsExactlyElementsOf(withStage);
    }

    @ParameterizedTest
    @EnumSource
    void areReadBackFromWhereverTheReferralStands(ReferralStatus from) {
        assertThat(EventNames.triples())
                .allSatisfy(it -> assertThat(EventNames.named(it.role(), from, it.to(), Optional.of(it.stage())))
                        .contains(it.event()));
    }

    @Test
    void readNothingIntoAStageOfAnotherStatusOrRole() {
        assertThat(EventNames.named(WORKER, ACCEPTED, COMPLETED, Optional.of(Stage.SEEN)))
                .isEmpty();
        assertThat(EventNames.named(SENDER, ACCEPTED, IN_PROGRESS, Optional.of(Stage.SEEN)))
                .isEmpty();
    }

    /** DESIGN: over FHIR, without a businessStatus. Whatever is not here needs one. */
    @ParameterizedTest
    @EnumSource
    void standForTheseEventsWhereATaskHasNoBusinessStatus(ReferralStatus from) {
        Map<ReferralStatus, EventType> worker = Map.of(
                ACCEPTED, EventType.ACCEPTED,
                REJECTED, EventType.REJECTED_BY_SERVICE,
                ON_HOLD, EventType.WAIT_LISTED,
                IN_PROGRESS, from == ON_HOLD ? EventType.RESUMED : EventType.WORK_STARTED,
                COMPLETED, EventType.COMPLETED,
                CANCELLED, EventType.WITHDRAWN_BY_SERVICE,
                FAILED, EventType.WITHDRAWN_BY_SERVICE);
        Map<ReferralStatus, EventType> sender =
                Map.of(CANCELLED, EventType.CANCELLED_BY_SENDER, ENTERED_IN_ERROR, EventType.ENTERED_IN_ERROR);
        Map<Role, Map<ReferralStatus, EventType>> expected = Map.of(WORKER, worker, SENDER, sender);

        for (Role role : Role.values()) {
            for (ReferralStatus to : ReferralStatus.values()) {
                assertThat(EventNames.named(role, from, to, Optional.empty()))
                        .as("%s asks for %s", role, to)
                        .isEqualTo(Optional.ofNullable(
                                expected.getOrDefault(role, Map.of()).get(to)));
            }
        }
    }

    @Test
    void listTheStagesThatAStatusCanBeAskedForWith() {
        assertThat(EventNames.stages(WORKER, FAILED))
                .containsExactly(Stage.UNABLE_TO_CONTACT, Stage.WITHDRAWN_BY_SERVICE, Stage.CORRECTED);
        assertThat(EventNames.stages(SENDER, CANCELLED)).containsExactly(Stage.CANCELLED);
        assertThat(EventNames.stages(WORKER, ENTERED_IN_ERROR)).isEmpty();
        assertThat(EventNames.stages(WORKER, REQUESTED))
                .containsExactly(
                        Stage.INFORMATION_REQUESTED,
                        Stage.CONTACT_ATTEMPTED,
                        Stage.DECEASED_REPORTED,
                        Stage.DEATH_REPORT_WITHDRAWN);
    }

    @Test
    void offerNoStageTwice() {
        for (Role role : Role.values()) {
            Arrays.stream(ReferralStatus.values())
                    .forEach(to -> assertThat(EventNames.stages(role, to)).doesNotHaveDuplicates());
        }
    }
}
