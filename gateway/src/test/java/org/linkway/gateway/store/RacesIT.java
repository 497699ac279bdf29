package org.linkway.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linkway.gateway.store.TestChanges.GP_SYSTEM;
import static org.linkway.gateway.store.TestChanges.LINK_WORKERS;
import static org.linkway.gateway.store.TestChanges.OPERATOR;
import static org.linkway.gateway.store.TestChanges.noNote;

import ca.uhn.fhir.context.FhirContext;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linkway.Hazard;
import org.linkway.gateway.delivery.TestQueue;
import org.linkway.referral.Cancellation;
import org.linkway.referral.Closure;
import org.linkway.referral.Code;
import org.linkway.referral.ContactAttempt;
import org.linkway.referral.ContactChannel;
import org.linkway.referral.Episode;
import org.linkway.referral.EventDetail;
import org.linkway.referral.EventType;
import org.linkway.referral.Outcome;
import org.linkway.referral.OutcomeCode;
import org.linkway.referral.Person;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.RecordEntry.RecordResource;
import org.linkway.referral.RecordedBy;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralStatus;
import org.linkway.referral.SenderPolicy;
import org.linkway.referral.Verification;
import org.linkway.routes.inbound.CommitChange;
import org.linkway.routes.inbound.EventOutcome;
import org.linkway.routes.inbound.EventReport;
import org.linkway.routes.inbound.RecordReportedEvent;
import org.linkway.routes.port.Journal.Commit;
import org.linkway.translation.InboundRules;
import org.linkway.translation.ReferralTranslation;
import org.linkway.workflow.Change;
import org.linkway.workflow.CodingPolicy;
import org.linkway.workflow.EventSubmission;
import org.linkway.workflow.Party;
import org.linkway.workflow.RecordEvent;

/** What comes of it when many act at the same moment. */
@OnBothDatabases
class RacesIT {
    private static final int MANY = 100;
    private static final Code REFERRED_TO_SOCIAL_PRESCRIBING =
            new Code("http://snomed.info/sct", "871731000000106", Optional.empty(), true);

    private final TestDatabase database;
    private TestStore store;
    private RecordReportedEvent events;

    RacesIT(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void empty() {
        store = new TestStore(database.emptied(), TestQueue.on(database.dataSource()), Clock.systemUTC());
        CodingPolicy codedOnce = new CodingPolicy(List.of(new CodingPolicy.Rule(
                EventType.SEEN,
                CodingPolicy.When.ALWAYS,
                RecordResource.PROCEDURE,
                Optional.of(REFERRED_TO_SOCIAL_PRESCRIBING),
                true)));
        events = new RecordReportedEvent(
                new RecordEvent(codedOnce, TestChanges.WORK, TestChanges.TIMERS, UUID::randomUUID),
                store.referrals(),
                new CommitChange(
                        new ReferralTranslation(
                                FhirContext.forR4Cached(), new InboundRules(Set.of(), false), UUID::randomUUID),
                        store.resources(),
                        store.journal(),
                        OPERATOR),
                OPERATOR,
                Clock.systemUTC());
    }

    @Test
    void oneOfManyActorsWinsEachVersionAndTheOthersLearnTheStandingOne() throws Exception {
        UUID referral = opened().id();
        for (long version = 1; version <= 3; version++) {
            long seen = version;
            List<EventOutcome> outcomes = Together.run(
                    MANY,
                    number ->
                            report(LINK_WORKERS, referral, EventType.CONTACT_ATTEMPTED, attempt(), Optional.of(seen)));

            assertThat(recorded(outcomes)).hasSize(1);
            assertThat(outcomes)
                    .filteredOn(EventOutcome.MovedOn.class::isInstance)
                    .hasSize(MANY - 1)
                    .allSatisfy(it -> assertThat(
                                    ((EventOutcome.MovedOn) it).standing().version())
                            .isEqualTo(seen + 1));
        }
        assertThat(find(referral).version()).isEqualTo(4);
    }

    @Test
    void losersOfARaceToAcceptLearnTheVersionTooThoughTheirEventIsNotLegalAnyMore() throws Exception {
        UUID referral = opened().id();

        List<EventOutcome> outcomes = Together.run(
                MANY, number -> report(LINK_WORKERS, referral, EventType.ACCEPTED, noNote(), Optional.of(1L)));

        assertThat(recorded(outcomes)).hasSize(1);
        assertThat(outcomes).filteredOn(EventOutcome.MovedOn.class::isInstance).hasSize(MANY - 1);
    }

    @Test
    @Hazard("H11")
    void cancellationAndCompletionCannotBothBeAndTheLaterIsToldWhoWasFaster() throws Exception {
        UUID referral = opened().id();
        report(LINK_WORKERS, referral, EventType.ACCEPTED, noNote(), Optional.empty());
        Cancellation cancellation =
                new Cancellation(Optional.empty(), Optional.of(SenderPolicy.SDOH_CC), Optional.empty());
        Closure closure = new Closure(
                Optional.of(new Outcome(
                        Optional.of(OutcomeCode.GOALS_MET), Optional.empty(), Optional.of("Sings in a choir."))),
                Optional.of("None"),
                Optional.empty());

        List<EventOutcome> outcomes = Together.run(
                MANY,
                number -> number % 2 == 0
                        ? report(GP_SYSTEM, referral, EventType.CANCELLED_BY_SENDER, cancellation, Optional.empty())
                        : report(LINK_WORKERS, referral, EventType.COMPLETED, closure, Optional.empty()));

        Referral closed = find(referral);
        assertThat(recorded(outcomes)).hasSize(1);
        assertThat(closed.status()).isIn(ReferralStatus.CANCELLED, ReferralStatus.COMPLETED);
        assertThat(closed.events()).hasSize(3);
        assertThat(outcomes)
                .filteredOn(EventOutcome.Refused.class::isInstance)
                .hasSize(MANY - 1)
                .allSatisfy(it -> assertThat(((EventOutcome.Refused) it).refusals())
                        .extracting(refusal -> refusal.sentence())
                        .anyMatch(sentence -> sentence.contains(
                                "It was closed by " + closed.lastEvent().type().code() + " at ")));
    }

    @Test
    void referralsOfOnePersonThatComeAtOnceShareOneEpisode() throws Exception {
        List<Referral> opened = Together.run(MANY, number -> opened());

        assertThat(opened.stream().map(Referral::episode).distinct()).hasSize(1);
        assertThat(store.rows("referral")).isEqualTo(MANY);
        assertThat(store.jdbc()
                        .sql("select open_referrals from open_episode")
                        .query(Integer.class)
                        .list())
                .containsExactly(MANY);
    }

    @Test
    @Hazard("H3")
    void episodeIsCodedOnceThoughAllItsReferralsAreSeenAtOnce() throws Exception {
        List<UUID> linked = new ArrayList<>();
        for (int number = 0; number < 20; number++) {
            UUID id = opened().id();
            report(LINK_WORKERS, id, EventType.ACCEPTED, noNote(), Optional.empty());
            linked.add(id);
        }

        List<EventOutcome> outcomes = Together.run(
                linked.size(),
                number -> report(LINK_WORKERS, linked.get(number), EventType.SEEN, noNote(), Optional.empty()));

        assertThat(recorded(outcomes)).hasSize(linked.size());
        assertThat(linked.stream().flatMap(id -> find(id).recordEntries().stream()))
                .extracting(RecordEntry::code)
                .containsExactly(Optional.of(REFERRED_TO_SOCIAL_PRESCRIBING));
    }

    private static ContactAttempt attempt() {
        return new ContactAttempt(Optional.of(ContactChannel.TELEPHONE), Optional.empty());
    }

    private EventOutcome report(Party by, UUID referral, EventType type, EventDetail detail, Optional<Long> version) {
        EventSubmission submission = new EventSubmission(
                UUID.randomUUID(),
                type,
                TestChanges.NOON,
                new RecordedBy("Wilma Linkwright", Optional.of("link worker")),
                detail);
        return events.record(new EventReport(by, referral, submission, version));
    }

    private static List<EventOutcome> recorded(List<EventOutcome> outcomes) {
        return outcomes.stream().filter(EventOutcome.Recorded.class::isInstance).toList();
    }

    /** Opened as the routes do it: whoever finds that an episode began meanwhile looks again. */
    private Referral opened() {
        Person person = TestChanges.person(Verification.VERIFIED);
        while (true) {
            Optional<Episode> standing = store.referrals().openEpisode(OPERATOR, person, LINK_WORKERS.id());
            Change opening =
                    TestChanges.opening(GP_SYSTEM, LINK_WORKERS, TestChanges.draft(person), Optional.empty(), standing);
            if (store.journal().commit(opening, 0) instanceof Commit.Committed) {
                return opening.referral();
            }
        }
    }

    private Referral find(UUID id) {
        return store.referrals().find(OPERATOR, id).orElseThrow();
    }
}
