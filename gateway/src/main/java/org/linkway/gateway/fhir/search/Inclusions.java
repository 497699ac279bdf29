package org.linkway.gateway.fhir.search;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.linkway.routes.port.ResourceSearch.Link;

/** Values of {@code _include} and {@code _revinclude}. */
final class Inclusions {
    private static final Pattern VALUE = Pattern.compile("([A-Za-z]+):([a-z-]+|\\*)(?::([A-Za-z]+))?");
    private static final String ALL = "*";

    private Inclusions() {}

    /** Empty where it is not offered. */
    static List<Link> read(String searched, String value, boolean reverse, boolean iterate) {
        if (value.equals(ALL)) {
            return references()
                    .filter(reference -> iterate || concerns(reference, searched, reverse))
                    .map(reference -> new Link(reference.type(), reference.name(), Optional.empty()))
                    .toList();
        }
        Matcher parts = VALUE.matcher(value);
        if (!parts.matches()) {
            return List.of();
        }
        Optional<String> target = Optional.ofNullable(parts.group(3));
        return references()
                .filter(reference -> reference.type().equals(parts.group(1)))
                .filter(reference ->
                        parts.group(2).equals(ALL) || reference.name().equals(parts.group(2)))
                .filter(reference -> target.isEmpty() || reference.leadsTo(target.get()))
                .filter(reference -> iterate || concerns(reference, searched, reverse))
                .map(reference -> new Link(reference.type(), reference.name(), target))
                .toList();
    }

    static List<String> offered(String searched, boolean reverse) {
        return references()
                .filter(reference -> concerns(reference, searched, reverse))
                .map(reference -> reference.type() + ":" + reference.name())
                .sorted()
                .toList();
    }

    private static boolean concerns(SearchParameter reference, String searched, boolean reverse) {
        return reverse ? reference.leadsTo(searched) : reference.type().equals(searched);
    }

    private static Stream<SearchParameter> references() {
        return SearchParameters.types().stream()
                .flatMap(type -> SearchParameters.of(type).values().stream())
                .filter(parameter -> parameter.kind() == SearchParameter.Kind.REFERENCE);
    }
}
