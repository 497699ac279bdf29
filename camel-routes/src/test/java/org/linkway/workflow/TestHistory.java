package org.linkway.workflow;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.linkway.referral.Acknowledgement;
import org.linkway.referral.Cancellation;
import org.linkway.referral.CheckIn;
import org.linkway.referral.Closure;
import org.linkway.referral.Connection;
import org.linkway.referral.Consent;
import org.linkway.referral.ConsentChange;
import org.linkway.referral.ContactAttempt;
import org.linkway.referral.ContactChannel;
import org.linkway.referral.Episode;
import org.linkway.referral.EventDetail;
import org.linkway.referral.EventType;
import org.linkway.referral.Measure;
import org.linkway.referral.NonAttendance;
import org.linkway.referral.OnwardOutcome;
import org.linkway.referral.OnwardReferral;
import org.linkway.referral.OnwardService;
import org.linkway.referral.OnwardUpdate;
import org.linkway.referral.RaisedConcern;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralStatus;
import org.linkway.referral.Role;
import org.linkway.referral.SenderPolicy;
import org.linkway.referral.TestReferrals;
import org.linkway.referral.WaitListing;
import org.linkway.workflow.RecordEvent.Decision;

/** Two referrals of one episode, and whatever anybody reports on either while time passes. */
final class TestHistory {
    /**
     * Something that is tried.
     *
     * @param pick settles what the event tells, from what there is to tell something about
     * @param minutes that pass before it
     */
    record Step(EventType type, Role role, boolean onSecond, int pick, int minutes) {}

    private final RecordEvent recordEvent;
    private final Ids ids = new NumberedIds();
    private final Referral[] referrals;
    private final List<Change> changes = new ArrayList<>();
    private Instant now = TestReferrals.RECEIVED_AT;

    TestHistory(CodingPolicy coding) {
        this.recordEvent = TestPolicies.recordEvent(coding, ids);
        Referral first = TestReferrals.opened();
        OpenReferral.Request second = new OpenReferral.Request(
                ids.next(),
                new Party(TestReferrals.SENDER, Party.Kind.SENDER, "Invented GP system", Set.of()),
                TestReferrals.WORKER,
                TestReferrals.draft(),
                Optional.empty(),
                TestReferrals.LINK_WORKER);
        Change opened = TestPolicies.openReferral(TestPolicies.WORK, ids)
                .open(second, Optional.of(new Episode(first.episode(), List.of(first.id()))), now);
        this.referrals = new Referral[] {first, opened.referral()};
    }

    List<Referral> referrals() {
        return List.of(referrals);
    }

    /** What came of the steps that were taken in. */
    List<Change> changes() {
        return changes;
    }

    void take(Step step) {
        now = now.plus(Duration.ofMinutes(step.minutes()));
        ring(0);
        ring(1);
        int which = step.onSecond() ? 1 : 0;
        Random random = new Random(step.pick());
        EventSubmission submission = new EventSubmission(
                ids.next(),
                step.type(),
                now.minus(Duration.ofMinutes(random.nextInt(3 * 24 * 60))),
                TestReferrals.LINK_WORKER,
                detail(step.type(), referrals[which], random));
        Decision decision = recordEvent.record(
                Set.of(step.role()), referrals[which], submission, referrals[1 - which].recordEntries(), now);
        if (decision instanceof Decision.Recorded recorded) {
            commit(which, recorded.change());
        }
    }

    private void ring(int which) {
        recordEvent.ring(referrals[which], now).ifPresent(change -> commit(which, change));
        if (recordEvent.ring(referrals[which], now).isPresent()) {
            throw new AssertionError("A clock that was heard rings on.");
        }
    }

    private void commit(int which, Change change) {
        referrals[which] = change.referral();
        changes.add(change);
    }

    /** Complete, and about what is there where there is anything. */
    private EventDetail detail(EventType type, Referral referral, Random random) {
        return switch (type) {
            case CONTACT_ATTEMPTED, UNABLE_TO_CONTACT ->
                new ContactAttempt(Optional.of(oneOf(ContactChannel.values(), random)), Optional.empty());
            case WAIT_LISTED -> new WaitListing(Optional.empty(), someDay(random));
            case MEASURE_RECORDED ->
                TestReferrals.measure(oneOf(Measure.Occasion.values(), random), 1, 2, 3, random.nextInt(11));
            case SIGNPOSTED, REFERRED_ONWARD -> connection(referral, random);
            case ONWARD_UPDATED ->
                new OnwardUpdate(
                        onward(referral, random),
                        Optional.of(oneOf(ReferralStatus.values(), random)),
                        Optional.of("So they say."),
                        Optional.of(random.nextBoolean()),
                        someDay(random),
                        Optional.of(oneOf(OnwardOutcome.values(), random)));
            case CHECKED_IN ->
                new CheckIn(
                        onward(referral, random),
                        Optional.of(oneOf(OnwardOutcome.values(), random)),
                        Optional.empty(),
                        Optional.empty(),
                        someDay(random),
                        Optional.empty());
            case DID_NOT_ATTEND ->
                new NonAttendance(
                        onward(referral, random).filter(it -> random.nextBoolean()),
                        Optional.empty(),
                        Optional.empty());
            case CONCERN_ACKNOWLEDGED -> new Acknowledgement(concern(referral, random), Optional.empty());
            case CONSENT_CHANGED ->
                new ConsentChange(
                        Optional.empty(),
                        Optional.of(oneOf(Consent.Agreement.values(), random)),
                        Optional.of(oneOf(Consent.FeedBack.values(), random)),
                        Optional.empty());
            case COMPLETED ->
                new Closure(
                        Optional.of(TestReferrals.outcome()),
                        Optional.empty(),
                        Optional.of("Would rather not be asked.").filter(it -> random.nextBoolean()));
            case CANCELLED_BY_SENDER ->
                new Cancellation(Optional.empty(), Optional.of(oneOf(SenderPolicy.values(), random)), Optional.empty());
            default -> TestReferrals.detail(type);
        };
    }

    private Connection connection(Referral referral, Random random) {
        return new Connection(
                Optional.of(new OnwardService(
                        Optional.of("Invented Choir"),
                        Optional.of(TestPolicies.CONNECTED).filter(it -> random.nextBoolean()))),
                Optional.empty(),
                referral.work().plan().map(plan -> plan.goals().size()),
                Optional.of(random.nextBoolean()),
                Optional.of(random.nextBoolean()),
                someDay(random),
                referral.work().onward().stream().map(OnwardReferral::id).findFirst());
    }

    private static Optional<UUID> onward(Referral referral, Random random) {
        return oneOf(referral.work().onward().stream().map(OnwardReferral::id).toList(), random);
    }

    private static Optional<UUID> concern(Referral referral, Random random) {
        return oneOf(
                referral.work().concerns().stream().map(RaisedConcern::event).toList(), random);
    }

    /** One of those that are there; where there is none, an id of nothing. */
    private static Optional<UUID> oneOf(List<UUID> known, Random random) {
        return Optional.of(known.isEmpty() ? TestReferrals.SURVIVOR : known.get(random.nextInt(known.size())));
    }

    private static <T> T oneOf(T[] values, Random random) {
        return values[random.nextInt(values.length)];
    }

    private Optional<LocalDate> someDay(Random random) {
        return Optional.of(now.atZone(ZoneOffset.UTC).toLocalDate().plusDays(random.nextInt(60)))
                .filter(it -> random.nextBoolean());
    }
}
