package org.linkway.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linkway.referral.ReferralStatus.ACCEPTED;
import static org.linkway.referral.ReferralStatus.IN_PROGRESS;
import static org.linkway.referral.ReferralStatus.ON_HOLD;
import static org.linkway.referral.ReferralStatus.REQUESTED;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.linkway.referral.EventDetail.Gap;

class SenderPolicyTest {
    private static final Map<String, Set<ReferralStatus>> AT_ONCE = Map.of(
            "sdoh-cc", EnumSet.of(REQUESTED, ACCEPTED, IN_PROGRESS, ON_HOLD), "cow", EnumSet.of(REQUESTED, ACCEPTED));

    @ParameterizedTest
    @EnumSource
    void saysFromWhereACancellationTakesEffectAtOnce(SenderPolicy policy) {
        Cancellation cancellation = new Cancellation(Optional.empty(), Optional.of(policy), Optional.empty());

        for (ReferralStatus status : EnumSet.of(REQUESTED, ACCEPTED, IN_PROGRESS, ON_HOLD)) {
            Referral.Move move =
                    TestReferrals.at(status).apply(TestReferrals.event(EventType.CANCELLED_BY_SENDER, cancellation));

            if (AT_ONCE.get(policy.code()).contains(status)) {
                Referral after = ((Referral.Move.Moved) move).referral();
                assertThat(after.status()).isEqualTo(ReferralStatus.CANCELLED);
                assertThat(after.requestStatus()).isEqualTo(RequestStatus.REVOKED);
            } else {
                assertThat(move)
                        .isEqualTo(new Referral.Move.Conflicting(List.of(new Gap(
                                "status",
                                "Under the policy cow a referral that is " + status.code()
                                        + " is not cancelled at once: the link worker has to agree. Post an abort Task: code"
                                        + " 'abort', with focus on the Task of the referral."))));
            }
        }
    }

    /** By an abort Task, whatever the policy: work that has begun is cancelled when the link worker agrees. */
    @ParameterizedTest
    @EnumSource(
            value = ReferralStatus.class,
            names = {"REQUESTED", "ACCEPTED", "IN_PROGRESS", "ON_HOLD"})
    void leavesACancellationThatWasAskedForToTheLinkWorker(ReferralStatus status) {
        Referral asked =
                TestReferrals.moved(TestReferrals.at(status), TestReferrals.event(EventType.CANCELLATION_REQUESTED));

        boolean atOnce = status == REQUESTED || status == ACCEPTED;
        assertThat(asked.status()).isEqualTo(atOnce ? ReferralStatus.CANCELLED : status);
        assertThat(asked.pending()).isEqualTo(atOnce ? Set.of() : Set.of(Pending.CANCELLATION));
    }
}
