package org.linkway.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.linkway.referral.Cancellation;
import org.linkway.referral.EventDetail;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralStatus;
import org.linkway.referral.SenderPolicy;
import org.linkway.referral.TestReferrals;

class RestateReferralTest {
    private static final Party SENDER =
            new Party(TestReferrals.SENDER, Party.Kind.SENDER, "Invented GP system", Set.of());

    @Test
    void cancelsUnderTheSendersPolicyOfThisGateway() {
        Referral underWay = TestReferrals.at(ReferralStatus.IN_PROGRESS);

        List<EventDetail> told = new RestateReferral(new NumberedIds(), SenderPolicy.COW)
                        .events(
                                underWay,
                                TestReferrals.draft(),
                                Intent.CANCELS,
                                Optional.of("Sent twice."),
                                SENDER,
                                TestReferrals.RECEIVED_AT)
                        .stream()
                        .map(EventSubmission::detail)
                        .toList();

        assertThat(told)
                .containsExactly(
                        new Cancellation(Optional.of("Sent twice."), Optional.of(SenderPolicy.COW), Optional.empty()));
        assertThat(told.get(0).conflicts(underWay)).isNotEmpty();
    }
}
