package org.linkway.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linkway.gateway.security.Secured.ACORN;
import static org.linkway.gateway.security.Secured.BIRCH;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linkway.gateway.security.Visitor.Answer;
import org.linkway.gateway.store.AuditSearch;
import org.linkway.gateway.store.AuditSearch.Question;
import org.linkway.workflow.AuditEntry;
import org.linkway.workflow.AuditEntry.Kind;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;

/** Whoever is turned away, and whoever gets a token, stands in the audit trail when the answer is there: who, for what, from where. */
@Secured
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class AuditOfRefusalsIT {
    private final AuditSearch search;
    private final String id = UUID.randomUUID().toString();

    @LocalServerPort
    private int port;

    private Visitor visitor;

    AuditOfRefusalsIT(AuditSearch search) {
        this.search = search;
    }

    @BeforeEach
    void arrive() {
        visitor = new Visitor(port);
    }

    private AuditEntry only() {
        List<AuditEntry> found = search.find(
                new Question(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(id),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                10);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private void assertRecorded(Answer answer, int status, String party) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        AuditEntry entry = only();
        assertThat(entry.deed().httpStatus()).contains(status);
        assertThat(entry.deed().kind()).isEqualTo(status >= 400 ? Kind.REFUSAL : Kind.OPERATION);
        assertThat(entry.circumstances().who().party()).isEqualTo(party);
        assertThat(entry.circumstances().who().address()).contains("127.0.0.1");
    }

    private Answer get(String path, String token) {
        return visitor.send("GET", path, "", "Authorization", "Bearer " + token, "X-Request-Id", id);
    }

    @Test
    void namesNobodyWhereNobodyIsKnown() {
        assertRecorded(visitor.send("GET", "/fhir/Task", "", "X-Request-Id", id), 401, "unknown");
    }

    @Test
    void namesNobodyForAForgedToken() {
        assertRecorded(get("/local/v1/referrals", ForgedTokens.all().get("run out")), 401, "unknown");
    }

    @Test
    void namesThePartyThatMayNot() {
        assertRecorded(get("/local/v1/referrals", visitor.token(ACORN, "system/*.cruds")), 403, ACORN.id());
    }

    @Test
    void namesThePartyThatAsksForAnothers() {
        String task = UUID.randomUUID().toString();

        assertRecorded(get("/fhir/Task/" + task, visitor.token(BIRCH, "system/*.cruds")), 404, BIRCH.id());
        assertThat(only().deed().subjects())
                .anySatisfy(it -> assertThat(it.toString()).contains(task));
    }

    @Test
    void namesThePartyThatGetsAToken() {
        assertRecorded(askForToken(ACORN.assertion()), 200, ACORN.id());
    }

    @Test
    void saysInWhoseNameATokenWasAskedForInVain() {
        String assertion = ACORN.assertion();
        visitor.askForToken(assertion, "system/Task.rs");

        assertRecorded(askForToken(assertion), 401, "unknown");
        assertThat(only().deed().remark()).get().asString().contains("in the name of " + ACORN.id());
    }

    /** Only what a party can be called is repeated: the rest is whatever somebody likes to write. */
    @Test
    void repeatsNoNameThatIsNone() {
        assertRecorded(askForToken(new PartySystem("Not A Party 9990000018").assertion()), 401, "unknown");
        assertThat(only().deed().remark()).get().asString().doesNotContain("9990000018");
    }

    private Answer askForToken(String assertion) {
        return visitor.send(
                "POST",
                "/oauth2/token",
                "grant_type=client_credentials&scope=system/Task.rs&client_assertion_type="
                        + "urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion="
                        + assertion,
                "Content-Type",
                "application/x-www-form-urlencoded",
                "X-Request-Id",
                id);
    }
}
