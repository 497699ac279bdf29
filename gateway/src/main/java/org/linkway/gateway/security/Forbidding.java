package org.linkway.gateway.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;

/** Says what is missing: who somebody is, or the right to do this. */
final class Forbidding implements AccessDeniedHandler {
    private final Refusals refusals;

    Forbidding(Refusals refusals) {
        this.refusals = refusals;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        if (denied instanceof CsrfException) {
            refusals.forbidden(
                    request,
                    response,
                    "What changes something needs the token against forged requests. GET /admin/v1/me says which header it goes"
                            + " into.");
        } else if (Callers.known().isEmpty()) {
            refusals.unknown(request, response);
        } else if (denied instanceof AuthorizationDeniedException ours
                && ours.getAuthorizationResult() instanceof AddressAccess.Refused refused) {
            refusals.forbidden(request, response, refused.sentence());
        } else {
            refusals.forbidden(request, response, "You may not do this.");
        }
    }
}
