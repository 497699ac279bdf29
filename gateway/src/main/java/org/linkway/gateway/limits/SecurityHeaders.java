package org.linkway.gateway.limits;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * What every answer tells a browser, refusals too. Written before anything else, so that whoever knows better for one answer, as
 * a page for its own style, writes over it.
 */
final class SecurityHeaders extends OncePerRequestFilter {
    /** On which people sign in; their style and script come from here. */
    private static final List<String> PAGES = List.of("/login", "/logout", "/default-ui.css");

    private static final String NOTHING =
            "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
    private static final String OWN =
            "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'; form-action 'self'";

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean page = PAGES.stream().anyMatch(request.getRequestURI()::startsWith);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Content-Security-Policy", page ? OWN : NOTHING);
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        // Most answers are about somebody; what may be kept says so itself.
        response.setHeader("Cache-Control", "no-store");
        if (request.isSecure()) {
            response.setHeader("Strict-Transport-Security", "max-age=31536000");
        }
        chain.doFilter(request, response);
    }

    /** What the container answers by itself has them too. */
    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }
}
