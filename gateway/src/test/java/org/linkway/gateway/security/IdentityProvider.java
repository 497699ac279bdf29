package org.linkway.gateway.security;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/** An invented OpenID Connect provider, at which people sign in. */
final class IdentityProvider {
    static final String CLIENT = "linkway-pages";
    static final String AUDIENCE = "https://linkway.invalid/admin";

    private final RSAKey key = PartySystem.newKey("people");
    private final WireMockServer http = new WireMockServer(wireMockConfig().dynamicPort());

    IdentityProvider() {
        http.start();
        http.stubFor(get("/.well-known/openid-configuration").willReturn(okJson("""
                {"issuer": "%1$s",
                 "authorization_endpoint": "%1$s/authorize",
                 "token_endpoint": "%1$s/token",
                 "jwks_uri": "%1$s/jwks",
                 "userinfo_endpoint": "%1$s/userinfo",
                 "response_types_supported": ["code"],
                 "subject_types_supported": ["public"],
                 "id_token_signing_alg_values_supported": ["RS256"],
                 "token_endpoint_auth_methods_supported": ["client_secret_basic"]}
                """.formatted(issuer()))));
        http.stubFor(get("/jwks").willReturn(okJson(new JWKSet(key.toPublicJWK()).toString())));
    }

    String issuer() {
        return http.baseUrl();
    }

    WireMockServer http() {
        return http;
    }

    /** What it answers to the next code. */
    void answersWith(String idToken) {
        String subject = subjectOf(idToken);
        http.stubFor(get("/userinfo").willReturn(okJson("{\"sub\": \"%s\"}".formatted(subject))));
        http.stubFor(post("/token").willReturn(okJson("""
                {"access_token": "not-for-here", "token_type": "Bearer", "expires_in": 300, "id_token": "%s"}
                """.formatted(idToken))));
    }

    private static String subjectOf(String idToken) {
        try {
            return JWTParser.parse(idToken).getJWTClaimsSet().getSubject();
        } catch (ParseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    JWTClaimsSet.Builder claims(Person person) {
        return new JWTClaimsSet.Builder()
                .issuer(issuer())
                .subject(person.name())
                .audience(CLIENT)
                .issueTime(Date.from(Instant.now()))
                .expirationTime(Date.from(Instant.now().plusSeconds(240)))
                .claim("roles", person.roles())
                .claim("ods_code", person.organisations());
    }

    String signed(JWTClaimsSet claims) {
        return PartySystem.signed(JWSAlgorithm.RS256, key, claims, JOSEObjectType.JWT);
    }

    /** Somebody who signs in. */
    record Person(String name, List<String> roles, List<String> organisations) {}
}
