package org.linkway.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linkway.referral.TestReferrals.event;
import static org.linkway.referral.TestReferrals.moved;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.linkway.Hazard;
import org.linkway.referral.EventType;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralStatus;
import org.linkway.referral.TestReferrals;

class EntryNarrativeTest {
    @Test
    @Hazard("H9")
    void tellsThePracticeAtTheEndWhatHelpsThePersonToTakePart() {
        Referral known = moved(
                TestReferrals.at(ReferralStatus.IN_PROGRESS),
                event(
                        EventType.PERSON_DETAILS_CHANGED,
                        TestReferrals.personChange(Optional.of("Cymraeg"), Optional.empty())));
        Referral closed = moved(known, event(EventType.MOVED_AWAY));

        assertThat(EntryNarrative.of(closed, closed.lastEvent(), Optional.empty()))
                .contains("\nLanguage: Cymraeg.");
        assertThat(EntryNarrative.of(known, known.lastEvent(), Optional.empty()))
                .doesNotContain("Cymraeg");
    }
}
