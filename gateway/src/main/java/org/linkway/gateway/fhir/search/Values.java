package org.linkway.gateway.fhir.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.linkway.routes.port.Criterion;
import org.linkway.routes.port.Criterion.Coded;

/** Values of a query: FHIR's tokens and references, and the backslash before what else would part them. */
final class Values {
    private static final Pattern LOCAL =
            Pattern.compile("(?:([A-Z][A-Za-z]+)/)?([A-Za-z0-9.-]{1,64})(?:/_history/[^/]+)?");
    private static final Pattern ELSEWHERE = Pattern.compile("(?:https?://|urn:)\\S+");

    private final String base;
    private final Findings findings;

    /** @param base of this server, under which a reference is a local one */
    Values(String base, Findings findings) {
        this.base = base;
        this.findings = findings;
    }

    Optional<Criterion> token(String asked, SearchParameter parameter, String value) {
        return coded(asked, parameter.name(), value)
                .<Criterion>map(code -> code)
                .filter(code -> exists(asked, parameter, value));
    }

    Optional<Coded> identifier(String asked, String name, String value) {
        return coded(asked, name, value);
    }

    private Optional<Coded> coded(String asked, String name, String value) {
        List<String> parts = split(value, '|').stream().map(Values::unescaped).toList();
        if (parts.size() > 2 || parts.stream().allMatch(String::isEmpty)) {
            findings.bad(asked, "'" + value + "' is no token. Write code, system|code, |code or system|.");
            return Optional.empty();
        }
        return Optional.of(
                parts.size() == 1
                        ? new Coded(name, Optional.empty(), Optional.of(parts.get(0)))
                        : new Coded(
                                name,
                                Optional.of(parts.get(0)),
                                Optional.of(parts.get(1)).filter(code -> !code.isEmpty())));
    }

    /** Where the standard lists all the codes, any other is a mistake and not a search that finds nothing. */
    private boolean exists(String asked, SearchParameter parameter, String value) {
        String code = value.substring(value.indexOf('|') + 1);
        if (parameter.codes().isEmpty() || code.isEmpty() || parameter.codes().contains(code)) {
            return true;
        }
        findings.bad(
                asked,
                "'" + code + "' is no " + parameter.name() + " of a " + parameter.type() + ". There are "
                        + String.join(", ", new TreeSet<>(parameter.codes())) + ".");
        return false;
    }

    Optional<Criterion> reference(String asked, SearchParameter parameter, Optional<String> target, String value) {
        String reference = value.startsWith(base + "/") ? value.substring(base.length() + 1) : value;
        Matcher local = LOCAL.matcher(reference);
        if (!local.matches()) {
            if (ELSEWHERE.matcher(reference).matches()) {
                return Optional.of(new Criterion.Refers(parameter.name(), Optional.of(""), reference));
            }
            return bad(asked, "'" + value + "' is no reference. Write an id, Type/id, or a whole URL.");
        }
        Optional<String> type = Optional.ofNullable(local.group(1)).or(() -> target);
        if (type.filter(it -> !parameter.leadsTo(it) || !it.equals(target.orElse(it)))
                .isPresent()) {
            return bad(
                    asked,
                    "'" + value + "' leads to a " + type.get() + ", and " + asked + " to "
                            + target.orElseGet(() -> String.join(" or ", new TreeSet<>(parameter.targets()))) + ".");
        }
        return Optional.of(new Criterion.Refers(parameter.name(), type, local.group(2)));
    }

    private Optional<Criterion> bad(String asked, String sentence) {
        findings.bad(asked, sentence);
        return Optional.empty();
    }

    /** Its parts. A backslash keeps the separator behind it from parting, and stays. */
    static List<String> split(String value, char separator) {
        List<String> parts = new ArrayList<>();
        int begin = 0;
        for (int place = 0; place < value.length(); place++) {
            if (value.charAt(place) == '\\') {
                place++;
            } else if (value.charAt(place) == separator) {
                parts.add(value.substring(begin, place));
                begin = place + 1;
            }
        }
        parts.add(value.substring(begin));
        return parts;
    }

    private static String unescaped(String part) {
        return part.replaceAll("\\\\(.)", "$1");
    }
}
