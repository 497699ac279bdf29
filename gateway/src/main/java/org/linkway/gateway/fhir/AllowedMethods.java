package org.linkway.gateway.fhir;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CapabilityStatement.TypeRestfulInteraction;
import org.linkway.gateway.fhir.search.SearchParameters;

/** Which methods each address under {@code /fhir} takes, for whoever tried another. */
final class AllowedMethods {
    private static final List<String> READ = List.of("GET", "HEAD");
    private static final List<String> POST = List.of("POST");
    private static final List<String> ASK = List.of("GET", "HEAD", "POST");
    private static final Set<String> ASKED_EITHER_WAY = Set.of("$status", "$events");

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
        return switch (parts.size()) {
            case 1 -> ofType(parts.get(0));
            case 2 -> ofInstance(parts.get(0), parts.get(1));
            default -> READ;
        };
    }

    private static List<String> ofType(String type) {
        return type.equals("metadata") ? READ : methods(isSearched(type), type, TypeRestfulInteraction.CREATE);
    }

    private static List<String> ofInstance(String type, String id) {
        return switch (id) {
            case "_search" -> isSearched(type) ? POST : List.of();
            case "_history" -> READ;
            default ->
                methods(
                        true,
                        type,
                        TypeRestfulInteraction.UPDATE,
                        TypeRestfulInteraction.PATCH,
                        TypeRestfulInteraction.DELETE);
        };
    }

    private static List<String> methods(boolean isRead, String type, TypeRestfulInteraction... interactions) {
        List<TypeRestfulInteraction> offered = DoorOffers.INTERACTIONS.getOrDefault(type, List.of());
        return Stream.concat(
                        isRead ? READ.stream() : Stream.of(),
                        Arrays.stream(interactions).filter(offered::contains).map(AllowedMethods::method))
                .toList();
    }

    private static String method(TypeRestfulInteraction interaction) {
        return switch (interaction) {
            case CREATE -> "POST";
            case UPDATE -> "PUT";
            case PATCH -> "PATCH";
            case DELETE -> "DELETE";
            default -> throw new IllegalArgumentException("No door takes " + interaction + ".");
        };
    }

    private static boolean isSearched(String type) {
        return SearchParameters.types().contains(type) || DefinitionProvider.isFor(type);
    }
}
