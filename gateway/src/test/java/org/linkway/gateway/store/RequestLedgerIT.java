package org.linkway.gateway.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.linkway.gateway.store.TestChanges.GP_SYSTEM;
import static org.linkway.gateway.store.TestChanges.NOON;
import static org.linkway.gateway.store.TestChanges.OTHER_GP_SYSTEM;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linkway.fhir.validation.WireFormat;
import org.linkway.gateway.delivery.TestQueue;
import org.linkway.routes.InboundMessage;
import org.linkway.routes.InboundMessage.Door;
import org.linkway.routes.InboundMessage.Returned;
import org.linkway.routes.InboundMessage.Target;
import org.linkway.routes.port.Journal.Commit;
import org.linkway.routes.port.RequestLedger.Claim;
import org.linkway.workflow.Body;
import org.linkway.workflow.Change;
import org.linkway.workflow.KeptAnswer;
import org.linkway.workflow.Party;
import org.linkway.workflow.RequestClaim;

@OnBothDatabases
class RequestLedgerIT {
    private final TestDatabase database;
    private final TestClock clock = new TestClock(NOON);
    private TestStore store;

    RequestLedgerIT(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void empty() {
        store = new TestStore(database.emptied(), TestQueue.on(database.dataSource()), clock);
    }

    @Test
    void keepsTheBytesAsTheyCame() {
        byte[] large = "£".repeat(1_500_000).getBytes(UTF_8);

        won(message(GP_SYSTEM, Door.TRANSACTION, Optional.of("a"), large));

        byte[] kept = store.jdbc()
                .sql("select body from inbound_message")
                .query((row, number) -> row.getBytes("body"))
                .single();
        assertThat(kept).isEqualTo(large);
    }

    @Test
    void tellsASecondAttemptToComeBackWhileTheFirstIsRunning() {
        won(message("a", "body"));
        assertThat(claim(message("a", "body"))).isEqualTo(new Claim.Running(Duration.ofSeconds(5)));

        clock.advance(TestStore.LEASE.minusSeconds(2));
        assertThat(claim(message("a", "body"))).isEqualTo(new Claim.Running(Duration.ofSeconds(2)));
    }

    @Test
    void answersARepeatOfARefusedRequestWithTheSameRefusal() {
        KeptAnswer refusal = answer(won(message("a", "body")), 422);
        store.ledger().refuse(refusal);

        assertThat(claim(message("a", "body"))).isEqualTo(new Claim.Refused(refusal));
    }

    @Test
    void answersARepeatOfASucceededRequestWithTheFirstAnswer() {
        KeptAnswer created = answer(won(message("a", "body")), 201);
        Change change = TestChanges.opening("one").answering(created);

        assertThat(store.journal().commit(change, 0)).isEqualTo(new Commit.Committed());

        assertThat(claim(message("a", "body"))).isEqualTo(new Claim.Succeeded(created));
        assertThat(store.ledger().openingAnswer(GP_SYSTEM, change.referral().id()))
                .contains(created);
    }

    @Test
    void refusesAnotherBodyUnderTheSameIdWhateverBecameOfTheFirst() {
        RequestClaim running = won(message("a", "body"));
        assertThat(claim(message("a", "other body"))).isEqualTo(new Claim.OtherBody());

        store.ledger().refuse(answer(running, 422));
        assertThat(claim(message("a", "other body"))).isEqualTo(new Claim.OtherBody());
        assertThat(store.rows("inbound_message")).isEqualTo(1);
    }

    @Test
    void takesTheSameBytesAtAnotherDoorAsAnotherBody() {
        won(message("a", "body"));

        assertThat(claim(message(GP_SYSTEM, Door.BARS_MESSAGE, Optional.of("a"), "body".getBytes(UTF_8))))
                .isEqualTo(new Claim.OtherBody());
    }

    @Test
    void keepsTheRequestIdsOfTwoPartiesApart() {
        won(message("a", "body"));

        won(message(OTHER_GP_SYSTEM, Door.TRANSACTION, Optional.of("a"), "other body".getBytes(UTF_8)));
    }

    @Test
    void claimsAnIdOfItsOwnWhereTheSenderGaveNone() {
        InboundMessage nameless = message(GP_SYSTEM, Door.TRANSACTION, Optional.empty(), "body".getBytes(UTF_8));

        assertThat(won(nameless).requestId()).isNotEqualTo(won(nameless).requestId());
    }

    @Test
    void worksARequestAnewAfterAFailureOfOurs() {
        store.ledger().release(won(message("a", "body")));

        won(message("a", "another body"));
    }

    @Test
    void letsTheNextAttemptTakeALapsedClaimOver() {
        RequestClaim first = won(message("a", "body"));
        clock.advance(TestStore.LEASE);

        RequestClaim second = won(message("a", "body"));

        assertThat(second.lease()).isNotEqualTo(first.lease());
        assertThat(store.rows("inbound_message")).isEqualTo(1);
        assertThat(claim(message("a", "body"))).isInstanceOf(Claim.Running.class);
    }

    @Test
    void commitsNothingForAnAttemptWhoseClaimWasTakenOver() {
        RequestClaim lost = won(message("a", "body"));
        clock.advance(TestStore.LEASE);
        RequestClaim standing = won(message("a", "body"));
        Change change = TestChanges.opening("one");

        assertThat(store.journal().commit(change.answering(answer(lost, 201)), 0))
                .isEqualTo(new Commit.ClaimLost());
        assertThat(store.rows("referral")).isZero();
        assertThat(store.rows("delivery")).isZero();
        assertThat(store.rows("scheduled_tasks")).isZero();

        store.ledger().release(lost);
        store.ledger().refuse(answer(lost, 422));
        assertThat(store.journal().commit(change.answering(answer(standing, 201)), 0))
                .isEqualTo(new Commit.Committed());
    }

    @Test
    void letsAnAttemptFinishLateWhileNobodyTookItsClaimOver() {
        RequestClaim claim = won(message("a", "body"));
        clock.advance(TestStore.LEASE.multipliedBy(2));

        assertThat(store.journal().commit(TestChanges.opening("one").answering(answer(claim, 201)), 0))
                .isEqualTo(new Commit.Committed());
    }

    @Test
    void letsExactlyOneOfManyAttemptsWin() throws Exception {
        List<Claim> claims = Together.run(12, number -> claim(message("a", "body")));

        assertThat(claims).filteredOn(Claim.Won.class::isInstance).hasSize(1);
        assertThat(claims).filteredOn(Claim.Running.class::isInstance).hasSize(11);
        assertThat(store.rows("inbound_message")).isEqualTo(1);
    }

    @Test
    void letsExactlyOneOfManyAttemptsTakeALapsedClaimOver() throws Exception {
        won(message("a", "body"));
        clock.advance(TestStore.LEASE);

        List<Claim> claims = Together.run(12, number -> claim(message("a", "body")));

        assertThat(claims).filteredOn(Claim.Won.class::isInstance).hasSize(1);
        assertThat(claims).filteredOn(Claim.Running.class::isInstance).hasSize(11);
    }

    @Test
    void knowsNoAnswerToATransactionWhereAReferralCameByAnotherWay() {
        InboundMessage echoed = message(GP_SYSTEM, Door.BARS_MESSAGE, Optional.of("a"), "body".getBytes(UTF_8));
        Change change = TestChanges.opening("one").answering(answer(won(echoed), 200));
        store.journal().commit(change, 0);

        assertThat(store.ledger().openingAnswer(GP_SYSTEM, change.referral().id()))
                .isEmpty();
        assertThat(store.ledger().openingAnswer(GP_SYSTEM, UUID.randomUUID())).isEmpty();
    }

    @Test
    void takesTheSameBodyForAnotherTypeOrUnderAnotherConditionAsAnotherRequest() {
        won(creating("Patient", Optional.empty()));

        assertThat(claim(creating("Organization", Optional.empty()))).isEqualTo(new Claim.OtherBody());
        assertThat(claim(creating("Patient", Optional.of("identifier=a|b")))).isEqualTo(new Claim.OtherBody());
        assertThat(claim(creating("Patient", Optional.empty()))).isInstanceOf(Claim.Running.class);
    }

    private static InboundMessage creating(String type, Optional<String> condition) {
        return new InboundMessage(
                GP_SYSTEM,
                Door.CREATE,
                new Target(type, Optional.empty(), Optional.empty(), condition),
                Optional.of("application/fhir+json"),
                Body.of("body".getBytes(UTF_8)),
                WireFormat.JSON,
                Returned.AS_USUAL,
                Optional.of("a"),
                Optional.empty(),
                NOON);
    }

    private Claim claim(InboundMessage message) {
        return store.ledger().claim(message);
    }

    private RequestClaim won(InboundMessage message) {
        Claim claim = claim(message);
        assertThat(claim).isInstanceOf(Claim.Won.class);
        return ((Claim.Won) claim).claim();
    }

    private static KeptAnswer answer(RequestClaim claim, int status) {
        return new KeptAnswer(claim, status, "application/fhir+json", Body.of("{}".getBytes(UTF_8)));
    }

    private static InboundMessage message(String requestId, String body) {
        return message(GP_SYSTEM, Door.TRANSACTION, Optional.of(requestId), body.getBytes(UTF_8));
    }

    private static InboundMessage message(Party party, Door door, Optional<String> requestId, byte[] body) {
        return new InboundMessage(
                party,
                door,
                Optional.of("application/fhir+json"),
                Body.of(body),
                WireFormat.JSON,
                requestId,
                Optional.empty(),
                NOON);
    }
}
