package org.linkway.routes;

import java.time.Instant;
import java.util.Optional;
import org.linkway.fhir.validation.WireFormat;
import org.linkway.translation.NhsdHeaders;
import org.linkway.workflow.Body;
import org.linkway.workflow.Party;

/**
 * A request as it came in over a FHIR door.
 *
 * @param party who is calling
 * @param contentType as in the request; empty where there was none
 * @param answerFormat in which the sender wants to be answered
 * @param requestId {@code X-Request-Id}
 * @param correlationId {@code X-Correlation-Id}
 * @param nhsd what the other headers of a BaRS request say
 */
public record InboundMessage(
        Party party,
        Door door,
        Optional<String> contentType,
        Body body,
        WireFormat answerFormat,
        Optional<String> requestId,
        Optional<String> correlationId,
        Instant receivedAt,
        NhsdHeaders nhsd) {

    /** A request that has no headers of BaRS beside its ids. */
    public InboundMessage(
            Party party,
            Door door,
            Optional<String> contentType,
            Body body,
            WireFormat answerFormat,
            Optional<String> requestId,
            Optional<String> correlationId,
            Instant receivedAt) {
        this(party, door, contentType, body, answerFormat, requestId, correlationId, receivedAt, NhsdHeaders.none());
    }

    /** By which door: they differ in what the body is and how it is answered, nowhere else. */
    public enum Door {
        /** {@code POST /fhir}: a transaction Bundle. */
        TRANSACTION,
        /** {@code POST /fhir/$process-message}: a BaRS message Bundle. */
        BARS_MESSAGE
    }
}
