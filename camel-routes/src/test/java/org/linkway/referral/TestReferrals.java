package org.linkway.referral;

import java.time.Instant;
import java.time.LocalDate;
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

    private static final UUID REFERRAL_ID = UUID.fromString("11111111-0000-4000-8000-000000000001");
    private static final UUID RECEIVED_ID = UUID.fromString("11111111-0000-4000-8000-000000000002");

    private TestReferrals() {}

    /** A referral that may be filed: a verified NHS number, a known practice, and nothing against it. */
    public static ReferralDraft draft() {
        return draft(person(Optional.of(NHS_NUMBER), Verification.VERIFIED, false), Consent.notStated());
    }

    public static ReferralDraft draft(Person person, Consent consent) {
        return new ReferralDraft(person, referrer(), request(consent), conversation());
    }

    public static Person person(Optional<String> nhsNumber, Verification verification, boolean sensitive) {
        return new Person(
                nhsNumber,
                verification,
                new PersonName(Optional.of("Mrs"), List.of("Marigold"), Optional.of("Testperson"), Optional.empty()),
                Optional.of(LocalDate.parse("1951-04-17")),
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

    private static ReferralRequest request(Consent consent) {
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

    private static Conversation conversation() {
        return new Conversation(
                List.of(new BusinessIdentifier("https://practice.example.org/referral-id", "REF-0001")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
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
                new Note(Optional.empty()));
        return Referral.open(
                REFERRAL_ID, SENDER, WORKER, draft, new Published("task-1", "request-1", "patient-1"), received);
    }

    /** A referral to which these events have happened, each with all it has to tell. */
    public static Referral after(EventType... events) {
        Referral referral = opened();
        for (EventType event : events) {
            referral = moved(referral, event(event));
        }
        return referral;
    }

    /** A referral that stands here, by the shortest way. */
    public static Referral at(ReferralStatus status) {
        return switch (status) {
            case REQUESTED -> opened();
            case ACCEPTED -> after(EventType.ACCEPTED);
            case IN_PROGRESS -> after(EventType.ACCEPTED, EventType.WORK_STARTED);
            case ON_HOLD -> after(EventType.ACCEPTED, EventType.WAIT_LISTED);
            case REJECTED -> after(EventType.REJECTED_BY_SERVICE);
            case COMPLETED -> after(EventType.ACCEPTED, EventType.COMPLETED);
            case CANCELLED -> after(EventType.MOVED_AWAY);
            case FAILED -> after(EventType.ACCEPTED, EventType.UNABLE_TO_CONTACT);
            case ENTERED_IN_ERROR -> enteredInError(opened());
        };
    }

    /** No event leads there yet, so it is put there by hand. */
    private static Referral enteredInError(Referral referral) {
        return new Referral(
                referral.id(),
                referral.version(),
                ReferralStatus.ENTERED_IN_ERROR,
                referral.stage(),
                RequestStatus.ENTERED_IN_ERROR,
                referral.sender(),
                referral.worker(),
                referral.receivedAt(),
                referral.person(),
                referral.referrer(),
                referral.request(),
                referral.conversation(),
                referral.published(),
                referral.outcome(),
                referral.events(),
                referral.recordEntries());
    }

    public static Referral moved(Referral referral, ReferralEvent event) {
        return referral.apply(event).match(it -> it, illegal -> {
            throw new AssertionError(illegal);
        });
    }

    public static ReferralEvent event(EventType type) {
        return event(type, detail(type));
    }

    public static ReferralEvent event(EventType type, EventDetail detail) {
        Instant at = Instant.parse("2026-03-05T10:15:00Z");
        return new ReferralEvent(UUID.randomUUID(), type, at, LINK_WORKER, at, ReferralEvent.SCHEMA_VERSION, detail);
    }

    /** All that an event of this type has to tell. */
    public static EventDetail detail(EventType type) {
        return switch (type) {
            case REJECTED_BY_SERVICE ->
                new Rejection(
                        Optional.of(RejectionReason.NO_CAPACITY),
                        Optional.of("The waiting list is closed until May."),
                        List.of("The garden club"),
                        Optional.of("Refer again in May."));
            case DECLINED_BY_PERSON -> new Decline(Optional.of("Has found company elsewhere."));
            case CONTACT_ATTEMPTED, UNABLE_TO_CONTACT ->
                new ContactAttempt(Optional.of(ContactChannel.TELEPHONE), Optional.of("No answer on three days."));
            case WITHDRAWN_BY_SERVICE ->
                new Withdrawal(Optional.of("The service closes."), Optional.of("Refer to the next service."));
            case COMPLETED ->
                new Closure(
                        Optional.of(new Outcome(
                                Optional.of(OutcomeCode.GOALS_MET),
                                Optional.of("She gardens every Tuesday."),
                                Optional.of("Joined the garden club and goes by herself."))),
                        Optional.of("Review the sleeping tablets."));
            case RECEIVED,
                    ACCEPTED,
                    WORK_STARTED,
                    WAIT_LISTED,
                    RESUMED,
                    SEEN,
                    NEEDS_ASSESSED,
                    PLAN_AGREED,
                    DID_NOT_ATTEND,
                    MOVED_AWAY -> new Note(Optional.of("Noted."));
        };
    }
}
