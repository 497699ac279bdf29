package org.linkway.conformance.played;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The query of an address. */
record Parameters(List<Parameter> all) {
    record Parameter(String name, String value) {}

    static Parameters of(String url) {
        int query = url.indexOf('?');
        return new Parameters(
                query < 0
                        ? List.of()
                        : Arrays.stream(url.substring(query + 1).split("&", -1))
                                .filter(each -> !each.isEmpty())
                                .map(Parameters::parameter)
                                .toList());
    }

    private static Parameter parameter(String text) {
        String[] sides = text.split("=", 2);
        return new Parameter(decoded(sides[0]), sides.length > 1 ? decoded(sides[1]) : "");
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException e) {
            throw new NotTaken(400, "The query holds an escape that is none: " + text + ".");
        }
    }

    Stream<String> values(String name) {
        return all.stream().filter(parameter -> parameter.name().equals(name)).map(Parameter::value);
    }

    Optional<String> first(String name) {
        return values(name).findFirst();
    }
}
