package org.linkway.gateway.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** In the sandbox, whoever does not say who they are is one of the stand-ins: which one follows from the door. */
final class StandInFilter extends OncePerRequestFilter {
    private final StandIns standIns;

    StandInFilter(StandIns standIns) {
        this.standIns = standIns;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (SecurityContextHolder.getContext().getAuthentication() == null) {
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(new CallerAuthentication(standIns.at(request.getRequestURI())));
            SecurityContextHolder.setContext(context);
        }
        chain.doFilter(request, response);
    }
}
