package org.linkway.fhir.terminology;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Coding;

/**
 * The code systems that UK Core has retired, from {@code retired-code-systems.csv}. Published NHS messages still carry them,
 * so their codes are read as those of the successor where it has the same ones; nothing is mapped by likeness.
 */
public final class RetiredCodeSystems {
    private static final String UK_CORE = "https://fhir.hl7.org.uk/CodeSystem/";
    private static final Map<String, Retired> BY_URI = load();

    private RetiredCodeSystems() {}

    /** @param codes the codes that the successor has too: the old spelling to the new one */
    private record Retired(Optional<String> successor, Map<String, String> codes) {}

    public static Set<String> uris() {
        return BY_URI.keySet();
    }

    public static boolean contains(String system) {
        return BY_URI.containsKey(system);
    }

    /** The code system to use instead of a retired one; empty where UK Core has none for its codes. */
    public static Optional<String> successor(String system) {
        return Optional.ofNullable(BY_URI.get(system)).flatMap(Retired::successor);
    }

    /** What a code of a retired system is now; empty for any other system, and where the successor does not have the code. */
    public static Optional<Coding> successor(String system, String code) {
        Retired retired = BY_URI.get(system);
        return retired == null || code == null
                ? Optional.empty()
                : Optional.ofNullable(retired.codes().get(code))
                        .map(now -> new Coding(retired.successor().orElseThrow(), now, null));
    }

    private static Map<String, Retired> load() {
        Map<String, Retired> systems = new LinkedHashMap<>();
        for (List<String> row : Table.rows("retired-code-systems.csv")) {
            Optional<String> successor =
                    Optional.of(row.get(1)).filter(it -> !it.isEmpty()).map(UK_CORE::concat);
            systems.put(UK_CORE + row.get(0), new Retired(successor, codes(row.get(2))));
        }
        return Collections.unmodifiableMap(systems);
    }

    private static Map<String, String> codes(String cell) {
        return Arrays.stream(cell.split(" ", -1))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> entry.split("=", 2))
                .collect(Collectors.toUnmodifiableMap(pair -> pair[0], pair -> pair[pair.length - 1]));
    }
}
