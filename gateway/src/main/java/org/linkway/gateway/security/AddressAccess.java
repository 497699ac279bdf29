package org.linkway.gateway.security;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.linkway.gateway.security.AccessRule.Decision;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;

/** Every request of every chain is decided by {@link AccessRule}. */
final class AddressAccess {
    private AddressAccess() {}

    static void decide(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests) {
        requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD, DispatcherType.ASYNC)
                .permitAll()
                .anyRequest()
                .access((caller, asked) -> decision(asked.getRequest()));
    }

    private static AuthorizationDecision decision(HttpServletRequest request) {
        Decision decision = AccessRule.decide(request.getMethod(), path(request), Callers.known());
        return decision instanceof Decision.Refused refused
                ? new Refused(refused.sentence())
                : new AuthorizationDecision(true);
    }

    /** As the container read it, so that what is decided on is what is worked. */
    private static String path(HttpServletRequest request) {
        return request.getServletPath()
                + Optional.ofNullable(request.getPathInfo()).orElse("");
    }

    /** Not allowed, and why. */
    static final class Refused extends AuthorizationDecision {
        private static final long serialVersionUID = 1L;

        private final String sentence;

        Refused(String sentence) {
            super(false);
            this.sentence = sentence;
        }

        String sentence() {
            return sentence;
        }
    }
}
