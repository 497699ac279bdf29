package org.linkway.gateway.fhir.search;

import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;

/** What searches take, for whoever asks what is offered. */
public final class OfferedSearches {
    private static final String RESOURCE = "http://hl7.org/fhir/SearchParameter/Resource-";

    private OfferedSearches() {}

    /**
     * @param kind the FHIR code of its type
     * @param definition the canonical URL of the SearchParameter
     */
    public record Parameter(String name, String kind, String definition) {}

    /** Of a type that is not searched there are none. */
    public static Stream<Parameter> parameters(String type) {
        if (!SearchParameters.types().contains(type)) {
            return Stream.of();
        }
        return Stream.concat(
                        Stream.of(
                                new Parameter(CriterionReader.ID, "token", RESOURCE + "id"),
                                new Parameter(CriterionReader.LAST_UPDATED, "date", RESOURCE + "lastUpdated")),
                        SearchParameters.of(type).values().stream()
                                .map(parameter -> new Parameter(
                                        parameter.name(),
                                        parameter.kind().name().toLowerCase(Locale.ROOT),
                                        parameter.definition())))
                .sorted(Comparator.comparing(Parameter::name));
    }

    /** Values of {@code _include}. */
    public static Stream<String> inclusions(String type) {
        return SearchParameters.types().contains(type)
                ? Stream.concat(Stream.of("*"), Inclusions.offered(type, false).stream())
                : Stream.of();
    }

    /** Values of {@code _revinclude}. */
    public static Stream<String> reverseInclusions(String type) {
        return SearchParameters.types().contains(type) ? Inclusions.offered(type, true).stream() : Stream.of();
    }
}
