package org.linkway.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linkway.Hazard;
import org.linkway.referral.CheckIn;
import org.linkway.referral.ClockNotice;
import org.linkway.referral.Closure;
import org.linkway.referral.Code;
import org.linkway.referral.Consent;
import org.linkway.referral.ContactAttempt;
import org.linkway.referral.ContactChannel;
import org.linkway.referral.EventDetail;
import org.linkway.referral.EventType;
import org.linkway.referral.Note;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.RecordEntry.RecordResource;
import org.linkway.referral.RecordedBy;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralEvent;
import org.linkway.referral.ReferralStatus;
import org.linkway.referral.Role;
import org.linkway.referral.TestReferrals;
import org.linkway.referral.TimerKind;
import org.linkway.workflow.CodingPolicy.Rule;
import org.linkway.workflow.CodingPolicy.When;
import org.linkway.workflow.RecordEvent.Decision;
import org.linkway.workflow.RecordEvent.Refusal;

class RecordEventTest {
    private static final Instant NOW = Instant.parse("2026-03-06T08:00:00Z");
    private static final Instant YESTERDAY = Instant.parse("2026-03-05T10:15:00Z");
    private static final Code REFERRED =
            new Code("http://snomed.info/sct", "871731000000106", Optional.of("Referral to social prescribing"), true);

    private final RecordEvent recordEvent = TestPolicies.recordEvent(
            new CodingPolicy(List.of(
                    new Rule(EventType.SEEN, When.ALWAYS, RecordResource.PROCEDURE, Optional.of(REFERRED), true))),
            new NumberedIds());

    @Test
    void movesTheReferralAndPlansWhatFollows() {
        Referral referral = TestReferrals.at(ReferralStatus.IN_PROGRESS);

        Change change = recorded(referral, submission(EventType.SEEN));

        assertThat(change.referral().version()).isEqualTo(referral.version() + 1);
        assertThat(change.events().get(0).recordedAt()).isEqualTo(NOW);
        assertThat(change.events().get(0).occurredAt()).isEqualTo(YESTERDAY);
        assertThat(change.recordEntries())
                .hasSize(1)
                .isEqualTo(change.referral().recordEntries());
        assertThat(change.deliveries()).singleElement().satisfies(delivery -> {
            assertThat(delivery.kind()).isEqualTo(Delivery.Kind.ENTRY_TO_RECORD);
            assertThat(delivery.subject())
                    .isEqualTo(change.recordEntries().get(0).id());
        });
    }

    @Test
    void datesTheEntryWithTheDayItHappened() {
        Change change = recorded(TestReferrals.at(ReferralStatus.ACCEPTED), submission(EventType.SEEN));

        assertThat(change.recordEntries()).extracting(RecordEntry::occurredAt).containsExactly(YESTERDAY);
    }

    @Test
    void plansNothingForTheRecordWhereThePolicyHasNoRule() {
        Change change = recorded(TestReferrals.opened(), submission(EventType.ACCEPTED));

        assertThat(change.recordEntries()).isEmpty();
        assertThat(change.deliveries()).isEmpty();
    }

    @Test
    void answersARepeatWithTheEventItKnows() {
        ReferralEvent accepted = TestReferrals.event(EventType.ACCEPTED);
        Referral referral = TestReferrals.moved(TestReferrals.opened(), accepted);

        assertThat(decide(referral, repeat(accepted, accepted.detail()))).isEqualTo(new Decision.Repeated(accepted));
    }

    @Test
    void knowsARepeatEvenWhenTheEventIsNoLongerLegal() {
        ReferralEvent accepted = TestReferrals.event(EventType.ACCEPTED);
        Referral closed = TestReferrals.moved(
                TestReferrals.moved(TestReferrals.opened(), accepted), TestReferrals.event(EventType.MOVED_AWAY));

        assertThat(decide(closed, repeat(accepted, accepted.detail()))).isEqualTo(new Decision.Repeated(accepted));
    }

    @Test
    void refusesAnIdThatTellsAnotherStory() {
        ReferralEvent accepted = TestReferrals.event(EventType.ACCEPTED);
        Referral referral = TestReferrals.moved(TestReferrals.opened(), accepted);

        assertThat(decide(referral, repeat(accepted, new Note(Optional.of("Something else.")))))
                .isEqualTo(new Decision.IdTaken());
    }

    @Test
    @Hazard("H16")
    void refusesWhatHasNotHappenedYet() {
        EventSubmission tomorrow = submission(EventType.ACCEPTED, NOW.plusSeconds(121));

        assertThat(refusals(TestReferrals.opened(), tomorrow))
                .containsExactly(new Refusal(
                        "occurredAt",
                        "occurredAt is 2026-03-06T08:02:01Z, which is in the future. Say when it happened; it is the date in"
                                + " the record."));
    }

    @Test
    @Hazard("H16")
    void toleratesClocksThatDifferByTwoMinutes() {
        recorded(TestReferrals.opened(), submission(EventType.ACCEPTED, NOW.plusSeconds(120)));
    }

    @Test
    void refusesAnEventOfAnotherRole() {
        Decision decision = decide(Set.of(Role.SENDER), TestReferrals.opened(), submission(EventType.ACCEPTED));

        assertThat(decision)
                .isEqualTo(new Decision.Refused(List.of(new Refusal(
                        "type",
                        "The event accepted is not yours to report. Legal now: request-updated, concern-raised, consent-changed,"
                                + " cancelled-by-sender, cancellation-requested, entered-in-error."))));
    }

    @Test
    void listsTheLegalEventsWhereOneIsNotLegal() {
        assertThat(refusals(TestReferrals.opened(), submission(EventType.SEEN)))
                .containsExactly(new Refusal(
                        "type",
                        "A referral that is requested cannot take the event seen. Legal now:"
                                + " information-requested, assigned, accepted, rejected-by-service, declined-by-person,"
                                + " contact-attempted, concern-raised, concern-acknowledged, consent-changed,"
                                + " person-details-changed, unable-to-contact, moved-away, death-reported,"
                                + " death-confirmed, marked-duplicate."));
    }

    @Test
    void saysWhatClosedAReferral() {
        assertThat(refusals(TestReferrals.at(ReferralStatus.COMPLETED), submission(EventType.SEEN)))
                .containsExactly(
                        new Refusal(
                                "type",
                                "A referral that is completed cannot take the event seen. It was closed by completed"
                                        + " at 2026-03-05T10:15:00Z. Legal now:"
                                        + " concern-acknowledged, consent-changed, person-details-changed, outcome-corrected."));
    }

    @Test
    void saysEverythingThatIsWrongAtOnce() {
        EventSubmission wrong = new EventSubmission(
                UUID.randomUUID(),
                EventType.COMPLETED,
                NOW.plusSeconds(3600),
                new RecordedBy(" ", Optional.empty()),
                new Closure(Optional.empty(), Optional.empty(), Optional.empty()));

        assertThat(refusals(TestReferrals.opened(), wrong))
                .extracting(Refusal::element)
                .containsExactly("type", "occurredAt", "recordedBy.name", "outcome.code", "outcome.narrative");
    }

    @Test
    void saysWhatIsWrongWithTheEventAndWhatDoesNotFitTheReferral() {
        EventSubmission wrong = new EventSubmission(
                UUID.randomUUID(),
                EventType.CHECKED_IN,
                YESTERDAY,
                TestReferrals.LINK_WORKER,
                new CheckIn(
                        Optional.of(TestReferrals.ONWARD),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));

        assertThat(refusals(TestReferrals.at(ReferralStatus.IN_PROGRESS), wrong))
                .extracting(Refusal::element)
                .containsExactly("outcome", "onward");
    }

    @Test
    void saysWhichQuestionStandsInTheWay() {
        assertThat(decide(Set.of(Role.SENDER), TestReferrals.opened(), submission(EventType.INFORMATION_SUPPLIED)))
                .isEqualTo(new Decision.Refused(List.of(new Refusal(
                        "type",
                        "No information was asked for. Legal now: request-updated, concern-raised, consent-changed,"
                                + " cancelled-by-sender, cancellation-requested, entered-in-error."))));
    }

    @ParameterizedTest
    @CsvSource({"0, TELEPHONE, 1", "1, TELEPHONE, 2", "2,, 2"})
    void closesNoReferralAsUnreachedBeforeTheLimit(int before, ContactChannel channel, int counted) {
        assertThat(refusals(attempted(before), givingUp(channel)))
                .contains(
                        new Refusal(
                                "type",
                                counted
                                        + " of 3 attempts are recorded since anybody reached the person. Try again and report"
                                        + " contact-attempted; when the limit is reached, unable-to-contact closes the referral."));
    }

    @Test
    void countsTheAttemptsAnewOnceThePersonWasReached() {
        Referral referral = TestReferrals.after(
                EventType.ACCEPTED,
                EventType.CONTACT_ATTEMPTED,
                EventType.CONTACT_ATTEMPTED,
                EventType.SEEN,
                EventType.CONTACT_ATTEMPTED);

        assertThat(refusals(referral, givingUp(ContactChannel.TELEPHONE)))
                .extracting(Refusal::sentence)
                .singleElement()
                .asString()
                .startsWith("2 of 3 attempts are recorded");
    }

    @ParameterizedTest
    @CsvSource({"2, TELEPHONE", "3, LETTER", "4, EMAIL"})
    void closesAReferralAsUnreachedAtTheLimit(int before, ContactChannel channel) {
        assertThat(recorded(attempted(before), givingUp(channel)).referral().status())
                .isEqualTo(ReferralStatus.REJECTED);
    }

    private static Referral attempted(int times) {
        return TestReferrals.after(
                Collections.nCopies(times, EventType.CONTACT_ATTEMPTED).toArray(EventType[]::new));
    }

    private static EventSubmission givingUp(ContactChannel channel) {
        return new EventSubmission(
                UUID.randomUUID(),
                EventType.UNABLE_TO_CONTACT,
                YESTERDAY,
                TestReferrals.LINK_WORKER,
                new ContactAttempt(Optional.ofNullable(channel), Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({"REFUSED, false, false", "REFUSED, true, true", "NOT_STATED, false, true", "GIVEN, false, true"})
    @Hazard("H7")
    void tellsNoServiceOfAPersonWhoDoesNotAgree(Consent.Agreement share, boolean selfReferral, boolean legal) {
        Consent consent = new Consent(Consent.Agreement.GIVEN, share, Consent.FeedBack.ALL);
        Referral referral =
                TestReferrals.opened(TestReferrals.draft(TestReferrals.draft().person(), consent));
        for (EventType type : List.of(EventType.ACCEPTED, EventType.WORK_STARTED)) {
            referral = TestReferrals.moved(referral, TestReferrals.event(type));
        }

        Decision decision = decide(referral, connecting(Optional.empty(), selfReferral));

        if (legal) {
            assertThat(decision).isInstanceOf(Decision.Recorded.class);
        } else {
            assertThat(decision)
                    .isEqualTo(new Decision.Refused(List.of(new Refusal(
                            "service",
                            "The person does not agree that a named provider is told about them. Signpost them, let them"
                                    + " refer themself (selfReferral), or record consent-changed when they agree."))));
        }
    }

    @Test
    void refusesAServiceThatIsNotConnected() {
        Referral referral = TestReferrals.at(ReferralStatus.IN_PROGRESS);
        RecordEvent alone = new RecordEvent(
                TestPolicies.NO_CODES,
                new WorkPolicy(3, Set.of(), WorkPolicy.SecondReferral.LINK, Set.of()),
                TestPolicies.TIMERS,
                new NumberedIds());

        assertThat(refusals(referral, connecting(Optional.of("elsewhere"), false)))
                .containsExactly(new Refusal(
                        "service.id",
                        "No service is connected to this gateway under the id 'elsewhere'. Connected: invented-choir; leave"
                                + " service.id out for any other."));
        assertThat(alone.record(
                        Set.of(Role.WORKER), referral, connecting(Optional.of("elsewhere"), false), List.of(), NOW))
                .isEqualTo(new Decision.Refused(List.of(new Refusal(
                        "service.id",
                        "No service is connected to this gateway under the id 'elsewhere'. None is: leave service.id"
                                + " out."))));
        recorded(referral, connecting(Optional.of(TestPolicies.CONNECTED), false));
    }

    private static EventSubmission connecting(Optional<String> serviceId, boolean selfReferral) {
        return new EventSubmission(
                UUID.randomUUID(),
                EventType.REFERRED_ONWARD,
                YESTERDAY,
                TestReferrals.LINK_WORKER,
                TestReferrals.connection(serviceId, selfReferral));
    }

    @Test
    void ringsEveryClockThatHasRunOutAndNoOther() {
        Referral referral = TestReferrals.opened();

        assertThat(recordEvent.ring(
                        referral,
                        TestReferrals.RECEIVED_AT.plus(Duration.ofDays(2)).minusSeconds(1)))
                .isEmpty();
        Change first = recordEvent
                .ring(referral, TestReferrals.RECEIVED_AT.plus(Duration.ofDays(2)))
                .orElseThrow();
        Change both = recordEvent
                .ring(first.referral(), TestReferrals.RECEIVED_AT.plus(Duration.ofDays(30)))
                .orElseThrow();

        assertThat(first.events()).extracting(ReferralEvent::type).containsExactly(EventType.NUDGED);
        assertThat(first.events())
                .extracting(ReferralEvent::detail)
                .containsExactly(new ClockNotice(Optional.of(TimerKind.ACKNOWLEDGE), Optional.empty()));
        assertThat(both.events())
                .extracting(ReferralEvent::type)
                .containsExactly(EventType.ESCALATED, EventType.NUDGED);
        assertThat(both.events()).extracting(it -> it.recordedBy().name()).containsOnly("Linkway");
        assertThat(both.referral().version()).isEqualTo(4);
        assertThat(both.episode()).isEqualTo(Change.EpisodeStep.GOES_ON);
        assertThat(recordEvent.ring(both.referral(), TestReferrals.RECEIVED_AT.plus(Duration.ofDays(30))))
                .isEmpty();
    }

    private Change recorded(Referral referral, EventSubmission submission) {
        return ((Decision.Recorded) decide(referral, submission)).change();
    }

    private List<Refusal> refusals(Referral referral, EventSubmission submission) {
        return ((Decision.Refused) decide(referral, submission)).refusals();
    }

    private Decision decide(Referral referral, EventSubmission submission) {
        return decide(Set.of(Role.WORKER), referral, submission);
    }

    private Decision decide(Set<Role> roles, Referral referral, EventSubmission submission) {
        return recordEvent.record(roles, referral, submission, List.of(), NOW);
    }

    private static EventSubmission submission(EventType type) {
        return submission(type, YESTERDAY);
    }

    private static EventSubmission submission(EventType type, Instant occurredAt) {
        return new EventSubmission(
                UUID.randomUUID(), type, occurredAt, TestReferrals.LINK_WORKER, TestReferrals.detail(type));
    }

    private static EventSubmission repeat(ReferralEvent event, EventDetail detail) {
        return new EventSubmission(event.id(), event.type(), event.occurredAt(), event.recordedBy(), detail);
    }
}
