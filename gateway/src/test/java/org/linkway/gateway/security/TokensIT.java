package org.linkway.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linkway.gateway.security.Secured.ACORN;
import static org.linkway.gateway.security.Secured.BIRCH;
import static org.linkway.gateway.security.Secured.FORMER;
import static org.linkway.gateway.security.Secured.LINKWAY;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.linkway.gateway.security.Visitor.Answer;
import org.springframework.boot.test.web.server.LocalServerPort;

/** How tokens are got, and which are taken. */
@Secured
class TokensIT {
    private static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");
    private static final String TASKS = "system/Task.rs";

    @LocalServerPort
    private int port;

    private Visitor visitor;

    @BeforeEach
    void arrive() {
        visitor = new Visitor(port);
    }

    @Test
    void saysWhereTokensAreGiven() {
        for (String path : new String[] {"/.well-known/smart-configuration", "/fhir/.well-known/smart-configuration"}) {
            Answer answer = visitor.send("GET", path, "");

            assertThat(answer.status()).as(path).isEqualTo(200);
            assertThat(answer.json().path("token_endpoint").asString()).isEqualTo(PartySystem.TOKEN_ENDPOINT);
        }
        assertThat(visitor.send("GET", "/oauth2/jwks", "").body())
                .contains("\"kid\"")
                .doesNotContain("\"d\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS384", "RS512"})
    void givesATokenForAnAssertion(String algorithm) {
        String assertion = PartySystem.signed(
                JWSAlgorithm.parse(algorithm), ACORN.key(), ACORN.claims().build(), JOSEObjectType.JWT);

        Answer answer = visitor.askForToken(assertion, TASKS);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().path("token_type").asString()).isEqualTo("Bearer");
        assertThat(answer.json().path("expires_in").asInt()).isBetween(1, 300);
        assertThat(answer.json().path("scope").asString()).isEqualTo(TASKS);
        assertThat(visitor.get("/fhir/Task", answer.json().path("access_token").asString())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void takesAnAssertionOnce() {
        String assertion = ACORN.assertion();

        assertThat(visitor.askForToken(assertion, TASKS).status()).isEqualTo(200);
        assertThat(visitor.askForToken(assertion, TASKS).status()).isEqualTo(401);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refusesAnAssertion(String why, String assertion) {
        Answer answer = visitor.askForToken(assertion, TASKS);

        assertThat(answer.status()).as(why).isEqualTo(401);
        assertThat(answer.json().path("error").asString()).isEqualTo("invalid_client");
        assertThat(answer.json().has("access_token")).isFalse();
    }

    static Stream<Arguments> refusesAnAssertion() {
        RSAKey strange = PartySystem.newKey(ACORN.id());
        Instant now = Instant.now();
        Stream<Arguments> forged =
                ForgedTokens.assertions().entrySet().stream().map(it -> Arguments.of(it.getKey(), it.getValue()));
        Stream<Arguments> wrong = Stream.of(
                Arguments.of("signed RS256", assertion(JWSAlgorithm.RS256, ACORN.claims())),
                Arguments.of("signed PS384", assertion(JWSAlgorithm.PS384, ACORN.claims())),
                Arguments.of(
                        "signed by a strange key",
                        PartySystem.signed(
                                JWSAlgorithm.RS384, strange, ACORN.claims().build(), JOSEObjectType.JWT)),
                Arguments.of("not signed", new PlainJWT(ACORN.claims().build()).serialize()),
                Arguments.of("another's name", assertion(JWSAlgorithm.RS384, BIRCH.claims())),
                Arguments.of(
                        "issued by another",
                        assertion(JWSAlgorithm.RS384, ACORN.claims().issuer(BIRCH.id()))),
                Arguments.of(
                        "for another audience",
                        assertion(JWSAlgorithm.RS384, ACORN.claims().audience("https://elsewhere.invalid/token"))),
                Arguments.of(
                        "run out",
                        assertion(JWSAlgorithm.RS384, ACORN.claims().expirationTime(Date.from(now.minusSeconds(120))))),
                Arguments.of(
                        "for too long",
                        assertion(JWSAlgorithm.RS384, ACORN.claims().expirationTime(Date.from(now.plusSeconds(3600))))),
                Arguments.of(
                        "without an end",
                        assertion(JWSAlgorithm.RS384, ACORN.claims().expirationTime(null))),
                Arguments.of(
                        "without a jti",
                        assertion(JWSAlgorithm.RS384, ACORN.claims().jwtID(null))),
                Arguments.of("of a party that was let go", FORMER.assertion()),
                Arguments.of("of nobody", new PartySystem("nobody-known").assertion()),
                Arguments.of("of Linkway itself", new PartySystem("linkway").assertion()));
        return Stream.concat(wrong, forged);
    }

    /** Whatever a party calls its assertion, it can be used once. */
    @ParameterizedTest
    @ValueSource(strings = {"a", "\u0000", "' or 1=1 --", "\ud83e\udd95"})
    void takesAnAssertionOfAnyNameOnce(String name) {
        String assertion = assertion(JWSAlgorithm.RS384, ACORN.claims().jwtID((name + UUID.randomUUID()).repeat(100)));

        assertThat(visitor.askForToken(assertion, TASKS).status()).isEqualTo(200);
        assertThat(visitor.askForToken(assertion, TASKS).status()).isEqualTo(401);
    }

    private static String assertion(JWSAlgorithm algorithm, JWTClaimsSet.Builder claims) {
        return PartySystem.signed(algorithm, ACORN.key(), claims.build(), JOSEObjectType.JWT);
    }

    @Test
    void refusesWhatIsNoAssertion() {
        Answer answer = visitor.askForToken("abc.def.ghi", TASKS);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("error").asString()).isEqualTo("invalid_request");
    }

    @Test
    void givesNoScopeThatThePartyHasNot() {
        Answer answer = visitor.askForToken(Secured.CEDAR.assertion(), TASKS);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("error").asString()).isEqualTo("invalid_scope");
    }

    @Test
    void takesATokenOfItsOwn() {
        assertThat(visitor.get("/fhir/Task", token(LINKWAY.key(), tokenClaims()))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refusesAToken(String why, String token) {
        Answer answer = visitor.get("/fhir/Task", token);

        assertThat(answer.status()).as(why).isEqualTo(401);
        assertThat(answer.whole().headers().firstValue("WWW-Authenticate").orElse(""))
                .startsWith("Bearer");
        assertThat(answer.body()).contains("OperationOutcome", "REC_UNAUTHORIZED");
    }

    static Stream<Arguments> refusesAToken() {
        JWTClaimsSet claims = tokenClaims().build();
        String sound = token(LINKWAY.key(), tokenClaims());
        String[] parts = sound.split("\\.", -1);
        return Stream.of(
                Arguments.of("no token", "abc"),
                Arguments.of("not signed", new PlainJWT(claims).serialize()),
                Arguments.of("without its signature", parts[0] + "." + parts[1] + "."),
                Arguments.of(
                        "with another's claims",
                        parts[0] + "."
                                + token(LINKWAY.key(), tokenClaims().claim("client_id", BIRCH.id()))
                                        .split("\\.", -1)[1] + "." + parts[2]),
                Arguments.of("signed by the party", token(ACORN.key(), tokenClaims())),
                Arguments.of(
                        "run out",
                        token(
                                LINKWAY.key(),
                                tokenClaims()
                                        .expirationTime(Date.from(Instant.now().minusSeconds(120))))),
                Arguments.of(
                        "without an end", token(LINKWAY.key(), tokenClaims().expirationTime(null))),
                Arguments.of(
                        "of another issuer", token(LINKWAY.key(), tokenClaims().issuer("https://elsewhere.invalid"))),
                Arguments.of(
                        "for another audience",
                        token(LINKWAY.key(), tokenClaims().audience("https://elsewhere.invalid/fhir"))),
                Arguments.of(
                        "of a party that was let go",
                        token(LINKWAY.key(), tokenClaims().claim("client_id", FORMER.id()))),
                Arguments.of("of nobody", token(LINKWAY.key(), tokenClaims().claim("client_id", "nobody-known"))),
                Arguments.of(
                        "of Linkway itself", token(LINKWAY.key(), tokenClaims().claim("client_id", "linkway"))),
                Arguments.of("of a stand-in", token(LINKWAY.key(), tokenClaims().claim("client_id", "sandbox-gp"))),
                Arguments.of("an assertion in its place", ACORN.assertion()),
                Arguments.of(
                        "not an access token",
                        PartySystem.signed(JWSAlgorithm.RS384, signing(), claims, JOSEObjectType.JWT)));
    }

    /** As the gateway makes them. */
    private static JWTClaimsSet.Builder tokenClaims() {
        return new JWTClaimsSet.Builder()
                .issuer(PartySystem.ISSUER)
                .subject(ACORN.id())
                .audience(PartySystem.ISSUER + "/fhir")
                .claim("client_id", ACORN.id())
                .claim("scope", TASKS)
                .jwtID(UUID.randomUUID().toString())
                .expirationTime(Date.from(Instant.now().plusSeconds(240)));
    }

    private static String token(RSAKey key, JWTClaimsSet.Builder claims) {
        RSAKey named = key.equals(LINKWAY.key()) ? signing() : key;
        return PartySystem.signed(JWSAlgorithm.RS384, named, claims.build(), ACCESS_TOKEN);
    }

    private static RSAKey signing() {
        try {
            return new RSAKey.Builder(LINKWAY.key()).keyIDFromThumbprint().build();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
