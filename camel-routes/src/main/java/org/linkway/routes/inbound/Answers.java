package org.linkway.routes.inbound;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.linkway.fhir.validation.Issue;
import org.linkway.routes.InboundMessage;
import org.linkway.routes.port.RequestLedger;
import org.linkway.translation.ReferralTranslation;
import org.linkway.workflow.Body;
import org.linkway.workflow.KeptAnswer;

/** Puts refusals and failures into words, and keeps the refusals that a repeat has to get again. */
public final class Answers {
    private final ReferralTranslation translation;
    private final RequestLedger ledger;

    public Answers(ReferralTranslation translation, RequestLedger ledger) {
        this.translation = translation;
        this.ledger = ledger;
    }

    static Answer of(KeptAnswer kept) {
        return new Answer(kept.httpStatus(), kept.contentType(), kept.body(), Optional.empty());
    }

    MessageOutcome refuse(RejectedMessage rejected) {
        Answer answer = answer(rejected.message(), rejected.issues(), rejected.retryAfter());
        rejected.givenBack().ifPresent(ledger::release);
        rejected.keptFor()
                .ifPresent(claim ->
                        ledger.refuse(new KeptAnswer(claim, answer.httpStatus(), answer.contentType(), answer.body())));
        return new MessageOutcome.Rejected(answer);
    }

    MessageOutcome repeat(AnsweredBefore before) {
        Answer answer = of(before.first());
        return answer.httpStatus() < 400 ? new MessageOutcome.Accepted(answer) : new MessageOutcome.Rejected(answer);
    }

    private Answer answer(InboundMessage message, List<Issue> issues, Optional<Duration> retryAfter) {
        Body body = translation.answer(issues, message.answerFormat());
        return new Answer(Issue.httpStatus(issues), message.answerFormat().mediaType(), body, retryAfter);
    }
}
