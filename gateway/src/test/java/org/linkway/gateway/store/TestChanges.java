package org.linkway.gateway.store;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.linkway.referral.BusinessIdentifier;
import org.linkway.referral.Consent;
import org.linkway.referral.Conversation;
import org.linkway.referral.Episode;
import org.linkway.referral.EventDetail;
import org.linkway.referral.EventType;
import org.linkway.referral.Note;
import org.linkway.referral.Person;
import org.linkway.referral.PersonName;
import org.linkway.referral.Priority;
import org.linkway.referral.Published;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.RecordEntry.RecordResource;
import org.linkway.referral.RecordedBy;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralDraft;
import org.linkway.referral.ReferralEvent;
import org.linkway.referral.ReferralRequest;
import org.linkway.referral.Referrer;
import org.linkway.referral.ReferrerType;
import org.linkway.referral.Risks;
import org.linkway.referral.TimerKind;
import org.linkway.referral.Verification;
import org.linkway.workflow.Change;
import org.linkway.workflow.Change.EpisodeStep;
import org.linkway.workflow.CodingPolicy;
import org.linkway.workflow.Delivery;
import org.linkway.workflow.OpenReferral;
import org.linkway.workflow.Party;
import org.linkway.workflow.PublishedResource;
import org.linkway.workflow.ReferralTimers;
import org.linkway.workflow.TimerPolicy;
import org.linkway.workflow.WorkPolicy;
import org.linkway.workflow.WorkPolicy.SecondReferral;

/** Changes as the workflow makes them, about invented people. */
public final class TestChanges {
    public static final Party GP_SYSTEM = party("gp-system", Party.Kind.SENDER);
    public static final Party OTHER_GP_SYSTEM = party("other-gp-system", Party.Kind.SENDER);
    public static final Party LINK_WORKERS = party("link-workers", Party.Kind.WORKER);
    public static final Party OTHER_LINK_WORKERS = party("other-link-workers", Party.Kind.WORKER);
    public static final Party OPERATOR = party("operator", Party.Kind.OPERATOR);

    public static final String NHS_NUMBER = "9990000018";
    public static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private static final String REFERRAL_NUMBERS = "https://example.org/referral-number";

    public static final WorkPolicy WORK = new WorkPolicy(3, Set.of("invented-choir"), SecondReferral.LINK, Set.of());
    public static final ReferralTimers TIMERS = new ReferralTimers(
            new TimerPolicy(Arrays.stream(TimerKind.values())
                    .collect(Collectors.toMap(
                            kind -> kind, kind -> new TimerPolicy.Watch(Duration.ofDays(2), Duration.ofDays(5))))),
            3);
    private static final CodingPolicy NO_CODES = new CodingPolicy(List.of());

    private TestChanges() {}

    private static Party party(String id, Party.Kind kind) {
        return new Party(id, kind, "Invented " + id, Set.of());
    }

    /** Opens a referral from {@link #GP_SYSTEM} to {@link #LINK_WORKERS}. */
    public static Change opening(String... referralNumbers) {
        return opening(GP_SYSTEM, LINK_WORKERS, referralNumbers);
    }

    public static Change opening(Party sender, Party worker, String... referralNumbers) {
        Published published = new Published(newId(), newId(), newId());
        Change change = opening(sender, worker, draft(referralNumbers), Optional.of(published));
        return change.publishing(List.of(task(change.referral())));
    }

    /** Opens a referral as asked for, beside nothing. */
    public static Change opening(Party sender, Party worker, ReferralDraft draft, Optional<Published> published) {
        return opening(sender, worker, draft, published, Optional.empty());
    }

    public static Change opening(
            Party sender,
            Party worker,
            ReferralDraft draft,
            Optional<Published> published,
            Optional<Episode> standing) {
        return new OpenReferral(NO_CODES, WORK, TIMERS, UUID::randomUUID)
                .open(
                        new OpenReferral.Request(
                                UUID.randomUUID(),
                                sender,
                                worker.id(),
                                draft,
                                published,
                                new RecordedBy(sender.name(), Optional.of("sender"))),
                        standing,
                        NOON);
    }

    /** The next event of a referral, made into a change with the referral's resource as it then stands. */
    public static Change next(Referral referral, EventType type, EventDetail detail) {
        return next(referral, event(UUID.randomUUID(), type, detail));
    }

    public static Change next(Referral referral, ReferralEvent event) {
        Referral moved = referral.after(event);
        return new Change(
                moved,
                List.of(event),
                List.of(),
                List.of(),
                TIMERS.of(moved),
                moved.status().isOpen() ? EpisodeStep.GOES_ON : EpisodeStep.LEAVES,
                resources(moved),
                Optional.empty());
    }

    /** The change with an entry in words for the GP record, and its delivery. */
    public static Change withEntry(Change change) {
        RecordEntry entry = RecordEntry.planned(
                UUID.randomUUID(),
                change.referral().id(),
                event(change).id(),
                RecordResource.COMMUNICATION,
                Optional.empty(),
                Optional.empty(),
                Optional.of("Actions for the GP: None"),
                event(change).occurredAt(),
                Optional.empty());
        return new Change(
                change.referral().planning(List.of(entry)),
                change.events(),
                List.of(entry),
                List.of(delivery(change, "gp-record", NOON)),
                change.timers(),
                change.episode(),
                change.resources(),
                change.answer());
    }

    public static Delivery delivery(Change change, String destination, Instant madeAt) {
        return Delivery.of(
                UUID.randomUUID(),
                change.referral().id(),
                Delivery.Kind.ENTRY_TO_RECORD,
                destination,
                event(change).id(),
                madeAt);
    }

    public static Change delivering(Change change, List<Delivery> deliveries) {
        return new Change(
                change.referral(),
                change.events(),
                change.recordEntries(),
                deliveries,
                change.timers(),
                change.episode(),
                change.resources(),
                change.answer());
    }

    /** The event that made this version. */
    public static ReferralEvent event(Change change) {
        return change.referral().lastEvent();
    }

    public static ReferralEvent event(UUID id, EventType type, EventDetail detail) {
        return new ReferralEvent(
                id,
                type,
                NOON,
                new RecordedBy("Wilma Linkwright", Optional.of("link worker")),
                NOON,
                ReferralEvent.SCHEMA_VERSION,
                detail);
    }

    public static Note noNote() {
        return new Note(Optional.empty());
    }

    /** Nothing of a referral that nobody reads over FHIR. */
    private static List<PublishedResource> resources(Referral referral) {
        return referral.published().isPresent() ? List.of(task(referral)) : List.of();
    }

    private static PublishedResource task(Referral referral) {
        return new PublishedResource(
                "Task", referral.published().orElseThrow().taskId(), referral.sender(), """
                {"resourceType":"Task","status":"%s","businessStatus":{"text":"%s"}}""".formatted(
                                referral.status().code(), referral.stage().display()));
    }

    /** Of a person of whom nobody can say that they are in an episode already: their number is not verified. */
    public static ReferralDraft draft(String... referralNumbers) {
        return draft(person(Verification.PRESENT_BUT_NOT_TRACED), referralNumbers);
    }

    public static ReferralDraft draft(Person person, String... referralNumbers) {
        return new ReferralDraft(
                person,
                new Referrer(
                        ReferrerType.GP,
                        Optional.of("Dr Imogen Ary"),
                        Optional.empty(),
                        Optional.of("Nowhere Surgery"),
                        Optional.of("Z99999"),
                        List.of(),
                        Optional.empty()),
                new ReferralRequest(
                        Optional.empty(),
                        Optional.of("Social prescribing"),
                        List.of(),
                        Optional.of("Company on weekdays"),
                        Optional.of("Lonely since moving"),
                        Optional.empty(),
                        Priority.ROUTINE,
                        Risks.notStated(),
                        Optional.empty(),
                        Consent.notStated(),
                        List.of(),
                        List.of(),
                        Optional.of(NOON)),
                new Conversation(
                        Arrays.stream(referralNumbers)
                                .map(number -> new BusinessIdentifier(REFERRAL_NUMBERS, number))
                                .toList(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    public static Person person(Verification verification) {
        return new Person(
                Optional.of(NHS_NUMBER),
                verification,
                new PersonName(Optional.empty(), List.of("Testina"), Optional.of("Inventa"), Optional.empty()),
                Optional.of(LocalDate.of(1950, 1, 31)),
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

    private static String newId() {
        return UUID.randomUUID().toString();
    }
}
