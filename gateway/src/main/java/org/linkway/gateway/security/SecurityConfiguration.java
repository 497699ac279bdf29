package org.linkway.gateway.security;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.linkway.gateway.security.AccessRule.Decision;
import org.linkway.translation.ReferralTranslation;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import tools.jackson.databind.json.JsonMapper;

/** Who is let in, by what they prove, and where: {@link AccessRule}. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class SecurityConfiguration {

    @Bean
    Parties parties(PartyBook book, PartiesProperties configured, SecurityProperties security) {
        new ConfiguredParties(book).write(configured.parties());
        return new Parties(
                () -> book.all().stream().map(PartyBook.Standing::party).toList(),
                !security.isRequired(),
                System::nanoTime);
    }

    @Bean
    Refusals refusals(ReferralTranslation translation, JsonMapper json) {
        return new Refusals(translation, json);
    }

    /** Everything but where tokens are given. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    SecurityFilterChain doors(
            HttpSecurity http, Parties parties, SecurityProperties security, TakenTokens tokens, Refusals refusals) {
        http.csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                // Written once, for every answer, by a filter of ours.
                .headers(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .exceptionHandling(failures -> failures.authenticationEntryPoint(
                                (request, response, unknown) -> refusals.unknown(request, response))
                        .accessDeniedHandler(forbidding(refusals)))
                .oauth2ResourceServer(server -> server.bearerTokenResolver(tokens.resolver(security.isRequired()))
                        .jwt(tokens::configure)
                        .authenticationEntryPoint((request, response, unknown) -> refusals.unknown(request, response))
                        .accessDeniedHandler(forbidding(refusals)))
                .addFilterAfter(
                        new CertificateFilter(parties, new ClientCertificates(security), refusals),
                        BearerTokenAuthenticationFilter.class)
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                DispatcherType.ERROR, DispatcherType.FORWARD, DispatcherType.ASYNC)
                        .permitAll()
                        .anyRequest()
                        .access((caller, asked) -> decision(asked.getRequest())));
        if (!security.isRequired()) {
            http.addFilterAfter(new StandInFilter(new StandIns()), CertificateFilter.class);
        }
        return http.build();
    }

    /** Not allowed, and why. */
    private static final class Refused extends AuthorizationDecision {
        private static final long serialVersionUID = 1L;

        private final String sentence;

        Refused(String sentence) {
            super(false);
            this.sentence = sentence;
        }
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

    private static AccessDeniedHandler forbidding(Refusals refusals) {
        return (request, response, denied) -> {
            boolean known = Callers.known().isPresent();
            if (!known) {
                refusals.unknown(request, response);
            } else if (denied instanceof AuthorizationDeniedException ours
                    && ours.getAuthorizationResult() instanceof Refused refused) {
                refusals.forbidden(request, response, refused.sentence);
            } else {
                refusals.forbidden(request, response, "You may not do this.");
            }
        };
    }
}
