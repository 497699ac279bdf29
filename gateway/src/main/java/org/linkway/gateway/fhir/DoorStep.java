package org.linkway.gateway.fhir;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.fhir.validation.Issue;
import org.linkway.fhir.validation.WireFormat;
import org.linkway.gateway.config.DoorProperties;
import org.linkway.routes.inbound.Answer;
import org.linkway.translation.NhsdHeaders;
import org.linkway.translation.ReferralTranslation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What every door does around its own work: echoes the ids, settles the form of the answer, bounds the body, writes. */
@Component
class DoorStep {
    private static final Logger LOG = LoggerFactory.getLogger(DoorStep.class);
    private static final String LOCATION = "Location";
    private static final List<String> ECHOED = List.of(
            "X-Request-Id",
            "X-Correlation-Id",
            NhsdHeaders.TARGET,
            NhsdHeaders.ORGANISATION,
            NhsdHeaders.SOFTWARE,
            NhsdHeaders.PRACTITIONER);

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
        AcceptHeader accept = AcceptHeader.of(request);
        Optional<WireFormat> accepted = accept.form(requested.orElse(WireFormat.JSON));
        ECHOED.forEach(header -> echo(request, response, header));
        if (accepted.isEmpty()) {
            refuse(request, response, GatewayError.NOT_ACCEPTABLE, noSuchForm(accept));
            return;
        }
        Optional<byte[]> body = body(request);
        if (body.isEmpty()) {
            // What is left of the body is not read: this connection cannot carry another request.
            response.setHeader("Connection", "close");
            refuse(
                    request,
                    response,
                    GatewayError.TOO_LARGE,
                    "The body is larger than " + maxBodySize
                            + " bytes. Send one referral in a Bundle, and documents by reference.");
            return;
        }
        write(request, response, answer(work, body.get(), accepted.get()));
    }

    /** As {@link #cross}, with a sender that may ask for a version of BaRS Core: where none that it asks for is spoken, refused. */
    void crossInVersion(HttpServletRequest request, HttpServletResponse response, Work work) throws IOException {
        List<String> asked = AcceptHeader.of(request).versions();
        Optional<CoreVersion> settled = CoreVersion.settled(asked);
        if (!asked.isEmpty() && settled.isEmpty()) {
            refuse(request, response, GatewayError.NOT_ACCEPTABLE, noSuchVersion(asked));
            return;
        }
        cross(request, response, (body, format) -> {
            Answer answer = work.answer(body, format);
            return settled.map(version -> inVersion(answer, version)).orElse(answer);
        });
    }

    /**
     * Refuses a read whose sender accepts no form, or no version of BaRS Core, in which it can be answered.
     *
     * @return whether it did
     */
    boolean refusesRead(HttpServletRequest request, HttpServletResponse response) throws IOException {
        AcceptHeader accept = AcceptHeader.of(request);
        List<String> asked = accept.versions();
        boolean formIsInAddress = Optional.ofNullable(request.getQueryString())
                .filter(it -> it.contains("_format="))
                .isPresent();
        if (!asked.isEmpty() && CoreVersion.settled(asked).isEmpty()) {
            refuse(request, response, GatewayError.NOT_ACCEPTABLE, noSuchVersion(asked));
            return true;
        }
        if (!formIsInAddress && accept.form(WireFormat.JSON).isEmpty()) {
            refuse(request, response, GatewayError.NOT_ACCEPTABLE, noSuchForm(accept));
            return true;
        }
        return false;
    }

    private static String noSuchForm(AcceptHeader accept) {
        return "You accept '" + accept.given() + "'. Accept application/fhir+json or application/fhir+xml.";
    }

    private static String noSuchVersion(List<String> asked) {
        return "You accept version " + String.join(", ", asked) + " of BaRS Core, and this gateway speaks "
                + CoreVersion.SERVED + ". Accept application/fhir+json; version=" + CoreVersion.SERVED + ".";
    }

    /** What the sender is told where an address does not take its method. */
    void refuseMethod(HttpServletRequest request, HttpServletResponse response, String address, String allowed)
            throws IOException {
        response.setHeader("Allow", allowed);
        refuse(
                request,
                response,
                GatewayError.METHOD_NOT_ALLOWED,
                request.getMethod() + " is not offered at " + address + ". Use " + allowed + ".");
    }

    private static Answer inVersion(Answer answer, CoreVersion version) {
        return new Answer(
                answer.httpStatus(),
                answer.contentType() + "; version=" + version,
                answer.body(),
                answer.retryAfter(),
                answer.headers());
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, GatewayError error, String sentence)
            throws IOException {
        ECHOED.forEach(header -> echo(request, response, header));
        write(request, response, refusal(Issue.error(error, sentence), WireFormat.JSON));
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

    private static void echo(HttpServletRequest request, HttpServletResponse response, String header) {
        String value = request.getHeader(header);
        if (value != null) {
            response.setHeader(header, value);
        }
    }

    /** Of this server, as the sender addressed it. */
    private static String base(HttpServletRequest request) {
        StringBuffer address = request.getRequestURL();
        address.setLength(address.length() - request.getRequestURI().length());
        return address + request.getContextPath() + request.getServletPath() + "/";
    }

    private static void write(HttpServletRequest request, HttpServletResponse response, Answer answer)
            throws IOException {
        response.setStatus(answer.httpStatus());
        byte[] body = answer.body().bytes();
        if (body.length > 0) {
            response.setContentType(answer.contentType() + ";charset=UTF-8");
        }
        answer.retryAfter()
                .map(Duration::toSeconds)
                .ifPresent(seconds -> response.setHeader("Retry-After", Long.toString(Math.max(1, seconds))));
        answer.headers()
                .forEach((name, value) ->
                        response.setHeader(name, name.equals(LOCATION) ? base(request) + value : value));
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
