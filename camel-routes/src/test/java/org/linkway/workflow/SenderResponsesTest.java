package org.linkway.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linkway.referral.TestReferrals.event;
import static org.linkway.referral.TestReferrals.moved;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.linkway.referral.Consent;
import org.linkway.referral.Consent.FeedBack;
import org.linkway.referral.Conversation;
import org.linkway.referral.EventType;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralDraft;
import org.linkway.referral.ReferralEvent;
import org.linkway.referral.ReferralStatus;
import org.linkway.referral.Role;
import org.linkway.referral.TestReferrals;
import org.linkway.workflow.RecordEvent.Decision;
import org.linkway.workflow.WorkPolicy.SecondReferral;

/** Of what the sender of a BaRS message is told by a message. */
class SenderResponsesTest {
    private static final Instant NOW = Instant.parse("2026-03-06T08:00:00Z");
    private static final String SENDERS_SERVICE = "2000099902";

    @ParameterizedTest
    @CsvSource({
        "REQUESTED, ACCEPTED",
        "REQUESTED, REJECTED_BY_SERVICE",
        "REQUESTED, DECLINED_BY_PERSON",
        "REQUESTED, INFORMATION_REQUESTED",
        "ACCEPTED, WORK_STARTED",
        "ACCEPTED, SEEN",
        "IN_PROGRESS, DID_NOT_ATTEND",
        "IN_PROGRESS, COMPLETED",
        "IN_PROGRESS, MOVED_AWAY",
        "IN_PROGRESS, WITHDRAWN_BY_SERVICE",
        "ON_HOLD, DECLINED_BY_PERSON"
    })
    void tellsHowFarItHasCome(ReferralStatus from, EventType event) {
        Referral standing = standing(from, FeedBack.ALL);
        ReferralEvent happened = event(event);

        assertThat(responses(standing, happened, Role.WORKER, SENDERS_SERVICE))
                .singleElement()
                .satisfies(response -> {
                    assertThat(response.destination()).isEqualTo("bars/" + SENDERS_SERVICE);
                    assertThat(response.subject()).isEqualTo(happened.id());
                });
    }

    @ParameterizedTest
    @EnumSource(
            value = EventType.class,
            names = {"WAIT_LISTED", "PLAN_AGREED", "ASSIGNED", "DEATH_REPORTED", "REFERRED_ONWARD", "SIGNPOSTED"})
    void tellsNothingOfTheWorkItself(EventType event) {
        assertThat(responses(
                        standing(ReferralStatus.IN_PROGRESS, FeedBack.ALL), event(event), Role.WORKER, SENDERS_SERVICE))
                .isEmpty();
    }

    @Test
    void tellsASenderNothingThatItSaidItself() {
        assertThat(responses(
                        standing(ReferralStatus.IN_PROGRESS, FeedBack.ALL),
                        event(EventType.CANCELLED_BY_SENDER),
                        Role.SENDER,
                        SENDERS_SERVICE))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2000099909", "none"})
    void tellsNobodyWhoseAddressItDoesNotKnow(String known) {
        assertThat(responses(
                        standing(ReferralStatus.REQUESTED, FeedBack.ALL),
                        event(EventType.ACCEPTED),
                        Role.WORKER,
                        known))
                .isEmpty();
    }

    @Test
    void tellsOfNoMissedAppointmentWhereNothingIsFedBack() {
        Referral silent = standing(ReferralStatus.IN_PROGRESS, FeedBack.NOTHING);

        assertThat(responses(silent, event(EventType.DID_NOT_ATTEND), Role.WORKER, SENDERS_SERVICE))
                .isEmpty();
        assertThat(responses(silent, event(EventType.COMPLETED), Role.WORKER, SENDERS_SERVICE))
                .hasSize(1);
    }

    private static List<Delivery> responses(Referral standing, ReferralEvent happened, Role by, String known) {
        WorkPolicy policy = new WorkPolicy(3, Set.of(), Set.of(known), SecondReferral.LINK, Set.of());
        Decision decision = new RecordEvent(TestPolicies.NO_CODES, policy, TestPolicies.TIMERS, new NumberedIds())
                .record(
                        Set.of(by),
                        standing,
                        new EventSubmission(
                                happened.id(),
                                happened.type(),
                                happened.occurredAt(),
                                happened.recordedBy(),
                                happened.detail()),
                        List.of(),
                        NOW);
        assertThat(decision).isInstanceOf(Decision.Recorded.class);
        return ((Decision.Recorded) decision)
                .change().deliveries().stream()
                        .filter(it -> it.kind() == Delivery.Kind.RESPONSE_TO_SENDER)
                        .toList();
    }

    private static Referral standing(ReferralStatus status, FeedBack told) {
        Consent notStated = Consent.notStated();
        ReferralDraft draft = TestReferrals.draft(
                TestReferrals.draft().person(),
                new Consent(notStated.refer(), notStated.shareWithNamedProvider(), told));
        Referral referral = TestReferrals.opened(new ReferralDraft(
                draft.person(),
                draft.referrer(),
                draft.request(),
                new Conversation(
                        draft.conversation().businessIdentifiers(),
                        Optional.of("79120f41-a431-4f08-bcc5-1e67006fcae0"),
                        Optional.of("33333333-0000-4000-8000-000000000001"),
                        Optional.empty(),
                        Optional.of("https://fhir.nhs.uk/Id/dos-service-id|" + SENDERS_SERVICE))));
        for (EventType event : List.of(EventType.ACCEPTED, EventType.WORK_STARTED, EventType.WAIT_LISTED)) {
            if (referral.status() != status) {
                referral = moved(referral, event(event));
            }
        }
        return referral;
    }
}
