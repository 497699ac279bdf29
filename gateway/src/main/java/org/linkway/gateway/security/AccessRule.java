package org.linkway.gateway.security;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.linkway.workflow.Party.Kind;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Who may use which address: every address of this gateway has a rule here, the first that fits counts, and what has none is
 * closed to everybody.
 */
record AccessRule(String method, PathPattern pattern, Who who, Set<Role> roles) {
    private static final String ANY = "*";

    private static final List<AccessRule> TABLE = List.of(
            rule("GET", "/actuator/health/**", Who.ANYBODY),
            rule("GET", "/actuator/**", Who.scoped(Scopes.METRICS), Role.OPERATOR),
            rule("GET", "/.well-known/smart-configuration", Who.ANYBODY),
            rule("GET", "/fhir/.well-known/smart-configuration", Who.ANYBODY),
            rule("GET", "/.well-known/oauth-authorization-server", Who.ANYBODY),
            rule("GET", "/oauth2/jwks", Who.ANYBODY),
            rule("POST", "/oauth2/token", Who.ANYBODY),
            rule("GET", "/fhir/metadata", Who.ANYBODY),
            rule("POST", "/fhir/$process-message", Who.fhir(Kind.SENDER, Kind.ONWARD)),
            rule("*", "/fhir/**", Who.fhir(Kind.SENDER)),
            rule("GET", "/local/openapi/**", Who.ANYBODY_KNOWN, Role.values()),
            rule("GET", "/local/openapi.yaml", Who.ANYBODY_KNOWN, Role.values()),
            rule("POST", "/local/v1/deliveries/destinations/*", Who.STAND_IN, Role.OPERATOR),
            rule("POST", "/local/v1/deliveries/**", Who.local(Scopes.LOCAL_WRITE), Role.OPERATOR),
            rule("POST", "/local/v1/record-entries/*/settle", Who.local(Scopes.LOCAL_WRITE), Role.OPERATOR),
            rule("GET", "/local/v1/referrals/**", Who.local(Scopes.LOCAL_READ), Role.OPERATOR, Role.CLINICIAN),
            rule("GET", "/local/v1/events", Who.local(Scopes.LOCAL_READ)),
            rule("GET", "/local/v1/**", Who.local(Scopes.LOCAL_READ), Role.OPERATOR),
            rule("POST", "/local/v1/**", Who.local(Scopes.LOCAL_WRITE)),
            rule("GET", "/admin/v1/audit-events/**", Who.NO_PARTY, Role.AUDITOR),
            rule("POST", "/admin/v1/audit-events/_search", Who.NO_PARTY, Role.AUDITOR),
            rule("GET", "/admin/v1/me", Who.NO_PARTY, Role.values()),
            rule("*", "/admin/v1/parties/**", Who.NO_PARTY, Role.OPERATOR),
            rule("*", "/sandbox/**", Who.STAND_IN));

    private static AccessRule rule(String method, String pattern, Who who, Role... roles) {
        return new AccessRule(method, PathPatternParser.defaultInstance.parse(pattern), who, Set.of(roles));
    }

    /** What came of asking. */
    sealed interface Decision {
        record Allowed() implements Decision {}

        /** @param sentence what is missing, for the caller */
        record Refused(String sentence) implements Decision {}
    }

    /**
     * @param method HEAD counts as GET
     * @param path decoded, from the root of this gateway
     */
    static Optional<AccessRule> of(String method, String path) {
        PathContainer asked = PathContainer.parsePath(path);
        String verb = method.equals("HEAD") ? "GET" : method;
        return TABLE.stream()
                .filter(rule -> rule.method.equals(ANY) || rule.method.equals(verb))
                .filter(rule -> rule.pattern.matches(asked))
                .findFirst();
    }

    /** Whether a caller may do this; nobody is known where there is none. */
    static Decision decide(String method, String path, Optional<Caller> caller) {
        return of(method, path)
                .map(rule -> rule.decide(new Asked(method, path), caller))
                .orElseGet(() -> new Decision.Refused("This address is not offered."));
    }

    private Decision decide(Asked asked, Optional<Caller> caller) {
        boolean hasRole = caller.filter(
                        it -> roles.stream().anyMatch(role -> it.scopes().contains(role.scope())))
                .isPresent();
        boolean isPerson = caller.flatMap(Caller::person).isPresent();
        if (hasRole || isOpen()) {
            return new Decision.Allowed();
        }
        return isPerson ? new Decision.Refused(lackedRole()) : who.decide(asked, caller);
    }

    /** What a person has not; one whose organisation is not one party's alone is no clinician here. */
    private String lackedRole() {
        return roles.isEmpty()
                ? "This is for systems, not for people."
                : "This needs one of the roles " + people() + ". You have none of them"
                        + (roles.contains(Role.CLINICIAN)
                                ? ", or are a clinician of organisations that are not those of one link workers' platform here alone."
                                : ".");
    }

    private String people() {
        return Arrays.stream(Role.values())
                .filter(roles::contains)
                .map(Role::code)
                .collect(Collectors.joining(", "));
    }

    boolean isOpen() {
        return who == Who.ANYBODY;
    }

    static List<AccessRule> all() {
        return TABLE;
    }

    /** In words, for the documentation. */
    String words() {
        return roles.isEmpty() ? who.words() : who.words() + "; people: " + people();
    }

    /** What is asked for. */
    record Asked(String method, String path) {}

    /** Which parties may. */
    interface Who {
        Decision decide(Asked asked, Optional<Caller> caller);

        String words();

        Who ANYBODY = of("anybody", (asked, caller) -> new Decision.Allowed());
        Who ANYBODY_KNOWN = of(
                "any party",
                (asked, caller) ->
                        caller.isPresent() ? new Decision.Allowed() : new Decision.Refused("Say who you are."));
        Who NO_PARTY = of(
                "no party",
                (asked, caller) -> new Decision.Refused("This is for people who have the role, not for systems."));
        Who STAND_IN = of(
                "the stand-ins of the sandbox",
                (asked, caller) ->
                        caller.filter(it -> StandIns.isOne(it.party())).isPresent()
                                ? new Decision.Allowed()
                                : new Decision.Refused("This is for operators."));

        static Who scoped(String scope) {
            return of("a party with " + scope, (asked, caller) -> holds(caller, scope));
        }

        static Who local(String scope) {
            return of(
                    "a link workers' platform with " + scope,
                    (asked, caller) -> caller.map(Caller::party)
                                    .filter(it -> it.kind() == Kind.WORKER)
                                    .isPresent()
                            ? holds(caller, scope)
                            : new Decision.Refused("The local API is for link workers' platforms. Senders use /fhir."));
        }

        static Who fhir(Kind... kinds) {
            return of(
                    "a sender" + (kinds.length > 1 ? " or an onward service" : "")
                            + " with the scope of the interaction",
                    (asked, caller) -> FhirScope.decide(asked, caller, Set.of(kinds)));
        }

        private static Decision holds(Optional<Caller> caller, String scope) {
            return caller.filter(it -> it.scopes().contains(scope)).isPresent()
                    ? new Decision.Allowed()
                    : new Decision.Refused("This needs the scope " + scope + ". Ask for a token with it.");
        }

        private static Who of(String words, BiFunction<Asked, Optional<Caller>, Decision> decision) {
            return new Who() {
                @Override
                public Decision decide(Asked asked, Optional<Caller> caller) {
                    return decision.apply(asked, caller);
                }

                @Override
                public String words() {
                    return words;
                }
            };
        }
    }
}
