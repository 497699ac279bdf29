package org.linkway.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.linkway.referral.EventDetail.Gap;

class EventDetailTest {
    private static final Optional<UUID> ONWARD = Optional.of(TestReferrals.ONWARD);

    @ParameterizedTest
    @EnumSource
    void hasNoGapsWhenAllIsTold(EventType type) {
        assertThat(TestReferrals.detail(type).gaps()).isEmpty();
    }

    static Stream<Arguments> leavingAllOut() {
        Optional<String> blank = Optional.of("  ");
        return Stream.of(
                argumentSet("a note needs nothing", new Note(Optional.empty()), List.of()),
                argumentSet(
                        "a rejection",
                        new Rejection(Optional.empty(), blank, List.of(), Optional.empty()),
                        List.of("reason", "reasonText", "actionForGp")),
                argumentSet("a decline", new Decline(Optional.empty()), List.of("reasonText")),
                argumentSet("a decline in blanks", new Decline(blank), List.of("reasonText")),
                argumentSet(
                        "a contact attempt",
                        new ContactAttempt(Optional.empty(), Optional.of("Rang.")),
                        List.of("channel")),
                argumentSet("a withdrawal", new Withdrawal(blank, blank), List.of("reasonText", "actionForGp")),
                argumentSet(
                        "a closure without outcome",
                        new Closure(Optional.empty(), Optional.empty(), Optional.empty()),
                        List.of("outcome.code", "outcome.narrative")),
                argumentSet(
                        "a closure with half an outcome",
                        new Closure(
                                Optional.of(new Outcome(Optional.of(OutcomeCode.GOALS_MET), Optional.empty(), blank)),
                                Optional.empty(),
                                Optional.empty()),
                        List.of("outcome.narrative")),
                argumentSet(
                        "a correction",
                        new Correction(Optional.empty(), blank, Optional.empty()),
                        List.of("outcome.code", "outcome.narrative", "reasonText")),
                argumentSet("a mistake needs nothing", new Mistake(Optional.empty()), List.of()),
                argumentSet("a wait needs nothing", new WaitListing(Optional.empty(), Optional.empty()), List.of()),
                argumentSet("a missed appointment needs nothing", missed(Optional.empty()), List.of()),
                argumentSet(
                        "a cancellation needs nothing",
                        new Cancellation(Optional.empty(), Optional.empty(), Optional.empty()),
                        List.of()),
                argumentSet("an answer to a cancellation", new CancellationAnswer(blank), List.of("reasonText")),
                argumentSet("a question", new Question(blank), List.of("question")),
                argumentSet("a reply", new Reply(blank), List.of("answer")),
                argumentSet("an assignment", new Assignment(blank, Optional.empty()), List.of("assignee")),
                argumentSet("an acknowledgement", new Acknowledgement(Optional.empty(), blank), List.of("concern")),
                argumentSet("a concern", new Concern(Optional.empty(), blank), List.of("kind", "description")),
                argumentSet(
                        "a request that says nothing anew",
                        new RequestUpdate(Optional.empty(), Optional.empty(), Optional.empty(), blank),
                        List.of("request")),
                argumentSet(
                        "a change of consent that changes nothing",
                        new ConsentChange(Optional.empty(), Optional.empty(), Optional.empty(), blank),
                        List.of("feedBack")),
                argumentSet(
                        "a change of details that changes nothing",
                        TestReferrals.personChange(Optional.empty(), Optional.empty()),
                        List.of("contacts")),
                argumentSet("a connection", connection(Optional.empty()), List.of("service.name")),
                argumentSet(
                        "a connection to a service without a name",
                        connection(Optional.of(new OnwardService(blank, Optional.of("choir")))),
                        List.of("service.name")),
                argumentSet("a step-up", new StepUp(blank, blank, Optional.empty()), List.of("service", "reasonText")),
                argumentSet("an answer to a step-up", new StepUpAnswer(blank, blank), List.of("reasonText")),
                argumentSet("a report of death", new DeathReport(blank, Optional.empty()), List.of("source")),
                argumentSet("a duplicate", new Duplication(Optional.empty(), blank), List.of("survivor")),
                argumentSet("an assessment in blanks", assessment(blank), List.of("needs")),
                argumentSet("an assessment in own words", assessment(Optional.of("Company.")), List.of()),
                argumentSet(
                        "a check-in",
                        new CheckIn(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(true),
                                blank,
                                Optional.empty(),
                                Optional.empty()),
                        List.of("onward", "outcome")),
                argumentSet(
                        "an update that says nothing new",
                        update(Optional.empty(), Optional.empty(), blank, Optional.empty()),
                        List.of("onward", "status")),
                argumentSet(
                        "an onward referral that ended without a reason",
                        update(ONWARD, Optional.of(ReferralStatus.REJECTED), blank, Optional.empty()),
                        List.of("reasonText")),
                argumentSet(
                        "an onward referral completed with nothing said",
                        update(ONWARD, Optional.of(ReferralStatus.COMPLETED), blank, Optional.empty()),
                        List.of("outcome")),
                argumentSet(
                        "an onward referral completed in words",
                        update(ONWARD, Optional.of(ReferralStatus.COMPLETED), Optional.of("Done."), Optional.empty()),
                        List.of()),
                argumentSet(
                        "an onward referral completed with an outcome",
                        update(
                                ONWARD,
                                Optional.of(ReferralStatus.COMPLETED),
                                Optional.empty(),
                                Optional.of(OnwardOutcome.FINISHED)),
                        List.of()),
                argumentSet(
                        "an outcome alone",
                        update(ONWARD, Optional.empty(), Optional.empty(), Optional.of(OnwardOutcome.ATTENDING)),
                        List.of()));
    }

    private static NonAttendance missed(Optional<UUID> onward) {
        return new NonAttendance(onward, Optional.empty(), Optional.empty());
    }

    private static Connection connection(Optional<OnwardService> service) {
        return new Connection(
                service,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static NeedsAssessment assessment(Optional<String> inOwnWords) {
        return new NeedsAssessment(inOwnWords, List.of(), Optional.empty(), List.of(), Optional.empty());
    }

    private static OnwardUpdate update(
            Optional<UUID> onward,
            Optional<ReferralStatus> status,
            Optional<String> reasonText,
            Optional<OnwardOutcome> outcome) {
        return new OnwardUpdate(onward, status, reasonText, Optional.empty(), Optional.empty(), outcome);
    }

    @ParameterizedTest
    @MethodSource("leavingAllOut")
    void namesEverythingThatIsLeftOutAtOnce(EventDetail detail, List<String> elements) {
        assertThat(detail.gaps()).extracting(Gap::element).isEqualTo(elements);
        assertThat(detail.gaps()).extracting(Gap::sentence).allMatch(sentence -> sentence.endsWith("."));
    }

    @Test
    void listsTheCodesThatMayFillAGap() {
        EventDetail detail = new Rejection(Optional.empty(), Optional.of("Full."), List.of(), Optional.of("None"));

        assertThat(detail.gaps())
                .containsExactly(new Gap(
                        "reason",
                        "Say why, with one of: no-capacity, not-eligible, out-of-area, not-appropriate,"
                                + " insufficient-information, other."));
    }

    @ParameterizedTest
    @MethodSource("withCodes")
    void listsEveryCodeThatItAsksFor(EventDetail detail, String codes) {
        assertThat(detail.gaps()).extracting(Gap::sentence).anyMatch(sentence -> sentence.endsWith(codes));
    }

    static Stream<Arguments> withCodes() {
        return Stream.of(
                argumentSet(
                        "channels",
                        new ContactAttempt(Optional.empty(), Optional.empty()),
                        "with one of: telephone, text-message, email, letter, visit, in-person."),
                argumentSet(
                        "outcomes",
                        new Closure(Optional.empty(), Optional.empty(), Optional.empty()),
                        "with one of: goals-met, goals-partly-met, goals-not-met, connected-and-continuing,"
                                + " no-longer-needed, stepped-up."),
                argumentSet(
                        "kinds of concern",
                        new Concern(Optional.empty(), Optional.empty()),
                        "with one of: risk, safeguarding, crisis."),
                argumentSet(
                        "outcomes of onward referrals",
                        update(ONWARD, Optional.of(ReferralStatus.COMPLETED), Optional.empty(), Optional.empty()),
                        "with one of: attending, continues-alone, finished, tried-did-not-like, needs-more-support,"
                                + " did-not-go."));
    }

    static Stream<Arguments> words() {
        return Stream.of(
                words(EventType.CONCERN_RAISED, "Crisis concern.", "Said that she cannot go on."),
                words(EventType.CONCERN_ACKNOWLEDGED, "Rang at once."),
                words(EventType.ASSIGNED, "Assigned to Wren Inventedname."),
                words(EventType.INFORMATION_REQUESTED, "Does she use a frame?"),
                words(EventType.INFORMATION_SUPPLIED, "She walks unaided."),
                words(EventType.WAIT_LISTED, "About six weeks."),
                words(
                        EventType.NEEDS_ASSESSED,
                        "In the person's words: I miss having people to sing with.",
                        "Need: Company"),
                words(EventType.MEASURE_RECORDED, "ONS4: 6/5/5/7."),
                words(EventType.PLAN_AGREED, "Goal: Sing with others again"),
                words(EventType.REFERRED_ONWARD, "Invented Choir", "Used to sing."),
                words(EventType.ONWARD_UPDATED, "The choir says so."),
                words(EventType.CHECKED_IN, "Goes, and goes on.", "Next step: Sing on."),
                words(EventType.DID_NOT_ATTEND, "Had forgotten the day."),
                words(EventType.CONSENT_CHANGED, "Would rather not have words in the record."),
                words(
                        EventType.STEPPED_UP,
                        "Asked to take over: Invented Community Mental Health Team.",
                        "Needs a clinician."),
                words(EventType.STEP_UP_ACCEPTED, "The team has answered."),
                words(EventType.CANCELLED_BY_SENDER, "Cancelled by the sender: Sent twice."),
                words(EventType.CANCELLATION_REFUSED, "She was asked herself."),
                words(EventType.DEATH_REPORTED, "Told by telephone."),
                words(
                        EventType.MARKED_DUPLICATE,
                        "Duplicate of referral 11111111-0000-4000-8000-000000000007, which goes on."),
                words(EventType.ENTERED_IN_ERROR, "Meant for somebody else."),
                words(
                        EventType.OUTCOME_CORRECTED,
                        "This corrects what was recorded before.",
                        "The wrong outcome was ticked.",
                        "Outcome: The person's goals were met.",
                        "Joined the garden club and goes by herself."),
                words(EventType.NUDGED, "The referral has not been answered"),
                words(EventType.DECLINED_BY_PERSON, "Has found company elsewhere."),
                words(EventType.WITHDRAWN_BY_SERVICE, "The service closes."),
                words(EventType.CONTACT_ATTEMPTED, "No answer on three days."),
                words(EventType.SEEN, "Noted."),
                words(EventType.RECEIVED),
                words(EventType.REQUEST_UPDATED),
                words(EventType.PERSON_DETAILS_CHANGED));
    }

    @ParameterizedTest
    @MethodSource("words")
    void putsItselfIntoWords(EventType type, List<String> words) {
        assertThat(TestReferrals.detail(type).inWords()).isEqualTo(words);
    }

    private static Arguments words(EventType type, String... words) {
        return argumentSet(type.code(), type, List.of(words));
    }

    @Test
    void putsNotesIntoWordsToo() {
        Optional<String> note = Optional.of("By the way.");

        assertThat(Stream.of(
                                new Opening(note, Optional.empty(), List.of()),
                                new RequestUpdate(Optional.empty(), Optional.empty(), Optional.empty(), note),
                                new NonAttendance(Optional.empty(), Optional.empty(), note),
                                new PersonChange(
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        note))
                        .map(EventDetail::inWords))
                .containsOnly(List.of("By the way."));
        assertThat(new Cancellation(Optional.empty(), Optional.empty(), Optional.empty()).inWords())
                .containsExactly("Cancelled by the sender.");
        assertThat(new CheckIn(ONWARD, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), note)
                        .inWords())
                .containsExactly("By the way.");
        assertThat(update(ONWARD, Optional.empty(), note, Optional.of(OnwardOutcome.DID_NOT_GO))
                        .inWords())
                .containsExactly("Did not go.", "By the way.");
    }

    @Test
    void putsARejectionIntoWords() {
        assertThat(TestReferrals.detail(EventType.REJECTED_BY_SERVICE).inWords())
                .containsExactly(
                        "Reason: The service has no capacity.",
                        "The waiting list is closed until May.",
                        "Alternatives: The garden club.");
    }

    @Test
    void saysThatARejectionSuggestsNoAlternatives() {
        Rejection rejection = new Rejection(Optional.empty(), Optional.empty(), List.of(), Optional.empty());

        assertThat(rejection.inWords()).containsExactly("Alternatives: none suggested.");
    }

    @Test
    void putsAnOutcomeIntoWords() {
        assertThat(TestReferrals.detail(EventType.COMPLETED).inWords())
                .containsExactly(
                        "Outcome: The person's goals were met.",
                        "She gardens every Tuesday.",
                        "Joined the garden club and goes by herself.");
    }

    @Test
    void asksTheGpForNothingWhereTheEventHasNoSuchRequest() {
        assertThat(TestReferrals.detail(EventType.SEEN).actionForGp()).isEmpty();
        assertThat(TestReferrals.detail(EventType.COMPLETED).actionForGp()).contains("Review the sleeping tablets.");
        assertThat(TestReferrals.detail(EventType.REJECTED_BY_SERVICE).actionForGp())
                .contains("Refer again in May.");
        assertThat(TestReferrals.detail(EventType.WITHDRAWN_BY_SERVICE).actionForGp())
                .contains("Refer to the next service.");
    }

    @Test
    void isAboutTheOnwardReferralWhoseStateItTells() {
        UUID other = UUID.fromString("11111111-0000-4000-8000-000000000099");

        assertThat(Stream.of(EventType.ONWARD_UPDATED, EventType.CHECKED_IN).map(TestReferrals::detail))
                .allMatch(detail -> detail.isAbout(TestReferrals.ONWARD))
                .noneMatch(detail -> detail.isAbout(other));
        assertThat(missed(ONWARD).isAbout(TestReferrals.ONWARD)).isFalse();
    }
}
