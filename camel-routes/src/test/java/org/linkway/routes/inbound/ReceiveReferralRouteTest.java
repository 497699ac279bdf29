package org.linkway.routes.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.linkway.fhir.validation.WireFormat;
import org.linkway.referral.EventType;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralEvent;
import org.linkway.referral.ReferralStatus;
import org.linkway.referral.TestReferrals;
import org.linkway.routes.InMemoryStore;
import org.linkway.routes.InboundMessage;
import org.linkway.routes.InboundMessage.Door;
import org.linkway.routes.RouteId;
import org.linkway.routes.StartedRoutes;
import org.linkway.routes.TestParties;
import org.linkway.routes.TestRoutes;
import org.linkway.translation.Fixture;
import org.linkway.translation.TestFhir;
import org.linkway.workflow.Body;
import org.linkway.workflow.Change;
import org.linkway.workflow.Change.EpisodeStep;
import org.linkway.workflow.Delivery;
import org.linkway.workflow.KeptAnswer;
import org.linkway.workflow.RequestClaim;
import org.linkway.workflow.TestPolicies;
import org.linkway.workflow.WorkPolicy.SecondReferral;

class ReceiveReferralRouteTest {
    private static final Fixture TRANSACTION = Fixture.named("transaction/everything-that-a-referral-can-say");
    private static final Fixture SAME_IDENTIFIER = Fixture.named("transaction/the-person-refers-themself");
    private static final Fixture INVALID = Fixture.named("transaction/two-tasks");
    private static final Fixture AGAINST_CONSENT =
            Fixture.named("transaction/the-person-does-not-agree-to-be-referred");
    private static final Fixture MESSAGE = Fixture.named("message/everything-that-a-message-can-say");

    private static final Clock CLOCK = Clock.fixed(TestReferrals.RECEIVED_AT, ZoneOffset.UTC);
    private static final String SECRET = "Marigold at secret-host";

    /** A store that fails where it is told to. */
    private static final class FailingStore extends InMemoryStore {
        private boolean unreachable;
        private boolean claiming;
        private boolean committing;
        private boolean releasing;
        private boolean losingClaims;
        private int collisions;

        @Override
        public Claim claim(InboundMessage message) {
            if (unreachable) {
                throw new UncheckedIOException(new IOException(SECRET));
            }
            failIf(claiming);
            return super.claim(message);
        }

        @Override
        public Commit commit(Change change, long expectedVersion) {
            failIf(committing);
            if (collisions > 0) {
                collisions--;
                return new Commit.Stale();
            }
            return losingClaims ? new Commit.ClaimLost() : super.commit(change, expectedVersion);
        }

        @Override
        public void release(RequestClaim claim) {
            failIf(releasing);
            super.release(claim);
        }

        private static void failIf(boolean failing) {
            if (failing) {
                throw new IllegalStateException(SECRET);
            }
        }
    }

    private final FailingStore store = new FailingStore();
    private final StartedRoutes routes;

    ReceiveReferralRouteTest() throws Exception {
        routes = routes(store, SecondReferral.LINK);
    }

    private static StartedRoutes routes(InMemoryStore store, SecondReferral secondReferral) throws Exception {
        return new StartedRoutes(TestRoutes.inbound(
                store, TestPolicies.openReferral(TestPolicies.work(secondReferral), UUID::randomUUID), CLOCK));
    }

    @AfterEach
    void stopRoutes() {
        routes.close();
    }

    @Test
    void opensAReferralAndCommitsAllThatFollowsBeforeItAnswers() {
        Answer answer = accepted(send(TRANSACTION, newId()));

        assertThat(answer.httpStatus()).isEqualTo(200);
        assertThat(answer.contentType()).isEqualTo("application/fhir+json");
        Change change = onlyCommit();
        assertThat(change.referral().status()).isEqualTo(ReferralStatus.REQUESTED);
        assertThat(change.referral().sender()).isEqualTo(TestReferrals.SENDER);
        assertThat(change.referral().worker()).isEqualTo(TestReferrals.WORKER);
        assertThat(change.events()).extracting(ReferralEvent::type).containsExactly(EventType.RECEIVED);
        assertThat(change.deliveries())
                .extracting(Delivery::kind)
                .containsExactly(Delivery.Kind.URGENT_REFERRAL_TO_WORKER);
        assertThat(change.resources())
                .hasSameSizeAs(TestFhir.bundle(answer.body()).getEntry());
        assertThat(change.answer().map(KeptAnswer::body)).contains(answer.body());
    }

    @Test
    void echoesABarsMessage() {
        Answer answer = accepted(send(MESSAGE, newId()));

        assertThat(TestFhir.bundle(answer.body()).getType()).isEqualTo(Bundle.BundleType.MESSAGE);
    }

    @Test
    void answersInXmlWhereTheSenderWantsIt() {
        InboundMessage message = message(TRANSACTION, newId(), newId(), WireFormat.XML);

        Answer answer = accepted(send(message));

        assertThat(answer.contentType()).isEqualTo("application/fhir+xml");
        assertThat(TestFhir.text(answer.body())).startsWith("<Bundle ");
    }

    @Test
    void takesATransactionWithoutIds() {
        accepted(send(message(TRANSACTION, Optional.empty(), Optional.empty(), WireFormat.JSON)));
    }

    @Test
    void answersARepeatedTransactionWithTheFirstAnswer() {
        Optional<String> requestId = newId();
        Answer first = accepted(send(TRANSACTION, requestId));

        assertThat(accepted(send(TRANSACTION, requestId))).isEqualTo(first);
        assertThat(store.commits()).hasSize(1);
    }

    @Test
    void tellsTheSenderOfARepeatedMessageThatItWasProcessed() {
        Optional<String> requestId = newId();
        accepted(send(MESSAGE, requestId));

        assertRefused(send(MESSAGE, requestId), 409, "duplicate");
        assertThat(store.commits()).hasSize(1);
    }

    @Test
    void keepsARefusalForTheSameRequest() {
        Optional<String> requestId = newId();
        Answer first = assertRefused(send(INVALID, requestId), 422, "invariant");

        assertThat(rejected(send(INVALID, requestId))).isEqualTo(first);
        assertThat(store.commits()).isEmpty();
    }

    @Test
    void keepsTheRefusalOfABodyThatIsNotFhir() {
        Optional<String> requestId = newId();
        InboundMessage notFhir = new InboundMessage(
                TestParties.SENDER,
                Door.TRANSACTION,
                Optional.of("application/fhir+json"),
                Body.of("{".getBytes(StandardCharsets.UTF_8)),
                WireFormat.JSON,
                requestId,
                newId(),
                CLOCK.instant());

        Answer first = assertRefused(send(notFhir), 400, "structure");

        assertThat(rejected(send(notFhir))).isEqualTo(first);
    }

    @Test
    void keepsTheRefusalOfAReferralThatThePersonDoesNotWant() {
        Optional<String> requestId = newId();
        Answer first = assertRefused(send(AGAINST_CONSENT, requestId), 422, "invariant");

        assertThat(rejected(send(AGAINST_CONSENT, requestId))).isEqualTo(first);
        assertThat(store.commits()).isEmpty();
    }

    @Test
    void sendsNoResponseToAServiceThatIsNotTheSenders() throws Exception {
        try (StartedRoutes others = new StartedRoutes(TestRoutes.inbound(
                store,
                TestPolicies.openReferral(TestPolicies.work(SecondReferral.LINK), UUID::randomUUID),
                CLOCK,
                (party, service) -> !party.equals(TestParties.SENDER)))) {
            Answer answer = assertRefused(
                    others.request(
                            RouteId.INBOUND_REFERRAL_RECEIVE,
                            message(MESSAGE, newId(), newId(), WireFormat.JSON),
                            MessageOutcome.class),
                    403,
                    "forbidden");

            assertThat(diagnostics(answer)).singleElement().asString().contains("not registered as yours");
            assertThat(store.commits()).isEmpty();
        }
    }

    @Test
    void asksForPatienceWhileTheFirstAttemptIsWorked() {
        Optional<String> requestId = newId();
        store.claim(message(MESSAGE, requestId, newId(), WireFormat.JSON));

        Answer answer = assertRefused(send(MESSAGE, requestId), 425, "duplicate");

        assertThat(answer.retryAfter()).contains(InMemoryStore.RETRY_AFTER);
        assertThat(store.commits()).isEmpty();
    }

    @Test
    void refusesAnotherBodyUnderAUsedRequestId() {
        Optional<String> requestId = newId();
        accepted(send(TRANSACTION, requestId));

        Answer answer = assertRefused(send(INVALID, requestId), 400, "value");

        assertThat(diagnostics(answer)).singleElement().asString().contains("X-Request-Id", requestId.get());
    }

    @Test
    void namesEveryHeaderThatAMessageLacks() {
        Answer answer = assertRefused(
                send(message(MESSAGE, Optional.empty(), Optional.of("no uuid"), WireFormat.JSON)), 400, "required");

        assertThat(diagnostics(answer))
                .containsExactly(
                        "The header X-Request-Id is missing. Send a UUID, the same one when you retry.",
                        "The header X-Correlation-Id is not a UUID. Send one.");
        assertThat(store.claims()).isZero();
    }

    @Test
    void answersAKnownTransactionUnderANewIdWithTheFirstAnswer() {
        Answer first = accepted(send(TRANSACTION, newId()));

        assertThat(accepted(send(TRANSACTION, newId()))).isEqualTo(first);
        assertThat(store.commits()).hasSize(1);
    }

    @Test
    void tellsTheSenderOfAKnownMessageUnderANewIdThatItWasProcessed() {
        accepted(send(MESSAGE, newId()));

        assertRefused(send(MESSAGE, newId()), 409, "duplicate");
        assertThat(store.commits()).hasSize(1);
    }

    @Test
    void refusesAKnownIdentifierThatSaysSomethingElseAndKeepsIt() {
        accepted(send(TRANSACTION, newId()));
        Optional<String> requestId = newId();

        Answer conflict = assertRefused(send(SAME_IDENTIFIER, requestId), 409, "conflict");

        assertThat(rejected(send(SAME_IDENTIFIER, requestId))).isEqualTo(conflict);
        assertThat(store.commits()).hasSize(1);
    }

    @Test
    void saysNothingOfItsInsideWhenItFailsAndTakesTheRetry() {
        Optional<String> requestId = newId();
        store.committing = true;

        Answer failure = assertFailed(send(TRANSACTION, requestId));

        store.committing = false;
        assertThat(TestFhir.text(failure.body())).doesNotContain(SECRET, "IllegalState", "org.linkway");
        accepted(send(TRANSACTION, requestId));
    }

    @Test
    void failsWithoutAClaimWhereItCannotClaim() {
        store.claiming = true;

        assertFailed(send(TRANSACTION, newId()));
    }

    @Test
    void asksForARetryWhereTheFailureMayPass() {
        store.unreachable = true;

        Answer failure = send(TRANSACTION, newId()).answer();

        assertThat(failure.httpStatus()).isEqualTo(503);
        assertThat(failure.retryAfter()).isPresent();
    }

    @Test
    void leavesAClaimThatItCannotReleaseToItsLease() {
        store.committing = true;
        store.releasing = true;

        assertFailed(send(TRANSACTION, newId()));
        assertThat(store.claims()).isEqualTo(1);
    }

    @Test
    void answersNothingForAClaimThatWasTakenOver() {
        store.losingClaims = true;

        assertRefused(send(TRANSACTION, newId()), 425, "duplicate");
        assertThat(store.commits()).isEmpty();
    }

    @Test
    void refusesASecondReferralWhereTheServiceSaysSo() throws Exception {
        try (StartedRoutes refusing = routes(store, SecondReferral.REFUSE)) {
            store.put(withTheService());
            InboundMessage message = message(TRANSACTION, newId(), newId(), WireFormat.JSON);

            Answer answer = assertRefused(
                    refusing.request(RouteId.INBOUND_REFERRAL_RECEIVE, message, MessageOutcome.class), 409, "conflict");

            assertThat(diagnostics(answer))
                    .containsExactly(
                            "The person is with this service already, under a referral that is open, so this one"
                                    + " was not opened. Send what is new as an update of that referral, or speak to the link"
                                    + " worker.");
            assertThat(store.commits()).isEmpty();
        }
    }

    @Test
    void answersAKnownTransactionTheSameWhereTheServiceRefusesASecond() throws Exception {
        try (StartedRoutes refusing = routes(store, SecondReferral.REFUSE)) {
            InboundMessage first = message(TRANSACTION, newId(), newId(), WireFormat.JSON);
            InboundMessage again = message(TRANSACTION, newId(), newId(), WireFormat.JSON);

            Answer answer = accepted(refusing.request(RouteId.INBOUND_REFERRAL_RECEIVE, first, MessageOutcome.class));

            assertThat(accepted(refusing.request(RouteId.INBOUND_REFERRAL_RECEIVE, again, MessageOutcome.class)))
                    .isEqualTo(answer);
        }
    }

    @Test
    void joinsTheEpisodeOfAPersonWhoIsWithTheService() {
        Referral standing = withTheService();
        store.put(standing);

        accepted(send(TRANSACTION, newId()));

        assertThat(onlyCommit().episode()).isEqualTo(EpisodeStep.JOINS);
        assertThat(onlyCommit().referral().episode()).isEqualTo(standing.episode());
    }

    @Test
    void startsOverWhenAnEpisodeBeganInBetween() {
        store.collisions = 9;

        accepted(send(TRANSACTION, newId()));
    }

    @Test
    void failsWhenEpisodesKeepBeginning() {
        store.collisions = 10;

        assertFailed(send(TRANSACTION, newId()));
    }

    /** Another referral of the person whom the fixture is about. */
    private static Referral withTheService() {
        return TestReferrals.opened(TestReferrals.identified("REF-0002"));
    }

    private Change onlyCommit() {
        assertThat(store.commits()).hasSize(1);
        return store.commits().get(0);
    }

    private MessageOutcome send(Fixture fixture, Optional<String> requestId) {
        return send(message(fixture, requestId, newId(), WireFormat.JSON));
    }

    private MessageOutcome send(InboundMessage message) {
        return routes.request(RouteId.INBOUND_REFERRAL_RECEIVE, message, MessageOutcome.class);
    }

    private static InboundMessage message(
            Fixture fixture, Optional<String> requestId, Optional<String> correlationId, WireFormat answerFormat) {
        return new InboundMessage(
                TestParties.SENDER,
                fixture.toString().startsWith("message/") ? Door.BARS_MESSAGE : Door.TRANSACTION,
                Optional.of(fixture.contentType()),
                Body.of(fixture.bytes()),
                answerFormat,
                requestId,
                correlationId,
                CLOCK.instant());
    }

    private static Optional<String> newId() {
        return Optional.of(UUID.randomUUID().toString());
    }

    private static Answer accepted(MessageOutcome outcome) {
        assertThat(outcome).isInstanceOf(MessageOutcome.Accepted.class);
        return outcome.answer();
    }

    private static Answer rejected(MessageOutcome outcome) {
        assertThat(outcome).isInstanceOf(MessageOutcome.Rejected.class);
        return outcome.answer();
    }

    private static Answer assertRefused(MessageOutcome outcome, int httpStatus, String issueType) {
        Answer answer = rejected(outcome);
        assertThat(answer.httpStatus()).isEqualTo(httpStatus);
        assertThat(issues(answer).get(0).getCode().toCode()).isEqualTo(issueType);
        return answer;
    }

    private static Answer assertFailed(MessageOutcome outcome) {
        assertThat(outcome).isInstanceOf(MessageOutcome.Failed.class);
        assertThat(outcome.answer().httpStatus()).isEqualTo(500);
        assertThat(diagnostics(outcome.answer()))
                .containsExactly("Linkway failed; send it again, it will not be worked twice.");
        return outcome.answer();
    }

    private static List<String> diagnostics(Answer answer) {
        return issues(answer).stream()
                .map(OperationOutcomeIssueComponent::getDiagnostics)
                .toList();
    }

    private static List<OperationOutcomeIssueComponent> issues(Answer answer) {
        return TestFhir.resource(OperationOutcome.class, TestFhir.text(answer.body()))
                .getIssue();
    }
}
