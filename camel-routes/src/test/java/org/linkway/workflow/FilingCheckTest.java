package org.linkway.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static org.linkway.referral.TestReferrals.NHS_NUMBER;
import static org.linkway.referral.TestReferrals.person;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.linkway.Hazard;
import org.linkway.referral.Consent;
import org.linkway.referral.Consent.Agreement;
import org.linkway.referral.Consent.FeedBack;
import org.linkway.referral.EventType;
import org.linkway.referral.FilingStatus;
import org.linkway.referral.Person;
import org.linkway.referral.Practice;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralEvent;
import org.linkway.referral.ReferralStatus;
import org.linkway.referral.TestReferrals;
import org.linkway.referral.Verification;
import org.linkway.workflow.Traced.Death;

class FilingCheckTest {
    private static final Practice PRACTICE = new Practice("A81001", Optional.of("Invented Street Surgery"));
    private static final String OTHER_NUMBER = "9990000026";
    private static final LocalDate BORN = LocalDate.parse("1951-04-17");
    private static final String FAMILY = "Testperson";
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
                        Optional.of("Trace needed: the referral came without an NHS number. Report the right one by"
                                + " person-details-changed.")),
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
    @Hazard({"H7", "H19"})
    void objects(Person person, FeedBack feedBack, RecordEntry entry, Optional<String> objection) {
        assertThat(objection(person, feedBack, entry)).isEqualTo(objection);
    }

    @ParameterizedTest
    @EnumSource
    @Hazard("H1")
    void letsNothingIntoARecordOnTheSendersWordUnlessItIsVerified(Verification verification) {
        Referral referral = referral(person(Optional.of(NHS_NUMBER), verification, false));

        assertThat(verdict(referral, new Traced.NotAsked(Optional.of(PRACTICE))))
                .isEqualTo(
                        verification == Verification.VERIFIED
                                ? new FilingVerdict.Sends(new FilingAddress(PRACTICE, NHS_NUMBER))
                                : new FilingVerdict.Stops("Trace needed: the NHS number is not verified (status "
                                        + verification.code() + ")."));
    }

    static Stream<Arguments> traces() {
        return Stream.of(
                argumentSet("the same person", found(), sends(NHS_NUMBER)),
                argumentSet(
                        "a name that is spelt another way",
                        found(NHS_NUMBER, BORN, "TEST-PERSÓN", Optional.of(PRACTICE), Death.NONE, false),
                        sends(NHS_NUMBER)),
                argumentSet(
                        "a number that was superseded",
                        found(OTHER_NUMBER, BORN, FAMILY, Optional.of(PRACTICE), Death.NONE, false),
                        sends(OTHER_NUMBER)),
                argumentSet("nobody", new Traced.NotFound(), stops("Trace needed: nobody has this NHS number.")),
                argumentSet(
                        "another birth date",
                        found(NHS_NUMBER, BORN.plusDays(1), FAMILY, Optional.of(PRACTICE), Death.NONE, false),
                        stops("another birth date")),
                argumentSet(
                        "another family name",
                        found(NHS_NUMBER, BORN, "Somebody", Optional.of(PRACTICE), Death.NONE, false),
                        stops("another family name")),
                argumentSet(
                        "no practice",
                        found(NHS_NUMBER, BORN, FAMILY, Optional.empty(), Death.NONE, false),
                        stops("registered with no practice")),
                argumentSet(
                        "a restricted record",
                        found(NHS_NUMBER, BORN, FAMILY, Optional.of(PRACTICE), Death.NONE, true),
                        stops("restricts this person's record")));
    }

    @ParameterizedTest
    @MethodSource("traces")
    @Hazard("H1")
    void filesOnlyWhereTheLookupKnowsThisVeryPersonNow(Traced traced, FilingVerdict expected) {
        Referral referral = referral(person(Optional.of(NHS_NUMBER), Verification.NOT_STATED, false));

        FilingVerdict verdict = verdict(referral, traced);

        if (expected instanceof FilingVerdict.Stops stops) {
            assertThat(((FilingVerdict.Stops) verdict).why()).contains(stops.why());
        } else {
            assertThat(verdict).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"INFORMAL", "FORMAL"})
    void tellsTheReferralOfADeathThatOnlyTheLookupKnows(Death death) {
        assertThat(verdict(TestReferrals.at(ReferralStatus.IN_PROGRESS), dead(death)))
                .isEqualTo(new FilingVerdict.TellsOfDeath(EventType.DEATH_REPORTED));
    }

    @Test
    void confirmsAReportedDeathOnceItIsRegistered() {
        Referral reported = TestReferrals.after(EventType.ACCEPTED, EventType.DEATH_REPORTED);

        assertThat(verdict(reported, dead(Death.FORMAL)))
                .isEqualTo(new FilingVerdict.TellsOfDeath(EventType.DEATH_CONFIRMED));
        assertThat(verdict(reported, dead(Death.INFORMAL))).isInstanceOf(FilingVerdict.Holds.class);
    }

    @Test
    @Hazard("H7")
    void takesBackAReportOfItsOwnAndLeavesThoseOfPeople() {
        Referral accepted = TestReferrals.after(EventType.ACCEPTED);
        ReferralEvent told = TestReferrals.event(EventType.DEATH_REPORTED);
        ReferralEvent byTheService = new ReferralEvent(
                told.id(),
                told.type(),
                told.occurredAt(),
                FilingCheck.LOOKUP,
                told.recordedAt(),
                told.schemaVersion(),
                told.detail());

        assertThat(verdict(TestReferrals.moved(accepted, byTheService), found()))
                .isEqualTo(new FilingVerdict.TellsOfDeath(EventType.DEATH_REPORT_WITHDRAWN));
        assertThat(verdict(TestReferrals.moved(accepted, told), found())).isInstanceOf(FilingVerdict.Holds.class);
    }

    @Test
    void takesBackWhatStandsInTheRecordOfSomebodyWhoDied() {
        RecordEntry takenBack = TestEntries.coded()
                .now(FilingStatus.FILED, Optional.empty(), Optional.empty())
                .takenBack("The referral was entered in error.");

        assertThat(new FilingCheck(TestEntries.policy())
                        .verdict(TestReferrals.at(ReferralStatus.ENTERED_IN_ERROR), takenBack, dead(Death.FORMAL)))
                .isInstanceOf(FilingVerdict.Sends.class);
    }

    @Test
    @Hazard("H7")
    void filesNothingMoreForAClosedReferralOfSomebodyWhoDied() {
        assertThat(verdict(TestReferrals.at(ReferralStatus.COMPLETED), dead(Death.INFORMAL)))
                .isInstanceOf(FilingVerdict.Stops.class);
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
        assertThat(new FilingCheck(TestEntries.policy()).objection(referral, TestEntries.coded()))
                .isEqualTo(objection);
    }

    @Test
    void filesForADuplicateWhatStandsForTheWholeEpisode() {
        FilingCheck check = new FilingCheck(TestEntries.policy());

        assertThat(check.objection(TestReferrals.after(EventType.MARKED_DUPLICATE), TestEntries.codedOnce()))
                .isEmpty();
        assertThat(check.objection(TestReferrals.at(ReferralStatus.ENTERED_IN_ERROR), TestEntries.codedOnce()))
                .isPresent();
    }

    @Test
    @Hazard("H7")
    void holdsEverythingWhileADeathIsReportedAndLetsItGoAfterwards() {
        Referral reported = TestReferrals.after(EventType.ACCEPTED, EventType.DEATH_REPORTED);
        Referral withdrawn = TestReferrals.moved(reported, TestReferrals.event(EventType.DEATH_REPORT_WITHDRAWN));

        Traced stated = new Traced.NotAsked(Optional.of(PRACTICE));

        assertThat(verdict(reported, stated))
                .isEqualTo(new FilingVerdict.Holds("Held: the person is reported to have died."));
        assertThat(verdict(reported, found())).isInstanceOf(FilingVerdict.Holds.class);
        assertThat(verdict(withdrawn, stated)).isInstanceOf(FilingVerdict.Sends.class);
    }

    @Test
    void takesBackWhateverTheReferralHasComeTo() {
        RecordEntry takenBack = TestEntries.coded()
                .now(FilingStatus.FILED, Optional.empty(), Optional.empty())
                .takenBack("The referral was entered in error.");

        assertThat(new FilingCheck(TestEntries.policy())
                        .objection(TestReferrals.at(ReferralStatus.ENTERED_IN_ERROR), takenBack))
                .isEmpty();
    }

    /** A policy may change between planning and sending. */
    @Test
    @Hazard("H5")
    void sendsNoCodeThatThePolicyDoesNotListAnyMore() {
        Referral referral = referral(person(Optional.of(NHS_NUMBER), Verification.VERIFIED, false));
        FilingCheck without = new FilingCheck(new CodingPolicy("2026-12", List.of()));

        assertThat(without.objection(referral, TestEntries.coded()))
                .contains(
                        "The code of this entry is not in the coding policy 2026-12, so it is not sent. Put it back into"
                                + " the policy, or settle the entry by hand.");
        assertThat(without.objection(referral, TestEntries.inWords())).isEmpty();
        assertThat(new FilingCheck(TestEntries.policy()).objection(referral, TestEntries.coded()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "TESTPERSON, true",
        "Test-Person, true",
        "O'Testperson, false",
        "Dr Testperson, false",
        "Testpersson, false",
        "Testperson-Smith, false",
        "?, false"
    })
    @Hazard("H1")
    void comparesNamesByTheirLettersAndMatchesNothingApproximately(String held, boolean same) {
        Referral referral = referral(person(Optional.of(NHS_NUMBER), Verification.NOT_STATED, false));

        FilingVerdict verdict =
                verdict(referral, found(NHS_NUMBER, BORN, held, Optional.of(PRACTICE), Death.NONE, false));

        assertThat(verdict instanceof FilingVerdict.Sends).isEqualTo(same);
    }

    private static Traced found() {
        return found(NHS_NUMBER, BORN, FAMILY, Optional.of(PRACTICE), Death.NONE, false);
    }

    private static Traced dead(Death death) {
        return found(NHS_NUMBER, BORN, FAMILY, Optional.of(PRACTICE), death, false);
    }

    private static Traced found(
            String number,
            LocalDate born,
            String family,
            Optional<Practice> practice,
            Death death,
            boolean restricted) {
        return new Traced.Found(number, Optional.of(born), Set.of(family), practice, death, restricted);
    }

    private static FilingVerdict sends(String number) {
        return new FilingVerdict.Sends(new FilingAddress(PRACTICE, number));
    }

    private static FilingVerdict stops(String why) {
        return new FilingVerdict.Stops(why);
    }

    private static Referral referral(Person person) {
        return TestReferrals.opened(TestReferrals.draft(person, Consent.notStated()));
    }

    private static FilingVerdict verdict(Referral referral, Traced traced) {
        return new FilingCheck(TestEntries.policy()).verdict(referral, TestEntries.coded(), traced);
    }

    private static Optional<String> objection(Person person, FeedBack feedBack, RecordEntry entry) {
        Consent consent = new Consent(Agreement.GIVEN, Agreement.NOT_STATED, feedBack);
        return new FilingCheck(TestEntries.policy())
                .objection(TestReferrals.opened(TestReferrals.draft(person, consent)), entry);
    }
}
