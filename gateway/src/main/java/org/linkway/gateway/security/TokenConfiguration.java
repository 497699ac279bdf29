package org.linkway.gateway.security;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.authentication.JwtClientAssertionAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.oauth2.server.authorization.web.authentication.JwtClientAssertionAuthenticationConverter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;

/** Where parties get tokens, by SMART Backend Services, unless an authorization server elsewhere gives them. */
@Configuration(proxyBeanMethods = false)
class TokenConfiguration {
    private static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");

    @Bean
    TakenTokens takenTokens(
            SecurityProperties security, Parties parties, PeopleProperties settings, People people, KeyFetch keys) {
        PeopleTokens theirs = new PeopleTokens(settings, people, keys);
        if (security.issuer().isEmpty()) {
            return TakenTokens.none(parties, theirs);
        }
        return security.external()
                ? TakenTokens.elsewhere(security, parties, theirs, keys)
                : TakenTokens.own(decoder(SigningKeys.read(security.signingKeys())), security, parties, theirs);
    }

    private static NimbusJwtDecoder decoder(JWKSet keys) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(ACCESS_TOKEN));
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(SigningKeys.ALGORITHM, new ImmutableJWKSet<>(keys)));
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
        return new NimbusJwtDecoder(processor);
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain tokens(
            HttpSecurity http,
            SecurityProperties security,
            Parties parties,
            PartyBook book,
            KeyFetch keys,
            CallerShare share,
            Clock clock) {
        http.securityMatcher(request -> false);
        if (security.issuer().isPresent() && !security.external()) {
            giveTokens(http, security, parties, new Assertions(parties, book, clock, keys));
            http.addFilterBefore(share.filter(), AuthorizationFilter.class);
        }
        return http.build();
    }

    private static void giveTokens(
            HttpSecurity http, SecurityProperties security, Parties parties, Assertions assertions) {
        JWKSet keys = SigningKeys.read(security.signingKeys());
        http.securityMatcher("/oauth2/token", "/oauth2/jwks", "/.well-known/oauth-authorization-server")
                .csrf(AbstractHttpConfigurer::disable)
                .headers(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .oauth2AuthorizationServer(server -> server.registeredClientRepository(
                                new PartyClients(parties, security))
                        .authorizationService(new ForgottenAuthorizations())
                        .authorizationServerSettings(AuthorizationServerSettings.builder()
                                .issuer(SecurityProperties.withoutSlash(
                                        security.issuer().orElseThrow()))
                                .build())
                        .tokenGenerator(generator(keys, security))
                        .tokenEndpoint(endpoint ->
                                endpoint.authenticationProviders(providers -> providers.forEach(provider -> {
                                    if (provider instanceof OAuth2ClientCredentialsAuthenticationProvider credentials) {
                                        credentials.setAuthenticationValidator(TokenConfiguration::scopesAreTheParties);
                                    }
                                })))
                        .clientAuthentication(client -> client.authenticationConverters(converters -> {
                                    converters.clear();
                                    converters.add(new SubjectIsClient());
                                    converters.add(new JwtClientAssertionAuthenticationConverter());
                                })
                                .authenticationProviders(providers -> providers.forEach(provider -> {
                                    if (provider instanceof JwtClientAssertionAuthenticationProvider byAssertion) {
                                        byAssertion.setJwtDecoderFactory(assertions);
                                    }
                                }))));
        http.setSharedObject(JWKSource.class, new ImmutableJWKSet<>(keys.toPublicJWKSet()));
    }

    private static JwtGenerator generator(JWKSet keys, SecurityProperties security) {
        JwtGenerator generator = new JwtGenerator(new NimbusJwtEncoder(
                new ImmutableJWKSet<>(new JWKSet(keys.getKeys().get(0)))));
        String audience = security.audienceOfTokens().orElseThrow();
        generator.setJwtCustomizer(context -> asAccessToken(context, audience));
        return generator;
    }

    /** RFC 9068. */
    private static void asAccessToken(JwtEncodingContext context, String audience) {
        context.getJwsHeader().algorithm(SignatureAlgorithm.RS384).type(ACCESS_TOKEN.getType());
        context.getClaims()
                .audience(List.of(audience))
                .claim("client_id", context.getRegisteredClient().getClientId())
                .claim("scope", String.join(" ", context.getAuthorizedScopes()));
    }

    /** A party asks for what it needs: a part of a scope that it has is its own too. */
    private static void scopesAreTheParties(OAuth2ClientCredentialsAuthenticationContext asked) {
        OAuth2ClientCredentialsAuthenticationToken request = asked.getAuthentication();
        Set<String> held = asked.getRegisteredClient().getScopes();
        boolean all = !request.getScopes().isEmpty()
                && request.getScopes().stream().allMatch(scope -> Scopes.cover(held, scope));
        if (!all) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_SCOPE);
        }
    }
}
