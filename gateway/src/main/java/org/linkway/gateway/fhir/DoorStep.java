package org.linkway.gateway.fhir;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.fhir.validation.Issue;
import org.linkway.fhir.validation.WireFormat;
import org.linkway.gateway.config.DoorProperties;
import org.linkway.routes.inbound.Answer;
import org.linkway.translation.ReferralTranslation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What every door does around its own work: echoes the ids, settles the form of the answer, bounds the body, writes. */
@Component
class DoorStep {
    private static final Logger LOG = LoggerFactory.getLogger(DoorStep.class);
    private static final List<String> ECHOED = List.of("X-Request-Id", "X-Correlation-Id");

    private final ReferralTranslation translation;
    private final int maxBodySize;

    DoorStep(ReferralTranslation translation, DoorProperties properties) {
        this.translation = translation;
        this.maxBodySize = Math.toIntExact(properties.maxBodySize().toBytes());
    }

    /** The work of one door. */
    interface Work {
        Answer answer(byte[] body, WireFormat answerFormat);
    }

    void cross(HttpServletRequest request, HttpServletResponse response, Work work) throws IOException {
        Optional<WireFormat> requested = WireFormat.ofContentType(request.getContentType());
        Optional<WireFormat> accepted = accepted(request, requested.orElse(WireFormat.JSON));
        ECHOED.forEach(header -> echo(request, response, header));
        if (accepted.isEmpty()) {
            write(
                    response,
                    refusal(
                            Issue.error(
                                    GatewayError.NOT_ACCEPTABLE,
                                    "You accept '" + request.getHeader("Accept")
                                            + "'. Accept application/fhir+json or application/fhir+xml."),
                            WireFormat.JSON));
            return;
        }
        Optional<byte[]> body = body(request);
        if (body.isEmpty()) {
            // What is left of the body is not read: this connection cannot carry another request.
            response.setHeader("Connection", "close");
            write(
                    response,
                    refusal(
                            Issue.error(
                                    GatewayError.TOO_LARGE,
                                    "The body is larger than " + maxBodySize
                                            + " bytes. Send one referral in a Bundle, and documents by reference."),
                            WireFormat.JSON));
            return;
        }
        write(response, answer(work, body.get(), accepted.get()));
    }

    private Answer answer(Work work, byte[] body, WireFormat format) {
        try {
            return work.answer(body, format);
        } catch (RuntimeException e) {
            LOG.error("a door failed: {}", e.getClass().getName());
            return refusal(Issue.error(GatewayError.FAILED, GatewayError.FAILED.text() + "."), format);
        }
    }

    private Answer refusal(Issue issue, WireFormat format) {
        return new Answer(
                issue.error().httpStatus(),
                format.mediaType(),
                translation.answer(List.of(issue), format),
                Optional.empty());
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

    private static void write(HttpServletResponse response, Answer answer) throws IOException {
        response.setStatus(answer.httpStatus());
        byte[] body = answer.body().bytes();
        if (body.length > 0) {
            response.setContentType(answer.contentType() + ";charset=UTF-8");
        }
        answer.retryAfter()
                .map(Duration::toSeconds)
                .ifPresent(seconds -> response.setHeader("Retry-After", Long.toString(Math.max(1, seconds))));
        answer.headers().forEach(response::setHeader);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
