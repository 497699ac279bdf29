package org.linkway.gateway.fhir.search;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One search parameter of one type.
 *
 * @param paths where its values stand in the type's JSON, see {@link ElementPath}; none where it goes by {@code chains}
 * @param chains the same asked in a longer way, each by way of another resource
 * @param definition the canonical URL of the SearchParameter
 * @param system what bare codes are of
 * @param codes all there are, where the standard has a fixed list
 * @param targets to which types a reference may lead; empty for any
 */
public record SearchParameter(
        String type,
        String name,
        Kind kind,
        List<String> paths,
        List<String> chains,
        String definition,
        Optional<String> system,
        Set<String> codes,
        Set<String> targets) {

    /** What kind of value it compares, and so what can be added to its name. */
    public enum Kind {
        TOKEN,
        REFERENCE,
        DATE,
        URI;

        List<String> modifiers() {
            return switch (this) {
                case TOKEN -> List.of(":not", ":missing");
                case REFERENCE -> List.of(":identifier", ":missing", ":[type]");
                case DATE, URI -> List.of(":missing");
            };
        }
    }

    boolean leadsTo(String target) {
        return targets.isEmpty() || targets.contains(target);
    }
}
