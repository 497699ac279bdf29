package org.linkway.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static org.linkway.referral.TestReferrals.NHS_NUMBER;
import static org.linkway.referral.TestReferrals.person;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.linkway.referral.Consent;
import org.linkway.referral.Consent.Agreement;
import org.linkway.referral.Consent.FeedBack;
import org.linkway.referral.EventType;
import org.linkway.referral.Person;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralStatus;
import org.linkway.referral.TestReferrals;
import org.linkway.referral.Verification;

class FilingCheckTest {
    private static final Person FILABLE = person(Optional.of(NHS_NUMBER), Verification.VERIFIED, false);

    static Stream<Arguments> table() {
        return Stream.of(
                argumentSet("a code", FILABLE, FeedBack.ALL, TestEntries.coded(), Optional.empty()),
                argumentSet("words", FILABLE, FeedBack.ALL, TestEntries.inWords(), Optional.empty()),
                argumentSet(
                        "no NHS number",
                        person(Optional.empty(), Verification.NOT_STATED, false),
                        FeedBack.ALL,
                        TestEntries.coded(),
                        Optional.of("Trace needed: the referral came without an NHS number.")),
                argumentSet(
                        "a restricted record",
                        person(Optional.of(NHS_NUMBER), Verification.VERIFIED, true),
                        FeedBack.ALL,
                        TestEntries.coded(),
                        Optional.of("The person's record is restricted: nothing is sent automatically.")),
                argumentSet(
                        "no feedback wanted",
                        FILABLE,
                        FeedBack.NOTHING,
                        TestEntries.coded(),
                        Optional.of("The person asked that nothing be fed back to the practice.")),
                argumentSet(
                        "a code where only codes", FILABLE, FeedBack.CODES_ONLY, TestEntries.coded(), Optional.empty()),
                argumentSet(
                        "words where only codes",
                        FILABLE,
                        FeedBack.CODES_ONLY,
                        TestEntries.inWords(),
                        Optional.of("The person asked that only codes be fed back to the practice.")),
                argumentSet(
                        "an unverified code",
                        FILABLE,
                        FeedBack.ALL,
                        TestEntries.codedWith("871731000000105", false),
                        Optional.of("The code of this entry could not be verified, so it is not sent as a code.")));
    }

    @ParameterizedTest
    @MethodSource("table")
    void objects(Person person, FeedBack feedBack, RecordEntry entry, Optional<String> objection) {
        assertThat(objection(person, feedBack, entry)).isEqualTo(objection);
    }

    @ParameterizedTest
    @EnumSource
    void letsNothingIntoARecordUnderANumberThatIsNotVerified(Verification verification) {
        Person person = person(Optional.of(NHS_NUMBER), verification, false);

        assertThat(objection(person, FeedBack.ALL, TestEntries.coded()))
                .isEqualTo(
                        verification == Verification.VERIFIED
                                ? Optional.empty()
                                : Optional.of("Trace needed: the NHS number is not verified (status "
                                        + verification.code() + ")."));
    }

    static Stream<Arguments> endings() {
        return Stream.of(
                argumentSet("at work", TestReferrals.at(ReferralStatus.IN_PROGRESS), Optional.empty()),
                argumentSet("moved away", TestReferrals.at(ReferralStatus.CANCELLED), Optional.empty()),
                argumentSet(
                        "died",
                        TestReferrals.after(EventType.DEATH_CONFIRMED),
                        Optional.of("The person has died: nothing more is filed.")),
                argumentSet(
                        "a duplicate",
                        TestReferrals.after(EventType.MARKED_DUPLICATE),
                        Optional.of("The referral was entered in error, or is a duplicate: nothing is filed for it.")),
                argumentSet(
                        "entered in error",
                        TestReferrals.at(ReferralStatus.ENTERED_IN_ERROR),
                        Optional.of("The referral was entered in error, or is a duplicate: nothing is filed for it.")));
    }

    @ParameterizedTest
    @MethodSource("endings")
    void filesNothingForWhatMustNotBeFiled(Referral referral, Optional<String> objection) {
        assertThat(new FilingCheck().objection(referral, TestEntries.coded())).isEqualTo(objection);
    }

    @Test
    void filesForADuplicateWhatStandsForTheWholeEpisode() {
        FilingCheck check = new FilingCheck();

        assertThat(check.objection(TestReferrals.after(EventType.MARKED_DUPLICATE), TestEntries.codedOnce()))
                .isEmpty();
        assertThat(check.objection(TestReferrals.at(ReferralStatus.ENTERED_IN_ERROR), TestEntries.codedOnce()))
                .isPresent();
    }

    @Test
    void holdsEverythingWhileADeathIsReportedAndLetsItGoAfterwards() {
        Referral reported = TestReferrals.after(EventType.ACCEPTED, EventType.DEATH_REPORTED);
        Referral withdrawn = TestReferrals.moved(reported, TestReferrals.event(EventType.DEATH_REPORT_WITHDRAWN));

        assertThat(new FilingCheck().hold(reported)).contains("Held: the person is reported to have died.");
        assertThat(new FilingCheck().hold(withdrawn)).isEmpty();
    }

    private static Optional<String> objection(Person person, FeedBack feedBack, RecordEntry entry) {
        Consent consent = new Consent(Agreement.GIVEN, Agreement.NOT_STATED, feedBack);
        return new FilingCheck().objection(TestReferrals.opened(TestReferrals.draft(person, consent)), entry);
    }
}
