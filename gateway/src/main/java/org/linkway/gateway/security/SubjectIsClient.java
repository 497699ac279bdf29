package org.linkway.gateway.security;

import com.nimbusds.jwt.JWTParser;
import jakarta.servlet.http.HttpServletRequest;
import java.text.ParseException;
import java.util.Map;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationConverter;

/** SMART clients send no {@code client_id} beside their assertion, whose subject they are (RFC 7523, section 3). */
final class SubjectIsClient implements AuthenticationConverter {
    private static final ClientAuthenticationMethod BY_ASSERTION =
            new ClientAuthenticationMethod("urn:ietf:params:oauth:client-assertion-type:jwt-bearer");

    @Override
    public Authentication convert(HttpServletRequest request) {
        String assertion = request.getParameter("client_assertion");
        if (assertion == null
                || request.getParameterValues("client_assertion").length > 1
                || request.getParameter("client_id") != null
                || !BY_ASSERTION.getValue().equals(request.getParameter("client_assertion_type"))) {
            return null;
        }
        try {
            String subject = JWTParser.parse(assertion).getJWTClaimsSet().getSubject();
            Callers.claims(request, subject);
            return subject == null
                    ? null
                    : new OAuth2ClientAuthenticationToken(subject, BY_ASSERTION, assertion, Map.of());
        } catch (ParseException | RuntimeException unreadable) {
            return null;
        }
    }
}
