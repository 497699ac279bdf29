package org.linkway.gateway.fhir;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.linkway.gateway.fhir.search.SearchParameters;

/** Which methods each address under {@code /fhir} takes, for whoever tried another. */
final class AllowedMethods {
    private static final List<String> READ = List.of("GET", "HEAD");
    private static final List<String> POST = List.of("POST");
    private static final List<String> READ_OR_CREATE = List.of("GET", "HEAD", "POST");
    private static final List<String> READ_OR_CHANGE = List.of("GET", "HEAD", "PUT", "PATCH");
    private static final List<String> READ_REPLACE_OR_DELETE = List.of("GET", "HEAD", "PUT", "DELETE");
    private static final List<String> ASK = List.of("GET", "HEAD", "POST");
    private static final Set<String> ASKED_EITHER_WAY = Set.of("$status", "$events");
    private static final String METADATA = "metadata";
    private static final String TASK = "Task";
    private static final String SUBSCRIPTION = "Subscription";

    private AllowedMethods() {}

    /** @param path behind the base, such as {@code /Task/1} */
    static List<String> at(String path) {
        List<String> parts = Arrays.stream(path.split("/", -1))
                .filter(part -> !part.isEmpty())
                .toList();
        if (!parts.isEmpty() && ASKED_EITHER_WAY.contains(parts.get(parts.size() - 1))) {
            return ASK;
        }
        if (parts.isEmpty() || parts.get(parts.size() - 1).startsWith("$")) {
            return POST;
        }
        String last = parts.get(parts.size() - 1);
        return switch (parts.size()) {
            case 1 -> ofType(last);
            case 2 -> ofInstance(parts.get(0), last);
            default -> READ;
        };
    }

    private static List<String> ofType(String type) {
        if (type.equals(TASK) || type.equals(SUBSCRIPTION)) {
            return READ_OR_CREATE;
        }
        return type.equals(METADATA) || isSearched(type) ? READ : List.of();
    }

    private static List<String> ofInstance(String type, String id) {
        if (id.equals("_search")) {
            return isSearched(type) ? POST : List.of();
        }
        if (type.equals(SUBSCRIPTION) && !id.equals("_history")) {
            return READ_REPLACE_OR_DELETE;
        }
        return type.equals(TASK) && !id.equals("_history") ? READ_OR_CHANGE : READ;
    }

    private static boolean isSearched(String type) {
        return SearchParameters.types().contains(type) || DefinitionProvider.isFor(type);
    }
}
