package org.linkway.gateway.security;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.linkway.gateway.security.AccessRule.Asked;
import org.linkway.gateway.security.AccessRule.Decision;
import org.linkway.workflow.Party.Kind;

/**
 * Which scope an interaction under {@code /fhir} needs (SMART App Launch 2.2, scopes for requesting FHIR resources). A
 * transaction and a BaRS message open or change a referral: they need what a ServiceRequest needs that is created, and an
 * onward service's message what one needs that is updated. Each request of a batch needs its own.
 */
final class FhirScope {
    private static final List<String> METADATA = List.of("metadata");
    private static final String VALIDATE = "$validate";
    private static final String REQUEST = "ServiceRequest";

    private FhirScope() {}

    /** A type and the letter of an interaction with it. */
    private record Need(String type, char letter) {
        @Override
        public String toString() {
            return "system/" + type + "." + letter;
        }
    }

    static Decision decide(Asked asked, Optional<Caller> caller, Set<Kind> kinds) {
        if (caller.map(Caller::party).filter(it -> kinds.contains(it.kind())).isEmpty()) {
            return new Decision.Refused(
                    "The FHIR doors are for senders of referrals. Link workers' platforms use /local/v1.");
        }
        Set<String> scopes = caller.get().scopes();
        return need(asked, caller.get().party().kind())
                .filter(need -> !Scopes.allow(scopes, need.type(), need.letter()))
                .<Decision>map(need -> new Decision.Refused("This needs the scope " + need
                        + ". Ask for a token with it; the operator of this gateway says which scopes a party has."))
                .orElseGet(Decision.Allowed::new);
    }

    private static Optional<Need> need(Asked asked, Kind kind) {
        List<String> parts = Arrays.stream(
                        asked.path().substring("/fhir".length()).split("/", -1))
                .filter(part -> !part.isEmpty())
                .toList();
        String last = parts.isEmpty() ? "" : parts.get(parts.size() - 1);
        if (parts.equals(METADATA) || last.equals(VALIDATE)) {
            return Optional.empty();
        }
        if (parts.isEmpty() || parts.get(0).startsWith("$")) {
            boolean changes = kind == Kind.ONWARD;
            return asked.method().equals("POST")
                    ? Optional.of(new Need(REQUEST, changes ? 'u' : 'c'))
                    : Optional.empty();
        }
        return Optional.of(new Need(parts.get(0), letter(asked.method(), parts, last)));
    }

    private static char letter(String method, List<String> parts, String last) {
        boolean isOfInstance = parts.size() > 1
                && !parts.get(1).startsWith("_")
                && !parts.get(1).startsWith("$");
        if (last.equals("_search") || last.startsWith("$")) {
            return isOfInstance ? 'r' : 's';
        }
        return switch (method) {
            case "POST" -> 'c';
            case "PUT", "PATCH" -> 'u';
            case "DELETE" -> 'd';
            default -> isOfInstance ? 'r' : 's';
        };
    }
}
