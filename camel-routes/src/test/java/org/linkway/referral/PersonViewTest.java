package org.linkway.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linkway.referral.TestReferrals.event;
import static org.linkway.referral.TestReferrals.moved;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.linkway.Hazard;

class PersonViewTest {
    private static final String SECRET = "Her son takes her money.";

    @Test
    @Hazard("H12")
    void showsWhatThePersonSaidAndAgreedToAndNothingThatOthersWrote() {
        Referral told = moved(
                moved(moved(worked(), event(EventType.NEEDS_ASSESSED)), event(EventType.PLAN_AGREED)),
                event(EventType.REFERRED_ONWARD));
        Referral guarded = moved(
                moved(
                        told,
                        event(
                                EventType.CONCERN_RAISED,
                                new Concern(Optional.of(Concern.Kind.SAFEGUARDING), Optional.of(SECRET)))),
                event(
                        EventType.CONTACT_ATTEMPTED,
                        new ContactAttempt(Optional.of(ContactChannel.VISIT), Optional.of(SECRET))));

        PersonView view = PersonView.of(guarded);

        assertThat(view.toString()).doesNotContain(SECRET, "Used to sing", "Her son", "Sampledoctor");
        assertThat(view.needsInOwnWords()).contains("I miss having people to sing with.");
        assertThat(view.services())
                .containsExactly(new PersonView.Place("Invented Choir", OnwardKind.REFERRAL.display(), "requested"));
        assertThat(view.sendNothing()).isFalse();
    }

    @Test
    @Hazard({"H7", "H12"})
    void isNotToBeSentToThoseWhomNobodyMayContact() {
        Referral prohibited = moved(
                worked(),
                event(
                        EventType.PERSON_DETAILS_CHANGED,
                        TestReferrals.personChange(Optional.empty(), Optional.of(true))));
        Referral reported = moved(worked(), event(EventType.DEATH_REPORTED));
        Referral withdrawn = moved(reported, event(EventType.DEATH_REPORT_WITHDRAWN));

        assertThat(List.of(prohibited, reported))
                .allMatch(it -> PersonView.of(it).sendNothing());
        assertThat(PersonView.of(withdrawn).sendNothing()).isFalse();
        assertThat(List.of(reported, withdrawn))
                .extracting(it -> PersonView.of(it).howItStands())
                .containsOnly("Resumed");
    }

    private static Referral worked() {
        return TestReferrals.at(ReferralStatus.IN_PROGRESS);
    }
}
