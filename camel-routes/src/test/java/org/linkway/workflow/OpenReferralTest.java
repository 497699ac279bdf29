package org.linkway.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.linkway.referral.Concern;
import org.linkway.referral.Episode;
import org.linkway.referral.EventType;
import org.linkway.referral.Opening;
import org.linkway.referral.Published;
import org.linkway.referral.RecordedBy;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralDraft;
import org.linkway.referral.ReferralEvent;
import org.linkway.referral.ReferralRequest;
import org.linkway.referral.ReferralStatus;
import org.linkway.referral.Risks;
import org.linkway.referral.TestReferrals;
import org.linkway.workflow.Change.EpisodeStep;
import org.linkway.workflow.WorkPolicy.OpeningConcern;
import org.linkway.workflow.WorkPolicy.SecondReferral;

class OpenReferralTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:30:00Z");
    private static final Published PUBLISHED = new Published("task-1", "request-1", "patient-1");
    private static final Party SENDER =
            new Party(TestReferrals.SENDER, Party.Kind.SENDER, "Invented GP system", Set.of());

    private static final RecordedBy BY = new RecordedBy("Invented GP system", Optional.of("sender"));

    private final Change change = open(TestPolicies.WORK, TestReferrals.draft(), Optional.empty());

    @Test
    void opensARequestedReferralOfTheSenderForTheWorker() {
        Referral referral = change.referral();

        assertThat(referral.status()).isEqualTo(ReferralStatus.REQUESTED);
        assertThat(referral.sender()).isEqualTo(TestReferrals.SENDER);
        assertThat(referral.worker()).isEqualTo(TestReferrals.WORKER);
        assertThat(referral.published()).contains(PUBLISHED);
        assertThat(referral.receivedAt()).isEqualTo(NOW);
    }

    @Test
    void recordsThatTheSenderSentIt() {
        assertThat(change.events()).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo(EventType.RECEIVED);
            assertThat(event.recordedBy()).isEqualTo(BY);
        });
        assertThat(change.referral().events()).isEqualTo(change.events());
    }

    @Test
    void sendsItToTheWorkerAtOnceAndNothingToTheRecord() {
        assertThat(change.deliveries()).singleElement().satisfies(delivery -> {
            assertThat(delivery.kind()).isEqualTo(Delivery.Kind.REFERRAL_TO_WORKER);
            assertThat(delivery.destination()).isEqualTo(TestReferrals.WORKER);
            assertThat(delivery.subject())
                    .isEqualTo(change.referral().lastEvent().id());
            assertThat(delivery.state()).isEqualTo(Delivery.State.PENDING);
            assertThat(delivery.nextAttemptAt()).isEqualTo(NOW);
        });
        assertThat(change.recordEntries()).isEmpty();
    }

    @Test
    void beginsTheEpisodeOfAPersonWhoIsNotWithTheServiceYet() {
        assertThat(change.episode()).isEqualTo(EpisodeStep.BEGINS);
        assertThat(change.timers()).isEqualTo(TestPolicies.TIMERS.of(change.referral()));
    }

    @Test
    void joinsTheEpisodeThatIsOpenAndSaysWhatItStandsBeside() {
        Episode standing = new Episode(NumberedIds.id(50), List.of(NumberedIds.id(51), NumberedIds.id(52)));

        Change joined = open(TestPolicies.WORK, TestReferrals.draft(), Optional.of(standing));

        assertThat(joined.episode()).isEqualTo(EpisodeStep.JOINS);
        assertThat(joined.referral().episode()).isEqualTo(standing.id());
        assertThat(((Opening) joined.events().get(0).detail()).beside()).isEqualTo(standing.standing());
    }

    @Test
    void keepsWordForWordWhatWasAskedFor() {
        assertThat(((Opening) change.events().get(0).detail()).draft()).contains(TestReferrals.draft());
    }

    @Test
    void refusesASecondReferralOnlyWhereTheServiceSaysSo() {
        Optional<Episode> standing = Optional.of(new Episode(NumberedIds.id(50), List.of(NumberedIds.id(51))));
        OpenReferral linking = TestPolicies.openReferral(TestPolicies.WORK, new NumberedIds());
        OpenReferral refusing = TestPolicies.openReferral(TestPolicies.work(SecondReferral.REFUSE), new NumberedIds());

        assertThat(linking.refuses(standing)).isFalse();
        assertThat(refusing.refuses(standing)).isTrue();
        assertThat(refusing.refuses(Optional.empty())).isFalse();
    }

    static Stream<Arguments> concerns() {
        return Stream.of(
                argumentSet("none is looked for", Set.of(), List.of()),
                argumentSet(
                        "safeguarding",
                        Set.of(OpeningConcern.SAFEGUARDING),
                        List.of(concern(Concern.Kind.SAFEGUARDING, "Money is taken from her."))),
                argumentSet(
                        "risks",
                        Set.of(OpeningConcern.RISKS),
                        List.of(concern(Concern.Kind.RISK, "Falls; Lives alone"))),
                argumentSet(
                        "both",
                        Set.of(OpeningConcern.SAFEGUARDING, OpeningConcern.RISKS),
                        List.of(
                                concern(Concern.Kind.SAFEGUARDING, "Money is taken from her."),
                                concern(Concern.Kind.RISK, "Falls; Lives alone"))));
    }

    @ParameterizedTest
    @MethodSource("concerns")
    void raisesWhatMustNotWait(Set<OpeningConcern> policy, List<Concern> expected) {
        Change opened = open(
                TestPolicies.work(SecondReferral.LINK, policy.toArray(OpeningConcern[]::new)),
                worrying(),
                Optional.empty());

        assertThat(opened.events().subList(1, opened.events().size()))
                .extracting(ReferralEvent::detail)
                .isEqualTo(expected);
        assertThat(opened.referral().work().concerns()).hasSameSizeAs(expected);
        assertThat(opened.deliveries())
                .filteredOn(delivery -> delivery.kind() == Delivery.Kind.CONCERN_TO_PERSON)
                .hasSameSizeAs(expected);
        assertThat(opened.referral().version()).isEqualTo(1 + expected.size());
    }

    @Test
    void raisesNothingWhereNothingWasStated() {
        Change opened = open(
                TestPolicies.work(SecondReferral.LINK, OpeningConcern.values()),
                TestReferrals.draft(),
                Optional.empty());

        assertThat(opened.events()).hasSize(1);
    }

    private static Concern concern(Concern.Kind kind, String words) {
        return new Concern(Optional.of(kind), Optional.of(words));
    }

    private static ReferralDraft worrying() {
        ReferralDraft draft = TestReferrals.draft();
        ReferralRequest request = draft.request();
        return new ReferralDraft(
                draft.person(),
                draft.referrer(),
                new ReferralRequest(
                        request.service(),
                        request.requestedService(),
                        request.needs(),
                        request.needsInOwnWords(),
                        request.reason(),
                        request.mattersToMe(),
                        request.priority(),
                        Risks.of(List.of("Falls", "Lives alone")),
                        Optional.of("Money is taken from her."),
                        request.consent(),
                        request.supportNeeds(),
                        request.supportingInformation(),
                        request.authoredOn()),
                draft.conversation());
    }

    private static Change open(WorkPolicy policy, ReferralDraft draft, Optional<Episode> standing) {
        return TestPolicies.openReferral(policy, new NumberedIds())
                .open(
                        new OpenReferral.Request(
                                NumberedIds.id(99), SENDER, TestReferrals.WORKER, draft, Optional.of(PUBLISHED), BY),
                        standing,
                        NOW);
    }
}
