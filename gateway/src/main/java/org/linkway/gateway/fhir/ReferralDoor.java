package org.linkway.gateway.fhir;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.camel.ProducerTemplate;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.fhir.validation.Issue;
import org.linkway.fhir.validation.WireFormat;
import org.linkway.gateway.config.DoorProperties;
import org.linkway.gateway.security.Parties;
import org.linkway.routes.InboundMessage;
import org.linkway.routes.InboundMessage.Door;
import org.linkway.routes.RouteId;
import org.linkway.routes.inbound.Answer;
import org.linkway.routes.inbound.MessageOutcome;
import org.linkway.translation.ReferralTranslation;
import org.linkway.workflow.Body;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * {@code POST /fhir} and {@code POST /fhir/$process-message}: bounds the body, keeps its bytes, hands them with the calling
 * party to the route, and answers what the route decided.
 */
@Component
class ReferralDoor {
    private static final Logger LOG = LoggerFactory.getLogger(ReferralDoor.class);
    private static final String REQUEST_ID = "X-Request-Id";
    private static final String CORRELATION_ID = "X-Correlation-Id";

    private final ProducerTemplate routes;
    private final ReferralTranslation translation;
    private final Parties parties;
    private final Clock clock;
    private final int maxBodySize;

    ReferralDoor(
            ProducerTemplate routes,
            ReferralTranslation translation,
            Parties parties,
            Clock clock,
            DoorProperties properties) {
        this.routes = routes;
        this.translation = translation;
        this.parties = parties;
        this.clock = clock;
        this.maxBodySize = Math.toIntExact(properties.maxBodySize().toBytes());
    }

    boolean takes(HttpServletRequest request) {
        return door(request).isPresent();
    }

    void receive(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<WireFormat> requested = WireFormat.ofContentType(request.getContentType());
        Optional<WireFormat> accepted = accepted(request, requested.orElse(WireFormat.JSON));
        echo(request, response, REQUEST_ID);
        echo(request, response, CORRELATION_ID);
        if (accepted.isEmpty()) {
            refuse(
                    response,
                    Issue.error(
                            GatewayError.NOT_ACCEPTABLE,
                            "You accept '" + request.getHeader("Accept")
                                    + "'. Accept application/fhir+json or application/fhir+xml."));
            return;
        }
        Optional<byte[]> body = body(request);
        if (body.isEmpty()) {
            // What is left of the body is not read: this connection cannot carry another request.
            response.setHeader("Connection", "close");
            refuse(
                    response,
                    Issue.error(
                            GatewayError.TOO_LARGE,
                            "The body is larger than " + maxBodySize + " bytes. Send one referral in a Bundle, and"
                                    + " documents by reference."));
            return;
        }
        write(response, outcome(message(request, body.get(), accepted.get())));
    }

    private Answer outcome(InboundMessage message) {
        try {
            return routes.requestBody(RouteId.INBOUND_REFERRAL_RECEIVE.endpoint(), message, MessageOutcome.class)
                    .match(accepted -> accepted, rejected -> rejected, failed -> failed);
        } catch (RuntimeException e) {
            LOG.error("the inbound route failed: {}", e.getClass().getName());
            return answer(Issue.error(GatewayError.FAILED, GatewayError.FAILED.text() + "."), message.answerFormat());
        }
    }

    private InboundMessage message(HttpServletRequest request, byte[] body, WireFormat answerFormat) {
        return new InboundMessage(
                parties.sender(),
                door(request).orElseThrow(),
                Optional.ofNullable(request.getContentType()),
                Body.of(body),
                answerFormat,
                Optional.ofNullable(request.getHeader(REQUEST_ID)),
                Optional.ofNullable(request.getHeader(CORRELATION_ID)),
                clock.instant());
    }

    private static Optional<Door> door(HttpServletRequest request) {
        String path = Optional.ofNullable(request.getPathInfo()).orElse("/");
        return switch (path) {
            case "/" -> Optional.of(Door.TRANSACTION);
            case "/$process-message" -> Optional.of(Door.BARS_MESSAGE);
            default -> Optional.empty();
        };
    }

    /** Empty when the body is larger than the limit. */
    private Optional<byte[]> body(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() > maxBodySize) {
            return Optional.empty();
        }
        byte[] body = request.getInputStream().readNBytes(maxBodySize + 1);
        return body.length > maxBodySize ? Optional.empty() : Optional.of(body);
    }

    /** The form to answer in: what the sender accepts, or else the form in which it asked. */
    private static Optional<WireFormat> accepted(HttpServletRequest request, WireFormat asked) {
        String accept = request.getHeader("Accept");
        if (accept == null || accept.isBlank()) {
            return Optional.of(asked);
        }
        for (String range : List.of(accept.toLowerCase(Locale.ROOT).split(",", -1))) {
            int parameters = range.indexOf(';');
            String type = (parameters < 0 ? range : range.substring(0, parameters)).strip();
            if (type.equals("*/*") || type.equals("application/*")) {
                return Optional.of(asked);
            }
            Optional<WireFormat> format = WireFormat.ofContentType(type);
            if (format.isPresent()) {
                return format;
            }
        }
        return Optional.empty();
    }

    private static void echo(HttpServletRequest request, HttpServletResponse response, String header) {
        String value = request.getHeader(header);
        if (value != null) {
            response.setHeader(header, value);
        }
    }

    private void refuse(HttpServletResponse response, Issue issue) throws IOException {
        write(response, answer(issue, WireFormat.JSON));
    }

    private Answer answer(Issue issue, WireFormat format) {
        return new Answer(
                issue.error().httpStatus(),
                format.mediaType(),
                translation.answer(List.of(issue), format),
                Optional.empty());
    }

    private static void write(HttpServletResponse response, Answer answer) throws IOException {
        response.setStatus(answer.httpStatus());
        response.setContentType(answer.contentType() + ";charset=UTF-8");
        answer.retryAfter()
                .map(Duration::toSeconds)
                .ifPresent(seconds -> response.setHeader("Retry-After", Long.toString(Math.max(1, seconds))));
        byte[] body = answer.body().bytes();
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
