package org.linkway.routes.inbound;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.fhir.validation.Issue;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralEvent;
import org.linkway.workflow.KeptAnswer;
import org.linkway.workflow.RecordEvent.Refusal;

/**
 * Each outcome of recording what a message tells as an answer to that message.
 *
 * @param answer once it is recorded
 * @param saidAt where the message says what is refused, as a FHIRPath
 */
record AnsweringMessage(ClaimedMessage claimed, Supplier<KeptAnswer> answer, Function<Refusal, String> saidAt)
        implements EventOutcome.Cases<MessageOutcome> {
    @Override
    public MessageOutcome recorded(Referral asOf, ReferralEvent event) {
        KeptAnswer kept = answer.get();
        return new MessageOutcome.Accepted(
                new Answer(kept.httpStatus(), kept.contentType(), kept.body(), Optional.empty()));
    }

    @Override
    public MessageOutcome noSuchReferral() {
        throw RejectedMessage.forGood(
                claimed, List.of(Issue.error(GatewayError.NOT_FOUND, "There is no such referral that you may see.")));
    }

    @Override
    public MessageOutcome movedOn(Referral standing) {
        throw new IllegalStateException("A message names no version.");
    }

    @Override
    public MessageOutcome idTaken() {
        throw new IllegalStateException("The ids of these events are Linkway's own.");
    }

    @Override
    public MessageOutcome refused(List<Refusal> refusals) {
        throw RejectedMessage.forGood(
                claimed,
                refusals.stream()
                        .map(it -> Issue.error(GatewayError.INVARIANT, saidAt.apply(it), it.sentence()))
                        .toList());
    }

    @Override
    public MessageOutcome busy() {
        throw RejectedMessage.forNow(
                claimed,
                List.of(Issue.error(GatewayError.UNAVAILABLE, GatewayError.UNAVAILABLE.text() + ".")),
                Optional.of(Duration.ofSeconds(1)));
    }
}
