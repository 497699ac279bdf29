package org.linkway.conformance.runner;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** In the order in which they were sent. */
public record Headers(List<Header> all) {
    public Headers {
        all = List.copyOf(all);
    }

    /** One line of them. */
    public record Header(String name, String value) {}

    /** Several lines of one name are one list (RFC 9110, 5.3). Names count in any case. */
    public Optional<String> value(String name) {
        String values = all.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .collect(Collectors.joining(", "));
        return values.isEmpty() && !has(name) ? Optional.empty() : Optional.of(values);
    }

    boolean has(String name) {
        return all.stream().anyMatch(header -> header.name().equalsIgnoreCase(name));
    }
}
