package org.linkway.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linkway.gateway.security.Secured.ACORN;
import static org.linkway.gateway.security.Secured.CEDAR;
import static org.linkway.gateway.security.Secured.PROVIDER;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linkway.Hazard;
import org.linkway.gateway.security.IdentityProvider.Person;
import org.linkway.gateway.security.Visitor.Answer;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Operators, clinicians and auditors sign in at their provider, and may do what their roles allow. */
@Secured
class PeopleIT {
    private static final Person OPERATOR = new Person("oona-operator", List.of("operator"), List.of());
    private static final Person AUDITOR = new Person("ada-auditor", List.of("auditor"), List.of());
    private static final Person NOBODY = new Person("nat-nobody", List.of("choir"), List.of("CED01"));
    private static final String PAUSE = "/local/v1/deliveries/destinations/pause";
    private static final String PAUSED = """
            {"destination": "nowhere", "by": "oona-operator", "reason": "tried by a test"}""";

    @LocalServerPort
    private int port;

    private Browser browser;

    @BeforeEach
    void open() {
        browser = new Browser(port);
    }

    private static Person clinician(String... organisations) {
        return new Person("clara-clinician", List.of("clinician"), List.of(organisations));
    }

    @Test
    void signsPeopleInAtTheirProviderWithProofOfTheCode() {
        browser.signIn(OPERATOR);

        JsonNode me = browser.get("/admin/v1/me").json();
        assertThat(me.path("person").asString()).isEqualTo("oona-operator");
        assertThat(me.path("roles").valueStream().map(JsonNode::asString)).containsExactly("operator");
        PROVIDER.http()
                .verify(WireMock.postRequestedFor(WireMock.urlEqualTo("/token"))
                        .withRequestBody(WireMock.containing("code_verifier="))
                        .withHeader("Authorization", WireMock.matching("Basic .*")));
    }

    @Test
    void givesANewSessionToWhoeverHasSignedIn() {
        browser.get("/oauth2/authorization/people");
        String before = browser.session();

        browser.signIn(OPERATOR);

        assertThat(browser.session()).isNotEqualTo(before);
        assertThat(new Browser(port).with(before).get("/admin/v1/me").status()).isEqualTo(401);
    }

    @Test
    void keepsTheSessionFromScriptsAndOtherSites() {
        Answer begun = browser.get("/oauth2/authorization/people");

        assertThat(begun.whole().headers().firstValue("Set-Cookie"))
                .hasValueSatisfying(cookie -> assertThat(cookie).contains("HttpOnly", "SameSite=Lax"));
    }

    @Test
    void changesNothingByASessionAlone() {
        browser.signIn(OPERATOR);

        Answer forged = browser.post(PAUSE, PAUSED);
        assertThat(forged.status()).isEqualTo(403);
        assertThat(forged.body()).contains("/admin/v1/me");

        JsonNode token = browser.get("/admin/v1/me").json().path("forgery");
        assertThat(browser.post(
                                PAUSE,
                                PAUSED,
                                token.path("header").asString(),
                                token.path("token").asString())
                        .status())
                .as("it passed, and there is no such destination")
                .isEqualTo(404);
    }

    @Test
    void letsNobodyDecideInAnothersName() {
        browser.signIn(OPERATOR);
        JsonNode token = browser.get("/admin/v1/me").json().path("forgery");

        Answer refused = browser.post(
                PAUSE,
                PAUSED.replace("oona-operator", "Dr Somebody Else"),
                token.path("header").asString(),
                token.path("token").asString());

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("oona-operator");
    }

    @ParameterizedTest
    @CsvSource({
        "operator, 200, 403, 200",
        "auditor, 403, 200, 403",
        "clinician, 200, 403, 403",
        "choir, 403, 403, 403",
    })
    void letsEachRoleDoWhatIsItsOwn(String role, int referrals, int audit, int destinations) {
        browser.signIn(new Person("rory-" + role, List.of(role), List.of("CED01")));

        assertThat(browser.get("/local/v1/referrals").status()).isEqualTo(referrals);
        assertThat(browser.get("/admin/v1/audit-events").status()).isEqualTo(audit);
        assertThat(browser.get("/local/v1/deliveries/destinations").status()).isEqualTo(destinations);
    }

    @Test
    @Hazard("H14")
    void showsACliniciansOwnServiceAlone() throws Exception {
        Visitor visitor = new Visitor(port);
        assertThat(TenancyIT.refer(visitor, visitor.token(ACORN, "system/*.cruds"), "CED01")
                        .status())
                .isEqualTo(200);

        browser.signIn(clinician("CED01"));
        JsonNode own = browser.get("/local/v1/referrals?limit=200").json().path("referrals");
        Browser others = new Browser(port);
        others.signIn(clinician("F99999", "DOG01"));

        assertThat(browser.get("/admin/v1/me").json().path("party").asString())
                .isEqualTo("Invented cedar-link-workers");
        assertThat(own.size()).isPositive();
        assertThat(others.get("/local/v1/referrals?limit=200")
                        .json()
                        .path("referrals")
                        .valueStream()
                        .map(it -> it.path("id")))
                .doesNotContainAnyElementsOf(
                        own.valueStream().map(it -> it.path("id")).toList());
        for (String part : List.of("", "/person-view", "/record")) {
            String address = "/local/v1/referrals/" + own.get(0).path("id").asString() + part;
            assertThat(browser.get(address).status()).as(address).isEqualTo(200);
            assertThat(others.get(address).status()).as(address).isEqualTo(404);
        }
    }

    /** They keep the gateway going, and need not know where somebody hides. */
    @Test
    @Hazard("H19")
    void showsOperatorsNotWhereARestrictedPersonIs() throws Exception {
        Visitor visitor = new Visitor(port);
        TenancyIT.refer(visitor, visitor.token(ACORN, "system/*.cruds"), "CED01");
        String worker = visitor.token(CEDAR, "local.read local.write");
        String id = newest(visitor.get("/local/v1/referrals?limit=200", worker));
        String address = "/local/v1/referrals/" + id;
        assertThat(visitor.get(address, worker).body()).contains("1 Invented Row", "01632 960123");
        Browser operators = new Browser(port);
        operators.signIn(OPERATOR);
        assertThat(operators.get(address).body()).contains("1 Invented Row");

        assertThat(visitor.send(
                                "POST",
                                address + "/events",
                                """
                                {"id": "%s", "type": "person-details-changed", "occurredAt": "%s", "sensitive": true,
                                "recordedBy": {"name": "Robin Example", "role": "link worker"}}""".formatted(UUID.randomUUID(), Instant.now()),
                                "Authorization",
                                "Bearer " + worker,
                                "Content-Type",
                                "application/json")
                        .status())
                .isEqualTo(201);

        assertThat(visitor.get(address, worker).body()).contains("1 Invented Row");
        assertThat(operators.get(address).body())
                .contains(id)
                .doesNotContain("1 Invented Row", "ZZ99 3CZ", "01632 960123");
        assertThat(operators.get("/local/v1/events").status()).isEqualTo(403);
    }

    private static String newest(Answer page) {
        return page.json()
                .path("referrals")
                .valueStream()
                .map(it -> it.path("id").asString())
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"Z99999", "A99999", "CED01;DOG01"})
    void guessesNoPartyForAClinician(String organisations) {
        browser.signIn(clinician(organisations.split(";", -1)));

        Answer refused = browser.get("/local/v1/referrals");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body()).contains("clinician");
    }

    @Test
    void tellsWhoHasNoRoleWhatIsMissing() {
        browser.signIn(NOBODY);

        Answer refused = browser.get("/admin/v1/audit-events");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body()).contains("auditor");
    }

    @Test
    void namesThePersonInTheAuditTrail() {
        browser.signIn(OPERATOR);
        browser.get("/local/v1/deliveries/destinations");
        Browser auditors = new Browser(port);
        auditors.signIn(AUDITOR);

        assertThat(auditors.get("/admin/v1/audit-events?party=operators&limit=200")
                        .body())
                .contains("oona-operator");
    }

    @Test
    void keepsWhoCameInAndWentInTheAuditTrailAndNotByWhichCode() {
        Person briefly = new Person("bria-briefly", List.of("operator"), List.of());
        browser.signIn(briefly);
        JsonNode token = browser.get("/admin/v1/me").json().path("forgery");
        browser.post(
                "/logout",
                "",
                token.path("header").asString(),
                token.path("token").asString());
        Browser auditors = new Browser(port);
        auditors.signIn(AUDITOR);

        List<JsonNode> events = auditors.get("/admin/v1/audit-events?party=operators&limit=200")
                .json()
                .path("entry")
                .valueStream()
                .map(it -> it.path("resource"))
                .filter(it -> it.toString().contains("bria-briefly"))
                .toList();
        assertThat(events.stream()
                        .flatMap(it -> it.path("subtype").valueStream())
                        .map(it -> it.path("code").asString()))
                .contains("110122", "110123");
        assertThat(events).noneMatch(it -> it.toString().contains("code="));
        assertThat(auditors.get("/admin/v1/audit-events?limit=200").body()).doesNotContain("/login/oauth2", "state=");
    }

    @Test
    void endsTheSessionOfWhoeverSignsOut() {
        browser.signIn(OPERATOR);
        JsonNode token = browser.get("/admin/v1/me").json().path("forgery");
        String session = browser.session();

        assertThat(browser.post(
                                "/logout",
                                "",
                                token.path("header").asString(),
                                token.path("token").asString())
                        .status())
                .isEqualTo(200);

        assertThat(browser.with(session).get("/admin/v1/me").status()).isEqualTo(401);
    }

    @Test
    void makesNoSessionForWhoeverDoesNotBeginToSignIn() {
        assertThat(browser.post("/logout", "").whole().headers().firstValue("Set-Cookie"))
                .isEmpty();
        assertThat(browser.fill("/login", "username=olive&password=invented")
                        .whole()
                        .headers()
                        .firstValue("Set-Cookie"))
                .isEmpty();
        assertThat(browser.with("linkway-session=invented")
                        .post(PAUSE, PAUSED)
                        .whole()
                        .headers()
                        .firstValue("Set-Cookie"))
                .isEmpty();
    }

    @Test
    void takesNoAnswerThatItDidNotAskFor() {
        browser.get("/oauth2/authorization/people");

        Answer forged = browser.get("/login/oauth2/code/people?code=stolen&state=invented");

        assertThat(forged.status()).isEqualTo(401);
        assertThat(browser.get("/admin/v1/me").status()).isEqualTo(401);
    }

    @Test
    void takesNoIdTokenOfAnotherSignInOrOfAnotherProvider() {
        assertThat(browser.signIn(
                                OPERATOR,
                                claims -> PROVIDER.signed(
                                        claims.claim("nonce", "another").build()))
                        .status())
                .isEqualTo(401);
        assertThat(browser.signIn(
                                OPERATOR,
                                claims -> PROVIDER.signed(
                                        claims.audience("elsewhere").build()))
                        .status())
                .isEqualTo(401);
        assertThat(browser.signIn(
                                OPERATOR,
                                claims -> PartySystem.signed(
                                        JWSAlgorithm.RS256,
                                        PartySystem.newKey("people"),
                                        claims.build(),
                                        JOSEObjectType.JWT))
                        .status())
                .isEqualTo(401);
        assertThat(browser.get("/admin/v1/me").status()).isEqualTo(401);
    }

    /** Whoever answers in the provider's name may lead the gateway nowhere else. */
    @Test
    void followsTheProviderNowhereElse() {
        StubMapping elsewhere = PROVIDER.http()
                .stubFor(WireMock.post("/token")
                        .atPriority(1)
                        .willReturn(WireMock.aResponse()
                                .withStatus(307)
                                .withHeader("Location", PROVIDER.issuer() + "/inside")));
        try {
            assertThat(browser.signIn(OPERATOR, claims -> PROVIDER.signed(claims.build()))
                            .status())
                    .isEqualTo(401);
        } finally {
            PROVIDER.http().removeStub(elsewhere);
        }
        PROVIDER.http().verify(0, WireMock.anyRequestedFor(WireMock.urlEqualTo("/inside")));
    }

    @Test
    void takesAccessTokensOfPeopleForScripts() {
        Visitor script = new Visitor(port);
        String access = PROVIDER.signed(
                PROVIDER.claims(AUDITOR).audience(IdentityProvider.AUDIENCE).build());
        JWTClaimsSet own = PROVIDER.claims(AUDITOR).build();

        assertThat(script.get("/admin/v1/audit-events", access).status()).isEqualTo(200);
        assertThat(script.get("/fhir/Task", access).status()).isEqualTo(403);
        assertThat(script.get("/admin/v1/me", PROVIDER.signed(own)).status())
                .as("an ID token is no access token")
                .isEqualTo(401);
    }

    @Test
    void letsLocalUsersSignInOnTheSandboxsPage() {
        Answer page = browser.get("/login");
        assertThat(page.whole().headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).contains("form-action 'self'"));
        String csrf = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"")
                .matcher(page.body())
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow();

        assertThat(browser.fill("/login", "username=olive&password=wrong&_csrf=" + csrf)
                        .status())
                .isEqualTo(302);
        assertThat(browser.get("/admin/v1/me").status()).isEqualTo(401);
        assertThat(browser.fill("/login", "username=olive&password=invented&_csrf=" + csrf)
                        .status())
                .isEqualTo(302);
        assertThat(browser.get("/admin/v1/me").json().path("person").asString()).isEqualTo("olive");
    }
}
