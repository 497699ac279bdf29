package org.linkway.conformance.runner;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.TestScript.SetupActionOperationComponent;

/** How an operation's code becomes a method and an address (FHIR R4, testscript-operation-codes). */
enum Interaction {
    READ("GET", Place.INSTANCE),
    VREAD("GET", Place.VERSION),
    HISTORY("GET", Place.HISTORY),
    SEARCH("GET", Place.TYPE),
    CREATE("POST", Place.TYPE),
    UPDATE("PUT", Place.INSTANCE),
    PATCH("PATCH", Place.INSTANCE),
    DELETE("DELETE", Place.INSTANCE),
    /** By a search instead of an id. */
    DELETE_BY_SEARCH("DELETE", Place.TYPE),
    /** Batches and transactions. */
    BUNDLE("POST", Place.BASE),
    CAPABILITIES("GET", Place.METADATA),
    /** {@code $name}: POST with a body, GET without. */
    OPERATION("POST", Place.OPERATION);

    /** What an interaction is about. */
    enum Place {
        BASE,
        METADATA,
        TYPE,
        INSTANCE,
        VERSION,
        HISTORY,
        OPERATION
    }

    private static final Map<String, Interaction> BY_CODE = Map.ofEntries(
            Map.entry("read", READ),
            Map.entry("get", READ),
            Map.entry("vread", VREAD),
            Map.entry("history", HISTORY),
            Map.entry("search", SEARCH),
            Map.entry("create", CREATE),
            Map.entry("update", UPDATE),
            Map.entry("updateCreate", UPDATE),
            Map.entry("patch", PATCH),
            Map.entry("delete", DELETE),
            Map.entry("deleteCondSingle", DELETE_BY_SEARCH),
            Map.entry("deleteCondMultiple", DELETE_BY_SEARCH),
            Map.entry("batch", BUNDLE),
            Map.entry("transaction", BUNDLE),
            Map.entry("capabilities", CAPABILITIES));

    private static final Set<String> OPERATIONS = Set.of(
            "apply",
            "closure",
            "conforms",
            "data-requirements",
            "document",
            "evaluate",
            "evaluate-measure",
            "everything",
            "expand",
            "find",
            "find-matches",
            "graphql",
            "implements",
            "lastn",
            "lookup",
            "match",
            "meta",
            "meta-add",
            "meta-delete",
            "populate",
            "process-message",
            "purge",
            "questionnaire",
            "stats",
            "subset",
            "subsumes",
            "transform",
            "translate",
            "validate",
            "validate-code");

    private final String method;
    private final Place place;

    Interaction(String method, Place place) {
        this.method = method;
        this.place = place;
    }

    /** @return empty where no such code is known */
    static Optional<Interaction> of(SetupActionOperationComponent operation) {
        String said = Optional.ofNullable(operation.getType().getCode()).orElse("");
        if (BY_CODE.containsKey(said)) {
            return Optional.of(BY_CODE.get(said));
        }
        return said.startsWith("$") || OPERATIONS.contains(said) ? Optional.of(OPERATION) : Optional.empty();
    }

    /** Without a {@code $}. */
    static String code(SetupActionOperationComponent operation) {
        String code = Optional.ofNullable(operation.getType().getCode()).orElse("");
        return code.startsWith("$") ? code.substring(1) : code;
    }

    /** Unless the script says another. */
    String method(boolean hasBody) {
        return this == OPERATION && !hasBody ? "GET" : method;
    }

    Place place() {
        return place;
    }
}
