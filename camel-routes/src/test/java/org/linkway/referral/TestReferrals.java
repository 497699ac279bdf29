package org.linkway.referral;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Referrals of invented people, and what happens to them. */
public final class TestReferrals {
    public static final Instant RECEIVED_AT = Instant.parse("2026-03-02T09:30:00Z");
    public static final String SENDER = "gp-system";
    public static final String WORKER = "link-workers";
    public static final String NHS_NUMBER = "9990000018";
    public static final RecordedBy LINK_WORKER = new RecordedBy("Wren Inventedname", Optional.of("Link worker"));

    /** The onward referral that {@link EventType#REFERRED_ONWARD} makes, and that later events are about. */
    public static final UUID ONWARD = UUID.fromString("11111111-0000-4000-8000-000000000005");
    /** The concern that {@link EventType#CONCERN_RAISED} raises. */
    public static final UUID CONCERN = UUID.fromString("11111111-0000-4000-8000-000000000006");
    /** The referral that goes on where this one is a duplicate. */
    public static final UUID SURVIVOR = UUID.fromString("11111111-0000-4000-8000-000000000007");

    public static final Published PUBLISHED = new Published("task-1", "request-1", "patient-1");

    private static final UUID REFERRAL_ID = UUID.fromString("11111111-0000-4000-8000-000000000001");
    private static final UUID RECEIVED_ID = UUID.fromString("11111111-0000-4000-8000-000000000002");
    private static final UUID EPISODE_ID = UUID.fromString("11111111-0000-4000-8000-000000000004");

    private TestReferrals() {}

    /** A referral that may be filed: a verified NHS number, a known practice, and nothing against it. */
    public static ReferralDraft draft() {
        return draft(person(Optional.of(NHS_NUMBER), Verification.VERIFIED, false), Consent.notStated());
    }

    public static ReferralDraft draft(Person person, Consent consent) {
        return new ReferralDraft(person, referrer(), request(consent), conversation("REF-0001"));
    }

    /** The same draft under another identifier of the sender's. */
    public static ReferralDraft identified(String identifier) {
        return identified(identifier, draft().person());
    }

    public static ReferralDraft identified(String identifier, Person person) {
        return new ReferralDraft(person, referrer(), request(Consent.notStated()), conversation(identifier));
    }

    public static Person person(Optional<String> nhsNumber, Verification verification, boolean sensitive) {
        return person(nhsNumber, verification, Optional.of(LocalDate.parse("1951-04-17")), sensitive);
    }

    static Person person(Optional<String> nhsNumber, Optional<LocalDate> birthDate) {
        return person(nhsNumber, Verification.VERIFIED, birthDate, false);
    }

    private static Person person(
            Optional<String> nhsNumber, Verification verification, Optional<LocalDate> birthDate, boolean sensitive) {
        return new Person(
                nhsNumber,
                verification,
                new PersonName(Optional.of("Mrs"), List.of("Marigold"), Optional.of("Testperson"), Optional.empty()),
                birthDate,
                Optional.of("female"),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                false,
                List.of(),
                Optional.empty(),
                false,
                Optional.of(new Practice("A81001", Optional.of("Invented Street Surgery"))),
                sensitive);
    }

    private static Referrer referrer() {
        return new Referrer(
                ReferrerType.GP,
                Optional.of("Dr Basil Sampledoctor"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    public static ReferralRequest request(Consent consent) {
        return new ReferralRequest(
                Optional.empty(),
                Optional.empty(),
                List.of(new Need(Optional.empty(), "Would like company.")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Priority.ROUTINE,
                Risks.notStated(),
                Optional.empty(),
                consent,
                List.of(),
                List.of(),
                Optional.empty());
    }

    private static Conversation conversation(String identifier) {
        return new Conversation(
                List.of(new BusinessIdentifier("https://practice.example.org/referral-id", identifier)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same, to be looked at so soon. */
    public static ReferralDraft withPriority(ReferralDraft draft, Priority priority) {
        ReferralRequest asked = draft.request();
        return new ReferralDraft(
                draft.person(),
                draft.referrer(),
                new ReferralRequest(
                        asked.service(),
                        asked.requestedService(),
                        asked.needs(),
                        asked.needsInOwnWords(),
                        asked.reason(),
                        asked.mattersToMe(),
                        priority,
                        asked.risks(),
                        asked.safeguarding(),
                        asked.consent(),
                        asked.supportNeeds(),
                        asked.supportingInformation(),
                        asked.authoredOn()),
                draft.conversation());
    }

    public static Referral opened() {
        return opened(draft());
    }

    public static Referral opened(ReferralDraft draft) {
        ReferralEvent received = new ReferralEvent(
                RECEIVED_ID,
                EventType.RECEIVED,
                RECEIVED_AT,
                new RecordedBy("Invented GP system", Optional.of("sender")),
                RECEIVED_AT,
                ReferralEvent.SCHEMA_VERSION,
                new Opening(Optional.empty(), Optional.of(draft), List.of()));
        return Referral.open(REFERRAL_ID, SENDER, WORKER, EPISODE_ID, draft, Optional.of(PUBLISHED), received);
    }

    /** A referral to which these events have happened, each with all it has to tell. */
    public static Referral after(EventType... events) {
        return after(List.of(events));
    }

    private static Referral after(List<EventType> events) {
        Referral referral = opened();
        for (EventType event : events) {
            referral = moved(referral, event(event));
        }
        return referral;
    }

    /** A referral that stands here, by the shortest way. */
    public static Referral at(ReferralStatus status) {
        return after(wayTo(status));
    }

    private static List<EventType> wayTo(ReferralStatus status) {
        return switch (status) {
            case REQUESTED -> List.of();
            case ACCEPTED -> List.of(EventType.ACCEPTED);
            case IN_PROGRESS -> List.of(EventType.ACCEPTED, EventType.WORK_STARTED);
            case ON_HOLD -> List.of(EventType.ACCEPTED, EventType.WORK_STARTED, EventType.WAIT_LISTED);
            case REJECTED -> List.of(EventType.REJECTED_BY_SERVICE);
            case COMPLETED -> List.of(EventType.ACCEPTED, EventType.COMPLETED);
            case CANCELLED -> List.of(EventType.MOVED_AWAY);
            case FAILED -> List.of(EventType.ACCEPTED, EventType.UNABLE_TO_CONTACT);
            case ENTERED_IN_ERROR -> List.of(EventType.ENTERED_IN_ERROR);
        };
    }

    /**
     * A referral that stands here and on which this event finds all that it is about: the question that it answers, the onward
     * referral, the concern, the attempts that came before; as far as there can be one here.
     */
    public static Referral readyFor(EventType event, ReferralStatus status) {
        List<EventType> way = new ArrayList<>(wayTo(status));
        switch (event) {
            case INFORMATION_SUPPLIED -> way.add(0, EventType.INFORMATION_REQUESTED);
            case CANCELLATION_AGREED, CANCELLATION_REFUSED -> addWhereItIsLegal(way, EventType.CANCELLATION_REQUESTED);
            case STEP_UP_ACCEPTED, STEP_UP_REFUSED -> {
                // Nothing is completed while a step-up waits for its answer.
                if (status != ReferralStatus.COMPLETED) {
                    addAfter(EventType.ACCEPTED, way, EventType.STEPPED_UP);
                }
            }
            case DEATH_REPORT_WITHDRAWN -> {
                if (status == ReferralStatus.REQUESTED || status == ReferralStatus.ON_HOLD) {
                    way.add(EventType.DEATH_REPORTED);
                }
            }
            case CONCERN_ACKNOWLEDGED -> way.add(0, EventType.CONCERN_RAISED);
            case ONWARD_UPDATED, CHECKED_IN -> addAfter(EventType.WORK_STARTED, way, EventType.REFERRED_ONWARD);
            case UNABLE_TO_CONTACT -> way.addAll(0, List.of(EventType.CONTACT_ATTEMPTED, EventType.CONTACT_ATTEMPTED));
            default -> {
                // Needs nothing but the status.
            }
        }
        return after(way);
    }

    private static void addAfter(EventType earlier, List<EventType> way, EventType added) {
        if (way.contains(earlier)) {
            way.add(way.indexOf(earlier) + 1, added);
        }
    }

    private static void addWhereItIsLegal(List<EventType> way, EventType added) {
        if (way.contains(EventType.WORK_STARTED)) {
            way.add(added);
        }
    }

    public static Referral moved(Referral referral, ReferralEvent event) {
        Referral.Move move = referral.apply(event);
        if (move instanceof Referral.Move.Moved moved) {
            return moved.referral();
        }
        throw new AssertionError(move);
    }

    public static ReferralEvent event(EventType type) {
        return event(type, detail(type));
    }

    public static ReferralEvent event(EventType type, EventDetail detail) {
        return event(type, detail, Instant.parse("2026-03-05T10:15:00Z"));
    }

    public static ReferralEvent event(EventType type, EventDetail detail, Instant at) {
        return new ReferralEvent(idOf(type), type, at, LINK_WORKER, at, ReferralEvent.SCHEMA_VERSION, detail);
    }

    private static UUID idOf(EventType type) {
        return switch (type) {
            case REFERRED_ONWARD -> ONWARD;
            case CONCERN_RAISED -> CONCERN;
            default -> UUID.randomUUID();
        };
    }

    /** The person is connected to an invented choir. */
    public static Connection connection(Optional<String> serviceId, boolean selfReferral) {
        return new Connection(
                Optional.of(new OnwardService(Optional.of("Invented Choir"), serviceId)),
                Optional.of("Used to sing."),
                Optional.empty(),
                Optional.of(selfReferral),
                Optional.of(true),
                Optional.empty(),
                Optional.empty());
    }

    public static OnwardUpdate onwardUpdate(ReferralStatus status) {
        return new OnwardUpdate(
                Optional.of(ONWARD),
                Optional.of(status),
                Optional.of("The choir says so."),
                Optional.empty(),
                Optional.empty(),
                status == ReferralStatus.COMPLETED ? Optional.of(OnwardOutcome.FINISHED) : Optional.empty());
    }

    public static CheckIn checkIn(OnwardOutcome outcome) {
        return new CheckIn(
                Optional.of(ONWARD),
                Optional.of(outcome),
                Optional.empty(),
                Optional.of("Sing on."),
                Optional.empty(),
                Optional.empty());
    }

    public static Outcome outcome() {
        return new Outcome(
                Optional.of(OutcomeCode.GOALS_MET),
                Optional.of("She gardens every Tuesday."),
                Optional.of("Joined the garden club and goes by herself."));
    }

    /** All that an event of this type has to tell. */
    public static EventDetail detail(EventType type) {
        return switch (type) {
            case RECEIVED -> new Opening(Optional.empty(), Optional.of(draft()), List.of());
            case REQUEST_UPDATED ->
                new RequestUpdate(
                        Optional.of(request(Consent.notStated())),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
            case INFORMATION_REQUESTED -> new Question(Optional.of("Does she use a frame?"));
            case INFORMATION_SUPPLIED -> new Reply(Optional.of("She walks unaided."));
            case ASSIGNED -> new Assignment(Optional.of("Wren Inventedname"), Optional.empty());
            case REJECTED_BY_SERVICE ->
                new Rejection(
                        Optional.of(RejectionReason.NO_CAPACITY),
                        Optional.of("The waiting list is closed until May."),
                        List.of("The garden club"),
                        Optional.of("Refer again in May."));
            case DECLINED_BY_PERSON -> new Decline(Optional.of("Has found company elsewhere."));
            case WAIT_LISTED -> new WaitListing(Optional.of("About six weeks."), Optional.empty());
            case CONTACT_ATTEMPTED, UNABLE_TO_CONTACT ->
                new ContactAttempt(Optional.of(ContactChannel.TELEPHONE), Optional.of("No answer on three days."));
            case NEEDS_ASSESSED ->
                new NeedsAssessment(
                        Optional.of("I miss having people to sing with."),
                        List.of(new Need(Optional.empty(), "Company")),
                        Optional.of("Music"),
                        List.of(),
                        Optional.empty());
            case MEASURE_RECORDED -> measure(Measure.Occasion.BASELINE, 6, 5, 5, 7);
            case PLAN_AGREED -> plan();
            case SIGNPOSTED, REFERRED_ONWARD -> connection(Optional.empty(), false);
            case ONWARD_UPDATED -> onwardUpdate(ReferralStatus.IN_PROGRESS);
            case CHECKED_IN -> checkIn(OnwardOutcome.ATTENDING);
            case DID_NOT_ATTEND ->
                new NonAttendance(Optional.empty(), Optional.of("Had forgotten the day."), Optional.empty());
            case CONCERN_RAISED ->
                new Concern(Optional.of(Concern.Kind.CRISIS), Optional.of("Said that she cannot go on."));
            case CONCERN_ACKNOWLEDGED -> new Acknowledgement(Optional.of(CONCERN), Optional.of("Rang at once."));
            case CONSENT_CHANGED ->
                new ConsentChange(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(Consent.FeedBack.CODES_ONLY),
                        Optional.of("Would rather not have words in the record."));
            case PERSON_DETAILS_CHANGED -> knownBetter();
            case STEPPED_UP ->
                new StepUp(
                        Optional.of("Invented Community Mental Health Team"),
                        Optional.of("Needs a clinician."),
                        Optional.empty());
            case STEP_UP_ACCEPTED, STEP_UP_REFUSED ->
                new StepUpAnswer(Optional.of("The team has answered."), Optional.empty());
            case WITHDRAWN_BY_SERVICE ->
                new Withdrawal(Optional.of("The service closes."), Optional.of("Refer to the next service."));
            case COMPLETED ->
                new Closure(Optional.of(outcome()), Optional.of("Review the sleeping tablets."), Optional.empty());
            case CANCELLED_BY_SENDER ->
                new Cancellation(Optional.of("Sent twice."), Optional.of(SenderPolicy.SDOH_CC), Optional.empty());
            case CANCELLATION_REQUESTED ->
                new Cancellation(Optional.of("No longer needed."), Optional.empty(), Optional.of("abort-1"));
            case CANCELLATION_AGREED, CANCELLATION_REFUSED ->
                new CancellationAnswer(Optional.of("She was asked herself."));
            case DEATH_REPORTED, DEATH_CONFIRMED, DEATH_REPORT_WITHDRAWN ->
                new DeathReport(Optional.of("A neighbour"), Optional.of("Told by telephone."));
            case MARKED_DUPLICATE -> new Duplication(Optional.of(SURVIVOR), Optional.empty());
            case ENTERED_IN_ERROR -> new Mistake(Optional.of("Meant for somebody else."));
            case OUTCOME_CORRECTED ->
                new Correction(Optional.of(outcome()), Optional.of("The wrong outcome was ticked."), Optional.empty());
            case CHECK_IN_DUE -> new ClockNotice(Optional.of(TimerKind.CHECK_IN), Optional.of(ONWARD));
            case NUDGED, ESCALATED -> new ClockNotice(Optional.of(TimerKind.ACKNOWLEDGE), Optional.empty());
            case ACCEPTED, WORK_STARTED, RESUMED, SEEN, MOVED_AWAY -> new Note(Optional.of("Noted."));
        };
    }

    /** ONS4 of an edition of 2019. */
    public static Measure measure(Measure.Occasion occasion, Integer... items) {
        return new Measure(
                Optional.of(Instrument.ONS4),
                Optional.of("2019"),
                Optional.of(occasion),
                List.of(items),
                Optional.empty(),
                Optional.empty());
    }

    public static Plan plan() {
        return new Plan(
                List.of(new Plan.Goal(
                        Optional.of("Sing with others again"),
                        Optional.of(9),
                        List.of(new Plan.Action(
                                Optional.of("Visit the choir"),
                                Optional.of("Marigold and Wren"),
                                Optional.of(LocalDate.parse("2026-03-20")),
                                Optional.of(7))))),
                List.of("A strong alto"),
                Optional.of(LocalDate.parse("2026-05-01")),
                Optional.empty());
    }

    public static PersonChange personChange(Optional<String> language, Optional<Boolean> doNotContact) {
        return new PersonChange(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                language,
                Optional.empty(),
                Optional.empty(),
                doNotContact,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The person's language, and when they were born. */
    private static PersonChange knownBetter() {
        return new PersonChange(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("Cymraeg"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(LocalDate.parse("1951-04-17")),
                Optional.empty());
    }

    /** Who the person is, put right. */
    public static PersonChange putRight(Optional<String> nhsNumber, Optional<String> family, Optional<String> note) {
        return new PersonChange(
                family.map(it -> new PersonName(Optional.empty(), List.of(), Optional.of(it), Optional.empty())),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                nhsNumber,
                Optional.empty(),
                Optional.empty(),
                note);
    }
}
