package org.linkway.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static org.linkway.referral.TestReferrals.ONWARD;
import static org.linkway.referral.TestReferrals.event;
import static org.linkway.referral.TestReferrals.moved;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.linkway.referral.EventDetail.Gap;

/** What is told completely and does not go together with how the referral stands. */
class EventConflictsTest {
    private static final UUID UNKNOWN = UUID.fromString("11111111-0000-4000-8000-000000000099");
    private static final Referral WORKED = TestReferrals.at(ReferralStatus.IN_PROGRESS);
    private static final Referral REFERRED = moved(WORKED, event(EventType.REFERRED_ONWARD));
    private static final Referral SIGNPOSTED = moved(WORKED, event(EventType.SIGNPOSTED));
    private static final String THERE_IS =
            "No onward referral has the id " + UNKNOWN + ". There are: " + ONWARD + " (Invented Choir).";
    private static final String NONE_WAS_MADE = "No onward referral has the id " + UNKNOWN + ". None was made.";

    static Stream<Arguments> conflicts() {
        return Stream.of(
                argumentSet("a check-in on nothing", WORKED, checkIn(UNKNOWN), "onward", NONE_WAS_MADE),
                argumentSet("a check-in on another", REFERRED, checkIn(UNKNOWN), "onward", THERE_IS),
                argumentSet(
                        "a check-in on what is over",
                        moved(REFERRED, onward(ReferralStatus.REJECTED)),
                        checkIn(ONWARD),
                        "onward",
                        "This onward referral is rejected, so there is nothing to check in on. Connect the person anew to"
                                + " go on."),
                argumentSet(
                        "an update of nothing",
                        WORKED,
                        update(UNKNOWN, ReferralStatus.ACCEPTED),
                        "onward",
                        NONE_WAS_MADE),
                argumentSet(
                        "an update against the life of an onward referral",
                        moved(REFERRED, onward(ReferralStatus.IN_PROGRESS)),
                        update(ONWARD, ReferralStatus.ACCEPTED),
                        "status",
                        "An onward referral that is in-progress cannot become accepted. It can become: cancelled,"
                                + " completed, failed, on-hold."),
                argumentSet(
                        "an update of what is over",
                        moved(REFERRED, onward(ReferralStatus.REJECTED)),
                        update(ONWARD, ReferralStatus.ACCEPTED),
                        "status",
                        "An onward referral that is rejected cannot become accepted. It is closed."),
                argumentSet(
                        "an absence from nowhere",
                        WORKED,
                        new NonAttendance(Optional.of(UNKNOWN), Optional.empty(), Optional.empty()),
                        "onward",
                        NONE_WAS_MADE),
                argumentSet(
                        "what follows on nothing",
                        WORKED,
                        connection(Optional.empty(), Optional.of(UNKNOWN)),
                        "follows",
                        NONE_WAS_MADE),
                argumentSet(
                        "a goal without a plan",
                        WORKED,
                        connection(Optional.of(1), Optional.empty()),
                        "goal",
                        "The plan has 0 goals. Name one of them by its number, or leave goal out."),
                argumentSet(
                        "a goal past the last",
                        moved(WORKED, event(EventType.PLAN_AGREED)),
                        connection(Optional.of(2), Optional.empty()),
                        "goal",
                        "The plan has 1 goals. Name one of them by its number, or leave goal out."),
                argumentSet(
                        "a goal before the first",
                        moved(WORKED, event(EventType.PLAN_AGREED)),
                        connection(Optional.of(0), Optional.empty()),
                        "goal",
                        "The plan has 1 goals. Name one of them by its number, or leave goal out."),
                argumentSet(
                        "a follow-up without a baseline",
                        WORKED,
                        TestReferrals.measure(Measure.Occasion.FOLLOW_UP, 7, 7, 7, 3),
                        "occasion",
                        "There is no baseline with this instrument and version to follow up. Record it as baseline."),
                argumentSet(
                        "another requester",
                        WORKED,
                        from("Dr Clove Otherdoctor"),
                        "referrer",
                        "The requester of a referral does not change: this names another organisation, or another"
                                + " practitioner. Send it as it was sent first."),
                argumentSet(
                        "a follow-up to another version",
                        moved(WORKED, event(EventType.MEASURE_RECORDED, ofVersion("2011", Measure.Occasion.BASELINE))),
                        ofVersion("2019", Measure.Occasion.FOLLOW_UP),
                        "occasion",
                        "There is no baseline with this instrument and version to follow up. Record it as baseline."),
                argumentSet(
                        "an unknown concern",
                        WORKED,
                        new Acknowledgement(Optional.of(UNKNOWN), Optional.empty()),
                        "concern",
                        "No concern with this id waits to be acknowledged."),
                argumentSet(
                        "a concern that was acknowledged",
                        TestReferrals.after(EventType.CONCERN_RAISED, EventType.CONCERN_ACKNOWLEDGED),
                        TestReferrals.detail(EventType.CONCERN_ACKNOWLEDGED),
                        "concern",
                        "No concern with this id waits to be acknowledged."),
                argumentSet(
                        "a duplicate of itself",
                        WORKED,
                        new Duplication(Optional.of(WORKED.id()), Optional.empty()),
                        "survivor",
                        "A referral cannot be a duplicate of itself. Name the one that goes on."),
                argumentSet(
                        "another person",
                        WORKED,
                        ofPerson("9990000026", "1951-04-17"),
                        "person",
                        "The person of a referral does not change: this names another NHS number, or another birth date."
                                + " Cancel this referral, and send a new one for the other person."),
                argumentSet(
                        "a person born on another day",
                        WORKED,
                        ofPerson(TestReferrals.NHS_NUMBER, "1951-04-18"),
                        "person",
                        "The person of a referral does not change: this names another NHS number, or another birth date."
                                + " Cancel this referral, and send a new one for the other person."),
                argumentSet(
                        "a closure before a step-up is answered",
                        moved(WORKED, event(EventType.STEPPED_UP)),
                        closure(Optional.of("Moved.")),
                        "type",
                        "The service that was asked to take over has not answered. Report step-up-accepted or, also where"
                                + " the request was called off, step-up-refused."),
                argumentSet(
                        "completing what a service has not answered",
                        REFERRED,
                        closure(Optional.of("Moved.")),
                        "onward",
                        "The onward referral to Invented Choir (" + ONWARD
                                + ") is still requested. Report with onward-updated what came of it, or that it is"
                                + " cancelled."),
                argumentSet(
                        "completing while a place is waited for",
                        moved(REFERRED, onward(ReferralStatus.ON_HOLD)),
                        closure(Optional.of("Moved.")),
                        "onward",
                        "The onward referral to Invented Choir (" + ONWARD
                                + ") is still on-hold. Report with onward-updated what came of it, or that it is"
                                + " cancelled."),
                argumentSet(
                        "completing without having asked how it goes",
                        moved(REFERRED, onward(ReferralStatus.IN_PROGRESS)),
                        closure(Optional.of(" ")),
                        "withoutCheckIn",
                        "Nobody has asked the person yet how it goes with Invented Choir (" + ONWARD
                                + "). Report checked-in first, or say in withoutCheckIn why that is left out."));
    }

    @ParameterizedTest
    @MethodSource("conflicts")
    void areToldInOneSentenceEach(Referral referral, EventDetail detail, String element, String sentence) {
        assertThat(detail.gaps()).isEmpty();
        assertThat(detail.conflicts(referral)).containsExactly(new Gap(element, sentence));
    }

    static Stream<Arguments> matches() {
        return Stream.of(
                argumentSet(
                        "a check-in on a signpost",
                        SIGNPOSTED,
                        checkIn(SIGNPOSTED.lastEvent().id())),
                argumentSet("a check-in that names nothing", WORKED, checkIn(Optional.empty())),
                argumentSet("an update that names nothing", WORKED, update(Optional.empty(), ReferralStatus.ACCEPTED)),
                argumentSet("the same status again", REFERRED, update(ONWARD, ReferralStatus.REQUESTED)),
                argumentSet(
                        "an absence from the choir",
                        REFERRED,
                        new NonAttendance(Optional.of(ONWARD), Optional.empty(), Optional.empty())),
                argumentSet(
                        "an absence from the link worker",
                        WORKED,
                        new NonAttendance(Optional.empty(), Optional.empty(), Optional.empty())),
                argumentSet("the next level of a course", REFERRED, connection(Optional.empty(), Optional.of(ONWARD))),
                argumentSet(
                        "the first goal of a plan",
                        moved(WORKED, event(EventType.PLAN_AGREED)),
                        connection(Optional.of(1), Optional.empty())),
                argumentSet(
                        "a follow-up after the baseline",
                        moved(WORKED, event(EventType.MEASURE_RECORDED)),
                        TestReferrals.measure(Measure.Occasion.FOLLOW_UP, 7, 7, 7, 3)),
                argumentSet("the same person", WORKED, ofPerson(TestReferrals.NHS_NUMBER, "1951-04-17")),
                argumentSet("a person of whom less is said", WORKED, restated(Optional.empty(), Optional.empty())),
                argumentSet(
                        "an acknowledgement that names nothing",
                        WORKED,
                        new Acknowledgement(Optional.empty(), Optional.empty())),
                argumentSet(
                        "completing with the services that have answered",
                        moved(moved(REFERRED, onward(ReferralStatus.ACCEPTED)), event(EventType.CHECKED_IN)),
                        closure(Optional.empty())),
                argumentSet(
                        "completing with a reason not to ask",
                        moved(REFERRED, onward(ReferralStatus.IN_PROGRESS)),
                        closure(Optional.of("The person would rather not be rung."))),
                argumentSet(
                        "completing after a refusal",
                        moved(REFERRED, onward(ReferralStatus.REJECTED)),
                        closure(Optional.empty())),
                argumentSet(
                        "a closure after a step-up was refused",
                        moved(moved(WORKED, event(EventType.STEPPED_UP)), event(EventType.STEP_UP_REFUSED)),
                        closure(Optional.empty())),
                argumentSet(
                        "a cancellation that may be refused",
                        WORKED,
                        TestReferrals.detail(EventType.CANCELLATION_REQUESTED)));
    }

    @ParameterizedTest
    @MethodSource("matches")
    void findNothingWhereItFits(Referral referral, EventDetail detail) {
        assertThat(detail.conflicts(referral)).isEmpty();
    }

    @Test
    void nameEveryServiceThatStandsInTheWay() {
        Referral referral = moved(REFERRED, event(EventType.SIGNPOSTED));

        assertThat(closure(Optional.empty()).conflicts(referral))
                .extracting(Gap::element)
                .containsExactly("onward", "withoutCheckIn");
    }

    private static ReferralEvent onward(ReferralStatus status) {
        return event(EventType.ONWARD_UPDATED, TestReferrals.onwardUpdate(status));
    }

    private static OnwardUpdate update(UUID onward, ReferralStatus status) {
        return update(Optional.of(onward), status);
    }

    private static OnwardUpdate update(Optional<UUID> onward, ReferralStatus status) {
        return new OnwardUpdate(
                onward, Optional.of(status), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static CheckIn checkIn(UUID onward) {
        return checkIn(Optional.of(onward));
    }

    private static CheckIn checkIn(Optional<UUID> onward) {
        return new CheckIn(
                onward,
                Optional.of(OnwardOutcome.ATTENDING),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Connection connection(Optional<Integer> goal, Optional<UUID> follows) {
        return new Connection(
                Optional.of(new OnwardService(Optional.of("Invented Choir"), Optional.empty())),
                Optional.empty(),
                goal,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                follows);
    }

    private static Measure ofVersion(String version, Measure.Occasion occasion) {
        return new Measure(
                Optional.of(Instrument.ONS4),
                Optional.of(version),
                Optional.of(occasion),
                List.of(5, 5, 5, 5),
                Optional.empty(),
                Optional.empty());
    }

    private static Closure closure(Optional<String> withoutCheckIn) {
        return new Closure(Optional.of(TestReferrals.outcome()), Optional.empty(), withoutCheckIn);
    }

    private static RequestUpdate ofPerson(String nhsNumber, String birthDate) {
        return restated(Optional.of(nhsNumber), Optional.of(LocalDate.parse(birthDate)));
    }

    private static RequestUpdate from(String practitioner) {
        Referrer referrer = new Referrer(
                ReferrerType.GP,
                Optional.of(practitioner),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty());
        return new RequestUpdate(
                Optional.of(TestReferrals.request(Consent.notStated())),
                Optional.empty(),
                Optional.of(referrer),
                Optional.empty());
    }

    private static RequestUpdate restated(Optional<String> nhsNumber, Optional<LocalDate> birthDate) {
        return new RequestUpdate(
                Optional.of(TestReferrals.request(Consent.notStated())),
                Optional.of(TestReferrals.person(nhsNumber, birthDate)),
                Optional.empty(),
                Optional.empty());
    }
}
