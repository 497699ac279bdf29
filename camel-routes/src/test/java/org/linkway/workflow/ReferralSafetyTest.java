package org.linkway.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.linkway.referral.Consent;
import org.linkway.referral.Consent.Agreement;
import org.linkway.referral.Consent.FeedBack;
import org.linkway.referral.TestReferrals;

class ReferralSafetyTest {
    @ParameterizedTest
    @EnumSource
    void opensNothingAgainstThePersonsWish(Agreement refer) {
        Consent consent = new Consent(refer, Agreement.NOT_STATED, FeedBack.ALL);

        List<String> objections = new ReferralSafety()
                .objections(TestReferrals.draft(TestReferrals.draft().person(), consent));

        assertThat(objections.isEmpty()).isEqualTo(refer != Agreement.REFUSED);
    }
}
