package org.linkway.gateway.fhir;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.apache.camel.ProducerTemplate;
import org.linkway.fhir.validation.WireFormat;
import org.linkway.gateway.fhir.BatchDoor.Dispatch;
import org.linkway.gateway.security.Callers;
import org.linkway.routes.InboundMessage;
import org.linkway.routes.InboundMessage.Door;
import org.linkway.routes.InboundMessage.Target;
import org.linkway.routes.RouteId;
import org.linkway.routes.inbound.Answer;
import org.linkway.routes.inbound.MessageOutcome;
import org.linkway.translation.InboundRules;
import org.linkway.translation.NhsdHeaders;
import org.linkway.workflow.Body;
import org.springframework.stereotype.Component;

/**
 * {@code POST /fhir} and {@code POST /fhir/$process-message}: keeps the bytes of the body, hands them with the calling party to
 * the route, and answers what the route decided.
 */
@Component
class ReferralDoor {
    private static final String REQUEST_ID = "X-Request-Id";
    private static final String CORRELATION_ID = "X-Correlation-Id";

    private final ProducerTemplate routes;
    private final DoorStep step;
    private final BatchDoor batch;
    private final Callers callers;
    private final InboundRules rules;
    private final Clock clock;

    ReferralDoor(
            ProducerTemplate routes, DoorStep step, BatchDoor batch, Callers callers, InboundRules rules, Clock clock) {
        this.routes = routes;
        this.step = step;
        this.batch = batch;
        this.callers = callers;
        this.rules = rules;
        this.clock = clock;
    }

    boolean takes(HttpServletRequest request) {
        return door(request).isPresent();
    }

    /** @param alone where each request of a batch goes */
    void receive(HttpServletRequest request, HttpServletResponse response, Dispatch alone) throws IOException {
        if (isMessageDoor(request)) {
            step.crossInVersion(request, response, (body, format) -> outcome(message(request, body, format)));
        } else {
            step.cross(
                    request,
                    response,
                    (body, format) -> batch.takes(body, request)
                            ? batch.answer(body, request, response, format, alone)
                            : outcome(message(request, body, format)));
        }
    }

    /** BaRS: a message is posted, and nothing else. The browser's own question, OPTIONS, is not for here. */
    boolean refuses(HttpServletRequest request) {
        return isMessageDoor(request)
                && !request.getMethod().equals("POST")
                && !request.getMethod().equals("OPTIONS");
    }

    void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
        step.refuseMethod(request, response, "$process-message", "POST");
    }

    private static boolean isMessageDoor(HttpServletRequest request) {
        return door(request).equals(Optional.of(Door.BARS_MESSAGE));
    }

    private Answer outcome(InboundMessage message) {
        return routes.requestBody(RouteId.INBOUND_REFERRAL_RECEIVE.endpoint(), message, MessageOutcome.class)
                .match(accepted -> accepted, rejected -> rejected, failed -> failed);
    }

    private InboundMessage message(HttpServletRequest request, byte[] body, WireFormat answerFormat) {
        NhsdHeaders nhsd = isMessageDoor(request) ? NhsdHeaders.read(request::getHeader, rules) : NhsdHeaders.none();
        return new InboundMessage(
                callers.party(),
                door(request).orElseThrow(),
                Target.BUNDLE,
                Optional.ofNullable(request.getContentType()),
                Body.of(body),
                answerFormat,
                Preferences.returned(request),
                Optional.ofNullable(request.getHeader(REQUEST_ID)),
                Optional.ofNullable(request.getHeader(CORRELATION_ID)),
                clock.instant(),
                nhsd);
    }

    private static Optional<Door> door(HttpServletRequest request) {
        String path = Optional.ofNullable(request.getPathInfo()).orElse("/");
        return switch (path) {
            case "/" -> Optional.of(Door.TRANSACTION);
            case "/$process-message" -> Optional.of(Door.BARS_MESSAGE);
            default -> Optional.empty();
        };
    }
}
