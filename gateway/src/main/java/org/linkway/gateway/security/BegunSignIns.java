package org.linkway.gateway.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;

/** Anybody can begin to sign in, and most who do it in bad faith never end it: what is begun is not kept for long. */
final class BegunSignIns implements AuthorizationRequestRepository<OAuth2AuthorizationRequest> {
    private static final Duration TO_SIGN_IN = Duration.ofMinutes(5);

    private final AuthorizationRequestRepository<OAuth2AuthorizationRequest> sessions =
            new HttpSessionOAuth2AuthorizationRequestRepository();

    @Override
    public OAuth2AuthorizationRequest loadAuthorizationRequest(HttpServletRequest request) {
        return sessions.loadAuthorizationRequest(request);
    }

    @Override
    public void saveAuthorizationRequest(
            OAuth2AuthorizationRequest begun, HttpServletRequest request, HttpServletResponse response) {
        boolean isNew = request.getSession(false) == null;
        sessions.saveAuthorizationRequest(begun, request, response);
        if (isNew) {
            request.getSession().setMaxInactiveInterval(Math.toIntExact(TO_SIGN_IN.toSeconds()));
        }
    }

    @Override
    public OAuth2AuthorizationRequest removeAuthorizationRequest(
            HttpServletRequest request, HttpServletResponse response) {
        return sessions.removeAuthorizationRequest(request, response);
    }
}
