package org.linkway.routes;

import java.time.Instant;
import java.util.Optional;
import org.linkway.fhir.validation.WireFormat;
import org.linkway.translation.NhsdHeaders;
import org.linkway.workflow.Absence;
import org.linkway.workflow.Body;
import org.linkway.workflow.Party;

/**
 * A request as it came in over a FHIR door.
 *
 * @param party who is calling
 * @param target what it is about, where the address says so
 * @param contentType as in the request; empty where there was none
 * @param answerFormat in which the sender wants to be answered
 * @param returned what it wants to be answered with
 * @param requestId {@code X-Request-Id}
 * @param correlationId {@code X-Correlation-Id}
 * @param nhsd what the other headers of a BaRS request say
 */
public record InboundMessage(
        Party party,
        Door door,
        Target target,
        Optional<String> contentType,
        Body body,
        WireFormat answerFormat,
        Returned returned,
        Optional<String> requestId,
        Optional<String> correlationId,
        Instant receivedAt,
        NhsdHeaders nhsd) {

    /** A request that has no headers of BaRS beside its ids. */
    public InboundMessage(
            Party party,
            Door door,
            Target target,
            Optional<String> contentType,
            Body body,
            WireFormat answerFormat,
            Returned returned,
            Optional<String> requestId,
            Optional<String> correlationId,
            Instant receivedAt) {
        this(
                party,
                door,
                target,
                contentType,
                body,
                answerFormat,
                returned,
                requestId,
                correlationId,
                receivedAt,
                NhsdHeaders.none());
    }

    /** A Bundle, which says itself what it is about. */
    public InboundMessage(
            Party party,
            Door door,
            Optional<String> contentType,
            Body body,
            WireFormat answerFormat,
            Optional<String> requestId,
            Optional<String> correlationId,
            Instant receivedAt) {
        this(
                party,
                door,
                Target.BUNDLE,
                contentType,
                body,
                answerFormat,
                Returned.AS_USUAL,
                requestId,
                correlationId,
                receivedAt);
    }

    /** The same Bundle, with the headers of BaRS that came with it. */
    public InboundMessage with(NhsdHeaders headers) {
        return new InboundMessage(
                party,
                door,
                target,
                contentType,
                body,
                answerFormat,
                returned,
                requestId,
                correlationId,
                receivedAt,
                headers);
    }

    /** By which door: they differ in what the body is and how it is answered, nowhere else. */
    public enum Door {
        /** {@code POST /fhir}: a transaction Bundle. */
        TRANSACTION,
        /** {@code POST /fhir/$process-message}: a BaRS message Bundle. */
        BARS_MESSAGE,
        /** {@code POST /fhir/[type]}: one new resource. */
        CREATE,
        /** {@code PUT /fhir/[type]/[id]}: a resource as it is to stand. */
        UPDATE,
        /** {@code PATCH /fhir/[type]/[id]}: what is to differ. */
        PATCH,
        /** {@code DELETE /fhir/[type]/[id]}: it is to be no more. */
        DELETE
    }

    /**
     * A resource, or a type of resources.
     *
     * @param id empty for a new one
     * @param ifMatch the version that the sender saw
     * @param ifNoneExist the search that has to find nothing: its query alone
     */
    public record Target(String type, Optional<String> id, Optional<String> ifMatch, Optional<String> ifNoneExist) {
        public Target {
            ifNoneExist = ifNoneExist.map(condition -> Absence.query(type, condition));
        }

        /** Of a Bundle, which says itself what it is about. */
        public static final Target BUNDLE = new Target("Bundle", Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** What the sender wants back ({@code Prefer: return=}). */
    public enum Returned {
        /** It did not say. */
        AS_USUAL,
        MINIMAL,
        REPRESENTATION,
        OPERATION_OUTCOME
    }

    /** The same request with another body: what the sender meant, in the form that is worked. */
    public InboundMessage meaning(WireFormat format, Body meant) {
        return new InboundMessage(
                party,
                door,
                target,
                Optional.of(format.mediaType()),
                meant,
                answerFormat,
                returned,
                requestId,
                correlationId,
                receivedAt,
                nhsd);
    }
}
