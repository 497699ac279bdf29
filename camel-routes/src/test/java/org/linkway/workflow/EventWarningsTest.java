package org.linkway.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linkway.referral.TestReferrals.event;
import static org.linkway.referral.TestReferrals.moved;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.linkway.Hazard;
import org.linkway.referral.ContactAttempt;
import org.linkway.referral.ContactChannel;
import org.linkway.referral.EventType;
import org.linkway.referral.PersonChange;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralStatus;
import org.linkway.referral.TestReferrals;

class EventWarningsTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-03-10");

    @Test
    @Hazard("H9")
    void warnsOfAnAttemptByAWayThatThePersonCannotUse() {
        Referral referral = with(Optional.empty(), Optional.of(Set.of(ContactChannel.TELEPHONE)));

        assertThat(warnings(referral, ContactChannel.TELEPHONE))
                .containsExactly(
                        "The person cannot be reached by telephone. Try another way; this attempt counts as one.");
        assertThat(warnings(referral, ContactChannel.TEXT_MESSAGE)).isEmpty();
    }

    @Test
    @Hazard("H12")
    void warnsOfAnAttemptWhereContactIsProhibited() {
        assertThat(warnings(with(Optional.of(true), Optional.empty()), ContactChannel.LETTER))
                .containsExactly(
                        "The person must not be contacted. Read the safe-contact note before anybody tries again.");
    }

    private static Referral with(Optional<Boolean> doNotContact, Optional<Set<ContactChannel>> unusable) {
        return moved(
                TestReferrals.at(ReferralStatus.IN_PROGRESS),
                event(
                        EventType.PERSON_DETAILS_CHANGED,
                        new PersonChange(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                doNotContact,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                unusable)));
    }

    private static List<String> warnings(Referral referral, ContactChannel channel) {
        return new EventWarnings(TestPolicies.WORK)
                .of(
                        referral,
                        event(EventType.CONTACT_ATTEMPTED, new ContactAttempt(Optional.of(channel), Optional.empty())),
                        TODAY);
    }
}
