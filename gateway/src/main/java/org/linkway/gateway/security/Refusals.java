package org.linkway.gateway.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.fhir.validation.Issue;
import org.linkway.fhir.validation.WireFormat;
import org.linkway.translation.ReferralTranslation;
import tools.jackson.databind.json.JsonMapper;

/** A refusal in the form of the door at which it is given. */
public final class Refusals {
    private static final List<String> ECHOED = List.of("X-Request-Id", "X-Correlation-Id");

    private static final String UNPROVEN = Refusals.class.getName() + ".unproven";

    private final ReferralTranslation translation;
    private final JsonMapper json;

    public Refusals(ReferralTranslation translation, JsonMapper json) {
        this.translation = translation;
        this.json = json;
    }

    /** @param wait until it is worth another try */
    public void tooMany(HttpServletRequest request, HttpServletResponse response, Duration wait) throws IOException {
        // Rounded up: sooner it would be refused again.
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        response.setHeader("Retry-After", Long.toString(seconds));
        write(
                request,
                response,
                GatewayError.TOO_MANY_REQUESTS,
                "These are more requests than one caller may make. Wait " + seconds
                        + " s, and make fewer at the same time.",
                "temporarily_unavailable");
    }

    public void tooSlow(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Connection", "close");
        write(
                request,
                response,
                GatewayError.TIMEOUT,
                "The request's body did not arrive in time. Send it again.",
                "invalid_request");
    }

    public void unsound(HttpServletRequest request, HttpServletResponse response) throws IOException {
        write(
                request,
                response,
                GatewayError.PARAMETER_INVALID,
                "A parameter is no text: its escapes are broken, or it is not UTF-8, or it has the character U+0000, or its name a"
                        + " control character, a quote or an angle bracket; or there are more than a thousand. Correct it.",
                "invalid_request");
    }

    /** Letters in an address that are escaped. */
    public void disguised(HttpServletRequest request, HttpServletResponse response) throws IOException {
        write(
                request,
                response,
                GatewayError.PARAMETER_INVALID,
                "The address has letters or digits that are escaped. Write them plain.",
                "invalid_request");
    }

    /** A control character in a header. */
    public void unsoundHeader(HttpServletRequest request, HttpServletResponse response) throws IOException {
        write(
                request,
                response,
                GatewayError.HEADER_INVALID,
                "A header has a control character, or one that is none. Leave it out.",
                "invalid_request");
    }

    /** RFC 9110, 12.4.2. */
    public void unsoundWeight(HttpServletRequest request, HttpServletResponse response) throws IOException {
        write(
                request,
                response,
                GatewayError.HEADER_INVALID,
                "Accept has a weight (q) that is no number. Write one from 0 to 1, or leave it out.",
                "invalid_request");
    }

    /** RFC 6750: nobody is known, or what was shown proves nothing. What exactly is wrong with a token is not said. */
    void unknown(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean shown = request.getHeader("Authorization") != null;
        response.setHeader("WWW-Authenticate", shown ? "Bearer error=\"invalid_token\"" : "Bearer");
        write(
                request,
                response,
                GatewayError.UNAUTHORIZED,
                shown
                        ? "This token is not taken: it has run out, is not for here, or is not of a party that is let in. Ask"
                                + " for a new one at the token endpoint in /.well-known/smart-configuration."
                        : "Say who you are: ask for a token at the token endpoint in /.well-known/smart-configuration, and send"
                                + " it as Authorization: Bearer.",
                "invalid_token");
    }

    /** What exactly went wrong between the browser and the provider is not said. */
    void notSignedIn(HttpServletRequest request, HttpServletResponse response) throws IOException {
        write(
                request,
                response,
                GatewayError.UNAUTHORIZED,
                "You could not be signed in. Begin again at /oauth2/authorization/people; if it happens again, ask whoever runs"
                        + " this gateway.",
                "access_denied");
    }

    void unknownCertificate(HttpServletRequest request, HttpServletResponse response) throws IOException {
        request.setAttribute(UNPROVEN, true);
        write(
                request,
                response,
                GatewayError.FORBIDDEN,
                "This party comes with a client certificate that is bound to it, and this connection shows none of them. Connect"
                        + " by mutual TLS with the registered certificate.",
                "access_denied");
    }

    /** Whether this request was refused because its caller did not prove who they are, though it was not answered 401. */
    public static boolean isUnproven(HttpServletRequest request) {
        return request.getAttribute(UNPROVEN) != null;
    }

    /** @param sentence what is missing, and what to do */
    public void forbidden(HttpServletRequest request, HttpServletResponse response, String sentence)
            throws IOException {
        write(request, response, GatewayError.FORBIDDEN, sentence, "access_denied");
    }

    /** @param oauthError RFC 6749 §5.2 */
    private void write(
            HttpServletRequest request,
            HttpServletResponse response,
            GatewayError error,
            String sentence,
            String oauthError)
            throws IOException {
        response.setStatus(error.httpStatus());
        byte[] body;
        if (request.getRequestURI().startsWith("/fhir")) {
            ECHOED.forEach(name ->
                    Optional.ofNullable(request.getHeader(name)).ifPresent(value -> response.setHeader(name, value)));
            WireFormat format = asksForXml(request) ? WireFormat.XML : WireFormat.JSON;
            response.setContentType(format.mediaType() + ";charset=UTF-8");
            body = translation
                    .answer(List.of(Issue.error(error, sentence)), format)
                    .bytes();
        } else if (request.getRequestURI().startsWith("/oauth2")) {
            response.setContentType("application/json");
            body = json(Map.of("error", oauthError, "error_description", sentence));
        } else {
            response.setContentType("application/problem+json");
            body = json(Map.of(
                    "type", "about:blank", "title", error.text(), "status", error.httpStatus(), "detail", sentence));
        }
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static boolean asksForXml(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader("Accept"))
                .filter(accept -> accept.contains("xml") && !accept.contains("json"))
                .isPresent();
    }

    private byte[] json(Map<String, Object> body) {
        return json.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
    }
}
