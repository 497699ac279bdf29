package org.linkway.gateway.audit;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.linkway.workflow.AuditEntry.Action;
import org.linkway.workflow.AuditEntry.Kind;
import org.linkway.workflow.AuditEntry.Subject;

/**
 * What a request asks for, by its method and its address.
 *
 * @param interaction the code of FHIR's restful-interaction, where it is one
 * @param target what the address names, where it names one thing
 */
record RequestKind(Kind kind, Action action, Optional<String> interaction, Optional<Subject> target) {
    private static final Pattern UUIDS = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** What Linkway says of itself, and what anybody may read anywhere: nothing of people is in it. */
    private static final Pattern OPEN = Pattern.compile("/actuator(/.*)?|/fhir/metadata|(/fhir)?/\\.well-known/.*"
            + "|/fhir/(StructureDefinition|ValueSet|CodeSystem|SearchParameter|OperationDefinition|CapabilityStatement"
            + "|ImplementationGuide|ConceptMap|NamingSystem|MessageDefinition|GraphDefinition)(/.*)?"
            + "|/local/openapi(/.*|\\.yaml)?|/swagger-ui(/.*|\\.html)?|/assets/.*|/favicon\\.ico|/error");

    /** Nobody has said yet who they are. */
    private static final Pattern BEGINNING =
            Pattern.compile("/login|/logout|/default-ui\\.css|/oauth2/authorization/.*");

    /** Invented people, and a GP record that is none. */
    private static final String STAND_IN = "/sandbox/";

    private static final Set<String> READS = Set.of("GET", "HEAD");

    /** Of these, who was turned away is recorded even where nothing of people could be seen. */
    private static final Set<Integer> TURNED_AWAY = Set.of(401, 403, 429);

    static boolean isRecorded(String method, String path, int status) {
        if (path.startsWith(STAND_IN)) {
            return false;
        }
        if (READS.contains(method) && BEGINNING.matcher(path).matches()) {
            return TURNED_AWAY.contains(status);
        }
        return TURNED_AWAY.contains(status)
                || !(method.equals("OPTIONS") || OPEN.matcher(path).matches());
    }

    /** Whether its query is a secret between a browser and its identity provider. */
    static boolean isSigningIn(String path) {
        return path.startsWith("/login") || path.startsWith("/oauth2/");
    }

    static RequestKind of(String method, String path) {
        if (path.startsWith("/login")) {
            return new RequestKind(Kind.SIGN_IN, Action.EXECUTE, Optional.empty(), Optional.empty());
        }
        if (path.equals("/logout")) {
            return new RequestKind(Kind.SIGN_OUT, Action.EXECUTE, Optional.empty(), Optional.empty());
        }
        List<String> parts = List.of(path.replaceFirst("^/", "").split("/"));
        if (parts.get(0).equals("fhir")) {
            return fhir(method, parts.subList(1, parts.size()));
        }
        Optional<Subject> referral = parts.size() > 3 && parts.get(2).equals("referrals")
                ? Optional.of(parts.get(3))
                        .filter(it -> UUIDS.matcher(it).matches())
                        .map(it -> Subject.referral(UUID.fromString(it)))
                : Optional.empty();
        if (READS.contains(method)) {
            return elsewhere(path, parts, referral);
        }
        if (path.endsWith("/_search")) {
            return new RequestKind(Kind.QUERY, Action.EXECUTE, Optional.empty(), referral);
        }
        return new RequestKind(
                parts.get(0).equals("admin") ? Kind.ADMIN : Kind.OPERATION, Action.EXECUTE, Optional.empty(), referral);
    }

    private static RequestKind elsewhere(String path, List<String> parts, Optional<Subject> referral) {
        if (path.equals("/local/v1/events")) {
            return new RequestKind(Kind.EXPORT, Action.READ, Optional.empty(), referral);
        }
        boolean one = parts.stream().anyMatch(it -> UUIDS.matcher(it).matches());
        return one
                ? new RequestKind(Kind.READ, Action.READ, Optional.empty(), referral)
                : new RequestKind(Kind.QUERY, Action.EXECUTE, Optional.empty(), referral);
    }

    private static RequestKind fhir(String method, List<String> parts) {
        if (parts.isEmpty() || parts.get(0).isEmpty()) {
            return of(Kind.OPERATION, Action.EXECUTE, method.equals("POST") ? "transaction" : "search-system");
        }
        if (parts.stream().anyMatch(it -> it.startsWith("$"))) {
            return of(Kind.OPERATION, Action.EXECUTE, "operation", parts);
        }
        boolean history = parts.contains("_history");
        return switch (method) {
            case "PUT" -> of(Kind.UPDATE, Action.UPDATE, "update", parts);
            case "PATCH" -> of(Kind.PATCH, Action.UPDATE, "patch", parts);
            case "DELETE" -> of(Kind.DELETE, Action.DELETE, "delete", parts);
            case "POST" ->
                parts.get(parts.size() - 1).equals("_search")
                        ? of(Kind.QUERY, Action.EXECUTE, "search-type")
                        : of(Kind.CREATE, Action.CREATE, "create", parts);
            default -> {
                if (history) {
                    yield parts.size() > 3
                            ? of(Kind.VREAD, Action.READ, "vread", parts)
                            : of(
                                    Kind.HISTORY,
                                    Action.READ,
                                    parts.size() > 2 ? "history-instance" : "history-type",
                                    parts);
                }
                yield parts.size() == 1
                        ? of(Kind.QUERY, Action.EXECUTE, "search-type")
                        : of(Kind.READ, Action.READ, "read", parts);
            }
        };
    }

    private static RequestKind of(Kind kind, Action action, String interaction) {
        return new RequestKind(kind, action, Optional.of(interaction), Optional.empty());
    }

    /** An address is anybody's word: what is no type and no id of FHIR's is left out. */
    private static RequestKind of(Kind kind, Action action, String interaction, List<String> parts) {
        boolean names = parts.size() > 1
                && parts.get(0).matches("[A-Z][A-Za-z]{1,59}")
                && parts.get(1).matches("[A-Za-z0-9.-]{1,64}");
        Optional<Long> version = interaction.equals("vread") && parts.get(3).matches("[0-9]{1,18}") && parts.size() == 4
                ? Optional.of(Long.valueOf(parts.get(3)))
                : Optional.empty();
        return new RequestKind(
                kind,
                action,
                Optional.of(interaction),
                names ? Optional.of(Subject.resource(parts.get(0), parts.get(1), version)) : Optional.empty());
    }

    /** Whether it is for writing: then what is written stands in the trail by the write itself. */
    boolean writes() {
        return switch (kind) {
            case READ, VREAD, HISTORY, QUERY, EXPORT -> false;
            default -> true;
        };
    }
}
