package org.linkway.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static org.linkway.referral.EventType.ACCEPTED;
import static org.linkway.referral.EventType.COMPLETED;
import static org.linkway.referral.EventType.CONTACT_ATTEMPTED;
import static org.linkway.referral.EventType.DECLINED_BY_PERSON;
import static org.linkway.referral.EventType.DID_NOT_ATTEND;
import static org.linkway.referral.EventType.MOVED_AWAY;
import static org.linkway.referral.EventType.PLAN_AGREED;
import static org.linkway.referral.EventType.REJECTED_BY_SERVICE;
import static org.linkway.referral.EventType.SEEN;
import static org.linkway.referral.EventType.UNABLE_TO_CONTACT;
import static org.linkway.referral.EventType.WITHDRAWN_BY_SERVICE;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.linkway.Hazard;
import org.linkway.referral.Code;
import org.linkway.referral.ContactAttempt;
import org.linkway.referral.ContactChannel;
import org.linkway.referral.EventType;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.RecordEntry.RecordResource;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralEvent;
import org.linkway.referral.Rejection;
import org.linkway.referral.Sending;
import org.linkway.referral.TestReferrals;
import org.linkway.workflow.CodingPolicy.Rule;
import org.linkway.workflow.CodingPolicy.When;

class CodingPolicyTest {
    private static final String REFERRED = "871731000000106";
    private static final String DECLINED = "871711000000103";
    private static final String CLOSED = "1362721000000106";
    private static final String NOT_ATTENDED = "281399006";
    private static final String NOT_REACHED_BY_TELEPHONE = "294631000000100";

    private static final CodingPolicy POLICY = new CodingPolicy(List.of(
            once(SEEN, code(REFERRED)),
            always(MOVED_AWAY, code(CLOSED)),
            always(REJECTED_BY_SERVICE, Optional.empty()),
            new Rule(DECLINED_BY_PERSON, When.BEFORE_FIRST_CONTACT, RecordResource.OBSERVATION, code(DECLINED), false),
            new Rule(DECLINED_BY_PERSON, When.AFTER_FIRST_CONTACT, RecordResource.OBSERVATION, code(CLOSED), false),
            always(DID_NOT_ATTEND, code(NOT_ATTENDED)),
            new Rule(
                    UNABLE_TO_CONTACT,
                    When.BY_TELEPHONE,
                    RecordResource.OBSERVATION,
                    code(NOT_REACHED_BY_TELEPHONE),
                    false),
            always(UNABLE_TO_CONTACT, code(CLOSED)),
            always(COMPLETED, code(CLOSED)),
            always(COMPLETED, Optional.empty()),
            always(WITHDRAWN_BY_SERVICE, Optional.empty()),
            always(CONTACT_ATTEMPTED, Optional.empty())));

    static Stream<Arguments> table() {
        return Stream.of(
                row("accepting makes no entry", ACCEPTED, List.of()),
                row("the first contact is coded", SEEN, List.of(REFERRED), ACCEPTED),
                row("the second contact is not coded again", SEEN, List.of(), ACCEPTED, SEEN),
                row("a rejection is told in words", REJECTED_BY_SERVICE, List.of("words")),
                row("declining before the first contact", DECLINED_BY_PERSON, List.of(DECLINED), ACCEPTED),
                row("declining after the first contact", DECLINED_BY_PERSON, List.of(CLOSED), ACCEPTED, SEEN),
                row("each missed appointment", DID_NOT_ATTEND, List.of(NOT_ATTENDED), ACCEPTED, SEEN, DID_NOT_ATTEND),
                row("not reached by telephone", UNABLE_TO_CONTACT, List.of(NOT_REACHED_BY_TELEPHONE, CLOSED), ACCEPTED),
                row("closed with code and summary", COMPLETED, List.of(CLOSED, "words"), ACCEPTED, SEEN),
                row("each attempt is told", CONTACT_ATTEMPTED, List.of("words"), ACCEPTED, CONTACT_ATTEMPTED));
    }

    @ParameterizedTest
    @MethodSource("table")
    void plansForTheRecord(EventType event, List<String> expected, List<EventType> before) {
        Referral referral = TestReferrals.opened();
        for (EventType earlier : before) {
            referral = with(referral, TestReferrals.event(earlier));
        }
        int entriesBefore = referral.recordEntries().size();

        Referral after = with(referral, TestReferrals.event(event));

        assertThat(after.recordEntries()
                        .subList(entriesBefore, after.recordEntries().size()))
                .extracting(entry -> entry.code().map(Code::code).orElse("words"))
                .isEqualTo(expected);
    }

    @Test
    void doesNotSayByTelephoneOfALetter() {
        ReferralEvent byLetter = TestReferrals.event(
                UNABLE_TO_CONTACT, new ContactAttempt(Optional.of(ContactChannel.LETTER), Optional.empty()));

        assertThat(with(TestReferrals.opened(), byLetter).recordEntries())
                .extracting(entry -> entry.code().map(Code::code))
                .containsExactly(Optional.of(CLOSED));
    }

    @Test
    void meansByFirstContactTheOneBeforeTheEvent() {
        CodingPolicy policy = new CodingPolicy(
                List.of(new Rule(SEEN, When.BEFORE_FIRST_CONTACT, RecordResource.PROCEDURE, code(REFERRED), false)));
        ReferralEvent first = TestReferrals.event(SEEN);
        Referral seen = TestReferrals.moved(TestReferrals.after(ACCEPTED), first);
        ReferralEvent second = TestReferrals.event(SEEN);

        assertThat(policy.entriesFor(seen, first, List.of(), new NumberedIds())).hasSize(1);
        assertThat(policy.entriesFor(TestReferrals.moved(seen, second), second, List.of(), new NumberedIds()))
                .isEmpty();
    }

    @Test
    void knowsACodeAgainWhoseTermWasChanged() {
        Code renamed = new Code("http://snomed.info/sct", REFERRED, Optional.of("Another term"), true);
        CodingPolicy policy = new CodingPolicy(List.of(once(SEEN, Optional.of(renamed))));
        Referral seen = with(TestReferrals.after(ACCEPTED), TestReferrals.event(SEEN));

        assertThat(policy.entriesFor(seen, TestReferrals.event(SEEN), List.of(), new NumberedIds()))
                .isEmpty();
    }

    /** Two referrals of one person to one service are one episode, and the code stands for that. */
    @Test
    @Hazard("H3")
    void codesTheEpisodeOnceWhateverRunsBesideIt() {
        ReferralEvent seen = TestReferrals.event(SEEN);
        Referral referral = TestReferrals.moved(TestReferrals.after(ACCEPTED), seen);
        RecordEntry beside = TestEntries.codedWith(REFERRED, true);
        RecordEntry other = TestEntries.codedWith(CLOSED, true);

        assertThat(POLICY.entriesFor(referral, seen, List.of(beside), new NumberedIds()))
                .isEmpty();
        assertThat(POLICY.entriesFor(referral, seen, List.of(other), new NumberedIds()))
                .hasSize(1);
    }

    @Test
    void codesAgainWhatDoesNotStandForTheEpisode() {
        ReferralEvent missed = TestReferrals.event(DID_NOT_ATTEND);
        Referral referral = TestReferrals.moved(TestReferrals.after(ACCEPTED, SEEN), missed);

        assertThat(POLICY.entriesFor(
                        referral, missed, List.of(TestEntries.codedWith(NOT_ATTENDED, true)), new NumberedIds()))
                .singleElement()
                .satisfies(entry -> assertThat(entry.onceIn()).isEmpty());
    }

    @Test
    void sumsUpTheWorkWhenTheReferralIsClosed() {
        Referral worked = TestReferrals.after(ACCEPTED, CONTACT_ATTEMPTED, SEEN, PLAN_AGREED);

        List<RecordEntry> entries = with(worked, TestReferrals.event(COMPLETED)).recordEntries();

        assertThat(entries.get(entries.size() - 1).narrative()).contains("""
                        Actions for the GP: Review the sleeping tablets.
                        Social prescribing: Completed.
                        Outcome: The person's goals were met.
                        She gardens every Tuesday.
                        Joined the garden club and goes by herself.
                        Goal: Sing with others again
                        Risks: not stated by the referrer.
                        Attempts that did not reach the person: 1.""");
    }

    @Test
    void plansACodedEntryWithoutWords() {
        ReferralEvent seen = TestReferrals.event(SEEN);
        Referral referral = TestReferrals.moved(TestReferrals.after(ACCEPTED), seen);

        assertThat(POLICY.entriesFor(referral, seen, List.of(), new NumberedIds()))
                .containsExactly(RecordEntry.planned(
                        NumberedIds.id(1),
                        referral.id(),
                        seen.id(),
                        RecordResource.PROCEDURE,
                        code(REFERRED),
                        Optional.empty(),
                        Optional.empty(),
                        seen.occurredAt(),
                        Optional.of(referral.episode())));
    }

    /** Once, too, where it stands for the episode. */
    @Test
    @Hazard("H5")
    void tellsInWordsWhatHasNoVerifiedCode() {
        Code unverified = new Code("http://snomed.info/sct", REFERRED, Optional.of("Referred"), false);
        CodingPolicy policy = new CodingPolicy(List.of(once(SEEN, Optional.of(unverified))));
        ReferralEvent seen = TestReferrals.event(SEEN);
        Referral referral = TestReferrals.moved(TestReferrals.after(ACCEPTED), seen);

        List<RecordEntry> entries = policy.entriesFor(referral, seen, List.of(), new NumberedIds());

        assertThat(entries).singleElement().satisfies(entry -> {
            assertThat(entry.code()).isEmpty();
            assertThat(entry.resource()).isEqualTo(RecordResource.COMMUNICATION);
            assertThat(entry.unverifiedCode()).contains(unverified);
            assertThat(entry.narrative().orElseThrow())
                    .contains("Referred (in words, because its code could not be verified).");
            assertThat(entry.sending(new Sending("Y90001", "fhir")).corrected(seen.id(), "Other words"))
                    .extracting(RecordEntry::unverifiedCode)
                    .isEqualTo(Optional.of(unverified));
        });
        assertThat(policy.entriesFor(referral.planning(entries), seen, List.of(), new NumberedIds()))
                .isEmpty();
    }

    @Test
    void putsActionsForTheGpAtTheTop() {
        assertThat(narrative(TestReferrals.event(REJECTED_BY_SERVICE))).isEqualTo("""
                        Actions for the GP: Refer again in May.
                        Social prescribing: Rejected by the link worker service.
                        Reason: The service has no capacity.
                        The waiting list is closed until May.
                        Alternatives: The garden club.
                        Risks: not stated by the referrer.""");
    }

    @Test
    void saysThatTheGpNeedDoNothing() {
        assertThat(narrative(TestReferrals.event(CONTACT_ATTEMPTED))).isEqualTo("""
                        Actions for the GP: None
                        Social prescribing: Contact attempted.
                        No answer on three days.""");
    }

    @Test
    void takesABlankActionForNone() {
        Rejection blank = new Rejection(Optional.empty(), Optional.empty(), List.of(), Optional.of("  "));

        assertThat(narrative(TestReferrals.event(REJECTED_BY_SERVICE, blank))).startsWith("Actions for the GP: None\n");
    }

    private static String narrative(ReferralEvent event) {
        List<RecordEntry> entries = with(TestReferrals.opened(), event).recordEntries();
        return entries.get(entries.size() - 1).narrative().orElseThrow();
    }

    /** The referral after this event, with the entries that the policy plans. */
    private static Referral with(Referral referral, ReferralEvent event) {
        Referral moved = TestReferrals.moved(referral, event);
        return moved.planning(POLICY.entriesFor(moved, event, List.of(), new NumberedIds()));
    }

    private static Arguments row(String name, EventType event, List<String> expected, EventType... before) {
        return argumentSet(name, event, expected, List.of(before));
    }

    private static Rule always(EventType event, Optional<Code> code) {
        return new Rule(event, When.ALWAYS, resource(code), code, false);
    }

    private static Rule once(EventType event, Optional<Code> code) {
        return new Rule(event, When.ALWAYS, event == SEEN ? RecordResource.PROCEDURE : resource(code), code, true);
    }

    private static RecordResource resource(Optional<Code> code) {
        return code.isPresent() ? RecordResource.OBSERVATION : RecordResource.COMMUNICATION;
    }

    private static Optional<Code> code(String sctid) {
        return Optional.of(new Code("http://snomed.info/sct", sctid, Optional.of("Term of " + sctid), true));
    }
}
