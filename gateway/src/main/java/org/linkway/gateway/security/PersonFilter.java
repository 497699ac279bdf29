package org.linkway.gateway.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Who has signed in, for this request: what they may do is read anew for each, so that a party that is let in no more shows
 * nothing more.
 */
final class PersonFilter extends OncePerRequestFilter {
    private final People people;
    private final Duration sessionFor;
    private final Clock clock;

    PersonFilter(People people, Duration sessionFor, Clock clock) {
        this.people = people;
        this.sessionFor = sessionFor;
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        Optional.ofNullable(SecurityContextHolder.getContext().getAuthentication())
                .filter(known -> !hasRunOut(request.getSession(false)))
                .flatMap(people::caller)
                .map(CallerAuthentication::new)
                .ifPresent(context::setAuthentication);
        SecurityContextHolder.setContext(context);
        chain.doFilter(request, response);
    }

    private boolean hasRunOut(HttpSession session) {
        boolean over = session != null && clock.millis() - session.getCreationTime() > sessionFor.toMillis();
        if (over) {
            session.invalidate();
        }
        return over;
    }
}
