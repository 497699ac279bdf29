package org.linkway.gateway.security;

import org.linkway.translation.ReferralTranslation;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
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
            HttpSecurity http,
            Parties parties,
            SecurityProperties security,
            TakenTokens tokens,
            CallerShare share,
            Refusals refusals) {
        http.csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                // Written once, for every answer, by a filter of ours.
                .headers(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .exceptionHandling(failures -> failures.authenticationEntryPoint(
                                (request, response, unknown) -> refusals.unknown(request, response))
                        .accessDeniedHandler(new Forbidding(refusals)))
                .oauth2ResourceServer(server -> server.bearerTokenResolver(tokens.resolver(security.isRequired()))
                        .jwt(tokens::configure)
                        .authenticationEntryPoint((request, response, unknown) -> refusals.unknown(request, response))
                        .accessDeniedHandler(new Forbidding(refusals)))
                .addFilterAfter(
                        new CertificateFilter(parties, new ClientCertificates(security), refusals),
                        BearerTokenAuthenticationFilter.class)
                .authorizeHttpRequests(AddressAccess::decide);
        if (!security.isRequired()) {
            http.addFilterAfter(new StandInFilter(new StandIns()), CertificateFilter.class);
        }
        http.addFilterBefore(share.filter(), AuthorizationFilter.class);
        return http.build();
    }
}
