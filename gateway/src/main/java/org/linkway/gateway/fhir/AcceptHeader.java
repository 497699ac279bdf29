package org.linkway.gateway.fhir;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.linkway.fhir.validation.WireFormat;

/** What a sender accepts: a list of media types, each in BaRS with the version of BaRS Core that the sender speaks. */
record AcceptHeader(String given, List<Range> ranges) {

    /**
     * One entry of the list.
     *
     * @param anyForm {@code *}{@code /*} or {@code application/*}
     * @param version {@code version=…}, as it is given
     */
    record Range(Optional<WireFormat> format, boolean anyForm, Optional<String> version) {
        private static Range of(String text) {
            List<String> parts =
                    Arrays.stream(text.split(";", -1)).map(String::strip).toList();
            String type = parts.get(0);
            return new Range(
                    WireFormat.ofContentType(type),
                    type.equals("*/*") || type.equals("application/*"),
                    parts.stream()
                            .skip(1)
                            .filter(it -> it.startsWith("version="))
                            .map(it -> it.substring("version=".length())
                                    .replace("\"", "")
                                    .strip())
                            .findFirst());
        }

        private boolean isFhir() {
            return anyForm || format.isPresent();
        }
    }

    static AcceptHeader of(HttpServletRequest request) {
        String given = Optional.ofNullable(request.getHeader("Accept")).orElse("");
        List<Range> ranges = new ArrayList<>();
        if (!given.isBlank()) {
            Stream.of(given.toLowerCase(Locale.ROOT).split(",", -1))
                    .map(it -> Range.of(it.strip()))
                    .forEach(ranges::add);
        }
        return new AcceptHeader(given, List.copyOf(ranges));
    }

    /** The form to answer in: what the sender accepts, or else the form in which it asked. */
    Optional<WireFormat> form(WireFormat asked) {
        return ranges.isEmpty()
                ? Optional.of(asked)
                : ranges.stream()
                        .filter(Range::isFhir)
                        .findFirst()
                        .map(it -> it.format().orElse(asked));
    }

    /** The versions that are asked for of what can be given. */
    List<String> versions() {
        return ranges.stream()
                .filter(Range::isFhir)
                .flatMap(range -> range.version().stream())
                .toList();
    }
}
