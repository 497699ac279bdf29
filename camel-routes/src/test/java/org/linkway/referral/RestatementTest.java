package org.linkway.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static org.linkway.referral.Consent.Agreement.GIVEN;
import static org.linkway.referral.Consent.Agreement.NOT_STATED;
import static org.linkway.referral.Consent.Agreement.REFUSED;
import static org.linkway.referral.TestReferrals.event;
import static org.linkway.referral.TestReferrals.moved;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.linkway.Hazard;
import org.linkway.referral.Consent.FeedBack;

/** What is said anew of the person and of what they agreed to. What protects them is never dropped by being left out. */
class RestatementTest {
    private static final Person BARE = new Person(
            Optional.empty(),
            Verification.NOT_STATED,
            new PersonName(Optional.empty(), List.of("Marigold"), Optional.of("Othername"), Optional.empty()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            false,
            List.of(),
            Optional.empty(),
            false,
            Optional.empty(),
            false);
    private static final Person FULL = new Person(
            Optional.of(TestReferrals.NHS_NUMBER),
            Verification.VERIFIED,
            new PersonName(Optional.of("Mrs"), List.of("Marigold"), Optional.of("Testperson"), Optional.empty()),
            Optional.of(LocalDate.parse("1951-04-17")),
            Optional.of("female"),
            Optional.of(new Address(List.of("1 Invented Street"), Optional.of("Nowhere"), Optional.empty())),
            List.of(new ContactPoint(
                    Optional.of(ContactChannel.TELEPHONE), "01632 960001", Optional.empty(), Optional.of(1))),
            Optional.of(ContactChannel.LETTER),
            Optional.of("Cymraeg"),
            true,
            List.of(new Code("http://snomed.info/sct", "1", Optional.empty(), false)),
            Optional.of("Never ring in the evening."),
            true,
            Optional.of(new Practice("A81001", Optional.empty())),
            true);

    /** Many are born on one day: without a number for both, the name has to speak. */
    @Test
    @Hazard("H1")
    void isAboutAnotherPersonWhereNoNumberSpeaksAndTheNamesDiffer() {
        assertThat(FULL.isTheSamePersonAs(BARE)).isFalse();
        assertThat(FULL.isTheSamePersonAs(named("TESTPERSÓN", Optional.empty())))
                .isTrue();
        assertThat(FULL.isTheSamePersonAs(named("Newly-Married", Optional.of(TestReferrals.NHS_NUMBER))))
                .isTrue();
        assertThat(FULL.isTheSamePersonAs(named("Testperson", Optional.of("9990000026"))))
                .isFalse();
    }

    private static Person named(String family, Optional<String> nhsNumber) {
        return new Person(
                nhsNumber,
                Verification.NOT_STATED,
                new PersonName(Optional.empty(), List.of("Marigold"), Optional.of(family), Optional.empty()),
                FULL.birthDate(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                false,
                List.of(),
                Optional.empty(),
                false,
                Optional.empty(),
                false);
    }

    @Test
    @Hazard({"H9", "H12"})
    void keepsAllThatProtectsThePersonWhenTheSenderLeavesItOut() {
        assertThat(FULL.restatedAs(BARE))
                .isEqualTo(new Person(
                        FULL.nhsNumber(),
                        FULL.nhsNumberVerification(),
                        BARE.name(),
                        FULL.birthDate(),
                        FULL.statedGender(),
                        Optional.empty(),
                        List.of(),
                        FULL.preferredContact(),
                        FULL.language(),
                        true,
                        FULL.reasonableAdjustments(),
                        FULL.safeContactNote(),
                        true,
                        FULL.registeredPractice(),
                        true));
    }

    @Test
    void takesWhatTheSenderSaysAnew() {
        assertThat(BARE.restatedAs(FULL)).isEqualTo(FULL);
        assertThat(BARE.restatedAs(BARE)).isEqualTo(BARE);
    }

    @Test
    void changesWhatTheLinkWorkerNames() {
        PersonChange all = new PersonChange(
                Optional.of(FULL.name()),
                FULL.address(),
                Optional.of(FULL.contacts()),
                FULL.preferredContact(),
                FULL.language(),
                Optional.of(true),
                FULL.safeContactNote(),
                Optional.of(true),
                FULL.registeredPractice(),
                Optional.of(true),
                FULL.nhsNumber(),
                Optional.empty(),
                FULL.birthDate(),
                Optional.empty());

        assertThat(BARE.changedBy(all))
                .isEqualTo(new Person(
                        FULL.nhsNumber(),
                        Verification.PRESENT_BUT_NOT_TRACED,
                        FULL.name(),
                        FULL.birthDate(),
                        BARE.statedGender(),
                        FULL.address(),
                        FULL.contacts(),
                        FULL.preferredContact(),
                        FULL.language(),
                        true,
                        BARE.reasonableAdjustments(),
                        FULL.safeContactNote(),
                        true,
                        FULL.registeredPractice(),
                        true));
    }

    @Test
    void changesNothingThatTheLinkWorkerDoesNotName() {
        assertThat(FULL.changedBy(TestReferrals.personChange(Optional.empty(), Optional.empty())))
                .isEqualTo(FULL);
    }

    @Test
    @Hazard("H12")
    void liftsAProhibitionOnlyWhereItIsNamed() {
        assertThat(FULL.changedBy(TestReferrals.personChange(Optional.empty(), Optional.of(false)))
                        .doNotContact())
                .isFalse();
    }

    static Stream<Arguments> consents() {
        Consent refused = new Consent(REFUSED, REFUSED, FeedBack.NOTHING);
        Consent given = new Consent(GIVEN, GIVEN, FeedBack.CODES_ONLY);
        return Stream.of(
                argumentSet("nothing said after a refusal", refused, Consent.notStated(), refused),
                argumentSet("agreed after a refusal", refused, given, given),
                argumentSet("refused after an agreement", given, refused, refused),
                argumentSet(
                        "nothing said after nothing", Consent.notStated(), Consent.notStated(), Consent.notStated()),
                argumentSet(
                        "one purpose",
                        refused,
                        new Consent(NOT_STATED, GIVEN, FeedBack.ALL),
                        new Consent(REFUSED, GIVEN, FeedBack.NOTHING)));
    }

    @ParameterizedTest
    @MethodSource("consents")
    void keepsWhatThePersonRefusedUntilTheySayOtherwise(Consent before, Consent now, Consent after) {
        assertThat(before.restatedAs(now)).isEqualTo(after);

        Referral referral =
                TestReferrals.opened(TestReferrals.draft(TestReferrals.draft().person(), before));
        RequestUpdate update = new RequestUpdate(
                Optional.of(TestReferrals.request(now)), Optional.empty(), Optional.empty(), Optional.empty());
        assertThat(moved(referral, event(EventType.REQUEST_UPDATED, update))
                        .request()
                        .consent())
                .isEqualTo(after);
    }

    @Test
    void changesTheConsentForThePurposesThatAreNamed() {
        Consent before = new Consent(GIVEN, GIVEN, FeedBack.ALL);
        ConsentChange all = new ConsentChange(
                Optional.of(REFUSED), Optional.of(REFUSED), Optional.of(FeedBack.NOTHING), Optional.empty());
        ConsentChange none = new ConsentChange(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        assertThat(all.appliedTo(before)).isEqualTo(new Consent(REFUSED, REFUSED, FeedBack.NOTHING));
        assertThat(none.appliedTo(before)).isEqualTo(before);
    }

    @Test
    void reachesTheReferral() {
        Referral referral = TestReferrals.opened();
        RequestUpdate update = new RequestUpdate(
                Optional.of(TestReferrals.request(Consent.notStated())),
                Optional.of(FULL),
                Optional.of(referral.referrer()),
                Optional.empty());

        Referral updated = moved(referral, event(EventType.REQUEST_UPDATED, update));
        Referral changed = moved(updated, event(EventType.PERSON_DETAILS_CHANGED));
        Referral consented = moved(changed, event(EventType.CONSENT_CHANGED));

        assertThat(updated.person()).isEqualTo(FULL);
        assertThat(changed.person().language()).contains("Cymraeg");
        assertThat(consented.request().consent().feedBack()).isEqualTo(FeedBack.CODES_ONLY);
        assertThat(consented.asReceived()).isEqualTo(TestReferrals.draft());
        assertThat(consented.referrer()).isEqualTo(referral.referrer());
    }
}
