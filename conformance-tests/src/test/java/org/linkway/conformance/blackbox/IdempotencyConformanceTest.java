package org.linkway.conformance.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.Bundle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.linkway.Hazard;
import org.linkway.conformance.partner.GpReferral;
import org.linkway.conformance.partner.SyntheticPeople;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.fhir.validation.WireFormat;

/** A message that comes again opens nothing again (BaRS, Transactional integrity). */
@ExtendWith(SharedGateway.class)
class IdempotencyConformanceTest {
    private final GpSystem gp;
    private final LinkWorkers linkWorkers;
    private final GpReferral referral = GpReferral.of(new SyntheticPeople().next());
    private final GpReferral changed = referral.because("Another reason altogether.");
    private final String requestId = GpSystem.newId();
    private int referralsBefore;

    IdempotencyConformanceTest(GatewayProcess gateway) {
        gp = gateway.gp();
        linkWorkers = gateway.linkWorkers();
    }

    @BeforeEach
    void countReferrals() {
        referralsBefore = linkWorkers.all().size();
    }

    @AfterEach
    void openedExactlyOne() {
        assertThat(linkWorkers.all()).hasSize(referralsBefore + 1);
    }

    @Test
    @Hazard("H3")
    void transactionSentAgainGetsTheFirstAnswerAgain() {
        Answer first = json(referral.transaction(), requestId).expect(200);
        Answer again = json(referral.transaction(), requestId).expect(200);
        assertThat(again.body()).isEqualTo(first.body());
    }

    @Test
    void messageSentAgainIsADuplicate() {
        json(referral.barsMessage(), requestId).expect(200);
        Answer again = json(referral.barsMessage(), requestId);
        Refusals.assertRefused(again, GatewayError.DUPLICATE);
        assertThat(again.header("X-Request-Id")).contains(requestId);
    }

    @Test
    void knownRequestIdWithAnotherBodyIsRefusedAndNeverADuplicate() {
        json(referral.transaction(), requestId).expect(200);
        Refusals.assertRefused(json(changed.transaction(), requestId), GatewayError.REQUEST_ID_REUSED, "X-Request-Id");
    }

    @Test
    void knownRequestIdWithAnotherMessageIsRefusedAndNeverADuplicate() {
        json(referral.barsMessage(), requestId).expect(200);
        Refusals.assertRefused(json(changed.barsMessage(), requestId), GatewayError.REQUEST_ID_REUSED, "X-Request-Id");
    }

    @Test
    void sameReferralUnderANewRequestIdGetsTheFirstAnswerAgain() {
        Answer first = gp.send(referral.transaction(), WireFormat.JSON).expect(200);
        Answer again = gp.send(referral.transaction(), WireFormat.JSON).expect(200);
        assertThat(GpSystem.placed(again)).isEqualTo(GpSystem.placed(first));
    }

    @Test
    void sameMessageUnderANewRequestIdIsADuplicate() {
        gp.send(referral.barsMessage(), WireFormat.JSON).expect(200);
        Refusals.assertRefused(gp.send(referral.barsMessage(), WireFormat.JSON), GatewayError.DUPLICATE);
    }

    @Test
    @Hazard("H3")
    void knownReferralWithOtherContentIsAConflict() {
        gp.send(referral.transaction(), WireFormat.JSON).expect(200);
        Refusals.assertRefused(gp.send(changed.transaction(), WireFormat.JSON), GatewayError.CONFLICT);
    }

    @Test
    void knownReferralInAnotherMessageIsAConflict() {
        gp.send(referral.barsMessage(), WireFormat.JSON).expect(200);
        Refusals.assertRefused(gp.send(changed.barsMessage(), WireFormat.JSON), GatewayError.CONFLICT);
    }

    @Test
    void refusedMessageCanBeCorrectedUnderANewRequestId() {
        Bundle wrong = referral.transaction();
        wrong.getEntry().remove(0);
        Answer refused = json(wrong, requestId).expect(422);
        assertThat(json(wrong, requestId).expect(422).body()).isEqualTo(refused.body());
        gp.send(referral.transaction(), WireFormat.JSON).expect(200);
    }

    @Test
    void manyAtOnceOpenOneReferral() throws InterruptedException, ExecutionException {
        ExecutorService senders = Executors.newFixedThreadPool(8);
        List<Future<Answer>> answers = IntStream.range(0, 8)
                .mapToObj(i -> senders.submit(() -> json(referral.transaction(), requestId)))
                .toList();
        for (Future<Answer> answer : answers) {
            assertThat(answer.get().status()).as(answer.get().body()).isIn(200, 425);
            assertThat(answer.get().status() == 425)
                    .isEqualTo(answer.get().header("Retry-After").isPresent());
        }
        senders.shutdown();
        json(referral.transaction(), requestId).expect(200);
    }

    @Test
    @Hazard("H3")
    void manyUnderDifferentRequestIdsOpenOneReferral() throws InterruptedException, ExecutionException {
        ExecutorService senders = Executors.newFixedThreadPool(8);
        List<Future<Answer>> answers = IntStream.range(0, 8)
                .mapToObj(i -> senders.submit(() -> gp.send(referral.transaction(), WireFormat.JSON)))
                .toList();
        for (Future<Answer> answer : answers) {
            answer.get().expect(200);
        }
        senders.shutdown();
    }

    private Answer json(Bundle bundle, String id) {
        return gp.send(bundle, WireFormat.JSON, id);
    }
}
