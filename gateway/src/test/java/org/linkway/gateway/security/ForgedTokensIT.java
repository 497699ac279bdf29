package org.linkway.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.linkway.Hazard;
import org.linkway.gateway.security.Visitor.Answer;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestConstructor;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** No address takes a token that is not one, whatever is wrong with it; it says nothing of what that is, and keeps nothing. */
@Secured
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class ForgedTokensIT {
    private static final Map<String, String> TOKENS = ForgedTokens.all();

    private final EveryAddress every;
    private final JdbcClient jdbc;

    @LocalServerPort
    private int port;

    ForgedTokensIT(List<RequestMappingHandlerMapping> mappings, JdbcClient jdbc) {
        this.every = new EveryAddress(mappings);
        this.jdbc = jdbc;
    }

    @Test
    void wouldBeTakenButForThat() {
        assertThat(new Visitor(port).get("/fhir/Task", ForgedTokens.sound()).status())
                .isEqualTo(200);
    }

    /** The plainest of them at each address that there is. */
    @ParameterizedTest
    @ValueSource(
            strings = {"garbage", "none", "with another's signature", "run out", "for another audience", "an assertion"
            })
    @Hazard("H14")
    void areTakenAtNoAddress(String what) {
        assertRefused(what, every.of(new Visitor(port)));
    }

    /** Each of them at one address of each rule, and so of each chain of filters. */
    @ParameterizedTest
    @MethodSource
    @Hazard("H14")
    void areTakenByNoRule(String what) {
        Map<Optional<AccessRule>, String> byRule = new HashMap<>();
        every.of(new Visitor(port))
                .forEach(address ->
                        byRule.put(AccessRule.of(address.split(" ", 2)[0], address.split(" ", 2)[1]), address));

        assertThat(byRule).hasSizeGreaterThan(10);
        assertRefused(what, byRule.values());
    }

    static Stream<String> areTakenByNoRule() {
        return TOKENS.keySet().stream();
    }

    private void assertRefused(String what, Collection<String> addresses) {
        Visitor visitor = new Visitor(port);
        Map<String, Long> before = kept();
        Set<String> otherwise = new TreeSet<>();
        for (String address : addresses) {
            String[] parts = address.split(" ", 2);
            Answer answer = visitor.send(
                    parts[0],
                    parts[1],
                    parts[0].startsWith("P") ? "{\"resourceType\": \"Patient\"}" : "",
                    "Authorization",
                    "Bearer " + TOKENS.get(what),
                    "Content-Type",
                    parts[1].startsWith("/fhir") ? "application/fhir+json" : "application/json");
            if (!isRefusal(parts, answer)) {
                otherwise.add(address + " -> " + answer.status() + " " + answer.body());
            }
        }

        assertThat(otherwise).as(what).isEmpty();
        assertThat(kept()).isEqualTo(before);
    }

    /** RFC 6750, in the form of the door, and always in the same words. */
    private static boolean isRefusal(String[] asked, Answer answer) {
        boolean fhir = asked[1].startsWith("/fhir");
        String type = answer.whole().headers().firstValue("Content-Type").orElse("");
        String body = answer.body();
        boolean inWords = asked[0].equals("HEAD")
                || (body.contains("This token is not taken")
                        && body.contains(fhir ? "REC_UNAUTHORIZED" : "\"status\":401"));
        return answer.status() == 401
                && answer.whole()
                        .headers()
                        .firstValue("WWW-Authenticate")
                        .equals(Optional.of("Bearer error=\"invalid_token\""))
                && type.startsWith(fhir ? "application/fhir+json" : "application/problem+json")
                && inWords;
    }

    /** How much there is of all that a request could leave, but for the audit trail. */
    private Map<String, Long> kept() {
        Map<String, Long> kept = new LinkedHashMap<>();
        for (String table : List.of(
                "inbound_message",
                "request_claim",
                "referral",
                "referral_event",
                "resource_version",
                "delivery",
                "subscription",
                "used_assertion",
                "party_history")) {
            kept.put(
                    table,
                    jdbc.sql("select count(*) from " + table).query(Long.class).single());
        }
        return kept;
    }
}
