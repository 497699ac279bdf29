package org.linkway.gateway.fhir.search;

import static org.linkway.gateway.fhir.search.SearchParameter.Kind.REFERENCE;
import static org.linkway.gateway.fhir.search.SearchParameter.Kind.TOKEN;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.linkway.routes.port.Criterion;

/** Reads what one parameter of a query asks for. */
final class CriterionReader {
    static final String ID = "_id";
    static final String LAST_UPDATED = "_lastUpdated";

    /** R4: what every type is found by. */
    private static final List<String> EVERYWHERE = List.of(ID, LAST_UPDATED);

    private static final Pattern NAME = Pattern.compile("([^:.]+)(?::([^.]*))?(?:\\.(.+))?");
    private static final Pattern FHIR_ID = Pattern.compile("[A-Za-z0-9.-]{1,64}");

    /** Nobody asks further than from a Task over its referral to its person. */
    private static final int LONGEST_CHAIN = 3;

    private final Values values;
    private final Instant now;
    private final Findings findings;

    CriterionReader(String base, Instant now, Findings findings) {
        this.values = new Values(base, findings);
        this.now = now;
        this.findings = findings;
    }

    /** Empty where it is not offered or does not hold, which the findings then say. */
    Optional<Criterion> read(String type, String name, List<String> alternatives) {
        return read(new Asked(name, name), type, alternatives, LONGEST_CHAIN);
    }

    /** @param whole the parameter as it stands in the query; {@code name} is what is left of it behind a chain's links */
    private record Asked(String whole, String name) {
        Asked rest(String of) {
            return new Asked(whole, of);
        }
    }

    private Optional<Criterion> read(Asked asked, String type, List<String> alternatives, int links) {
        Matcher name = NAME.matcher(asked.name());
        if (!name.matches()) {
            return unknown(asked, type);
        }
        Optional<String> modifier = Optional.ofNullable(name.group(2));
        if (EVERYWHERE.contains(name.group(1))) {
            return modifier.isPresent() || name.group(3) != null
                    ? notOffered(
                            asked, "'" + asked.whole() + "' is not offered: " + name.group(1) + " takes no modifier.")
                    : everywhere(asked, name.group(1), alternatives);
        }
        Optional<SearchParameter> parameter = SearchParameters.of(type, name.group(1));
        if (parameter.isEmpty()) {
            return unknown(asked, type);
        }
        return name.group(3) == null
                ? plain(asked, parameter.get(), modifier, alternatives, links)
                : chain(asked, parameter.get(), modifier, name.group(3), alternatives, links);
    }

    private Optional<Criterion> everywhere(Asked asked, String name, List<String> alternatives) {
        return any(alternatives, value -> name.equals(ID) ? id(asked, value) : updated(asked, value));
    }

    private Optional<Criterion> id(Asked asked, String value) {
        return FHIR_ID.matcher(value).matches()
                ? Optional.of(new Criterion.HasId(value))
                : bad(asked, "'" + value + "' is no id: letters, digits, '-' and '.', 64 at most.");
    }

    private Optional<Criterion> updated(Asked asked, String value) {
        return FhirTime.moment(value, now)
                .<Criterion>map(Criterion.Updated::new)
                .or(() -> noTime(asked, value));
    }

    private Optional<Criterion> plain(
            Asked asked, SearchParameter parameter, Optional<String> modifier, List<String> alternatives, int links) {
        if (modifier.isEmpty()) {
            return parameter.chains().isEmpty()
                    ? any(alternatives, value -> value(asked, parameter, Optional.empty(), value))
                    : anyOf(parameter.chains().stream()
                            .flatMap(chain -> read(asked.rest(chain), parameter.type(), alternatives, links).stream())
                            .toList());
        }
        String by = modifier.get();
        if (by.equals("missing") && parameter.chains().isEmpty()) {
            return missing(asked, parameter, alternatives);
        }
        if (by.equals("not") && parameter.kind() == TOKEN && parameter.chains().isEmpty()) {
            return any(alternatives, value -> value(asked, parameter, Optional.empty(), value))
                    .map(Criterion.Not::new);
        }
        if (parameter.kind() == REFERENCE && by.equals("identifier")) {
            return any(alternatives, value -> byIdentifier(asked, parameter, value));
        }
        if (parameter.kind() == REFERENCE && isType(by) && parameter.leadsTo(by)) {
            return any(alternatives, value -> value(asked, parameter, Optional.of(by), value));
        }
        return notOffered(
                asked,
                "'" + asked.whole() + "' is not offered: " + parameter.name() + " takes "
                        + (parameter.chains().isEmpty()
                                ? String.join(", ", parameter.kind().modifiers())
                                : "no modifier")
                        + ".");
    }

    private static boolean isType(String text) {
        return !text.isEmpty() && Character.isUpperCase(text.charAt(0));
    }

    private Optional<Criterion> value(Asked asked, SearchParameter parameter, Optional<String> target, String value) {
        return switch (parameter.kind()) {
            case TOKEN -> values.token(asked.whole(), parameter, value);
            case REFERENCE -> values.reference(asked.whole(), parameter, target, value);
            case URI -> Optional.of(new Criterion.Coded(parameter.name(), Optional.empty(), Optional.of(value)));
            case DATE ->
                FhirTime.moment(value, now)
                        .<Criterion>map(moment -> new Criterion.Timed(parameter.name(), moment))
                        .or(() -> noTime(asked, value));
        };
    }

    private Optional<Criterion> missing(Asked asked, SearchParameter parameter, List<String> alternatives) {
        Criterion present = new Criterion.AnyOf(List.of(
                new Criterion.Present(parameter.name()),
                new Criterion.Present(parameter.name() + ResourceIndex.PRESENT)));
        return any(alternatives, value -> switch (value) {
            case "true" -> Optional.of(new Criterion.Not(present));
            case "false" -> Optional.of(present);
            default -> bad(asked, "'" + value + "' does not say whether it is missing: true or false.");
        });
    }

    /** By the identifier in the reference itself, or by that of what it leads to: senders write either. */
    private Optional<Criterion> byIdentifier(Asked asked, SearchParameter parameter, String value) {
        return values.identifier(asked.whole(), parameter.name() + ResourceIndex.BY_IDENTIFIER, value)
                .map(there -> new Criterion.AnyOf(Stream.concat(
                                Stream.of(there),
                                there(parameter, "identifier")
                                        .<Criterion>map(type -> new Criterion.Linked(
                                                parameter.name(),
                                                type,
                                                new Criterion.Coded("identifier", there.system(), there.value()))))
                        .toList()));
    }

    private Optional<Criterion> chain(
            Asked asked,
            SearchParameter parameter,
            Optional<String> target,
            String rest,
            List<String> alternatives,
            int links) {
        List<String> types = there(parameter, NAME.matcher(rest).replaceFirst("$1"))
                .filter(type -> target.isEmpty() || target.get().equals(type))
                .toList();
        if (parameter.kind() != REFERENCE || types.isEmpty() || links == 0) {
            return notOffered(
                    asked,
                    "'" + asked.whole() + "' is not offered: " + parameter.name()
                            + " leads to nothing that is searched by '" + rest + "'.");
        }
        return anyOf(types.stream()
                .flatMap(type -> read(asked.rest(rest), type, alternatives, links - 1)
                        .<Criterion>map(there -> new Criterion.Linked(parameter.name(), type, there))
                        .stream())
                .toList());
    }

    /** The types that it may lead to and that are searched by that name. */
    private static Stream<String> there(SearchParameter parameter, String name) {
        return SearchParameters.types().stream()
                .filter(parameter::leadsTo)
                .filter(type -> EVERYWHERE.contains(name)
                        || SearchParameters.of(type, name.replaceFirst(":.*", ""))
                                .isPresent())
                .sorted();
    }

    private static Optional<Criterion> any(List<String> alternatives, Function<String, Optional<Criterion>> read) {
        return anyOf(alternatives.stream()
                .flatMap(value -> read.apply(value).stream())
                .toList());
    }

    private static Optional<Criterion> anyOf(List<Criterion> criteria) {
        return criteria.isEmpty() ? Optional.empty() : Optional.of(new Criterion.AnyOf(criteria));
    }

    private Optional<Criterion> unknown(Asked asked, String type) {
        List<String> offered = offered(type);
        return notOffered(
                asked,
                "'" + asked.whole() + "' is no search parameter of " + type + " here"
                        + Suggestion.of(asked.name(), offered) + " Offered are " + String.join(", ", offered) + ".");
    }

    static List<String> offered(String type) {
        return Stream.of(EVERYWHERE, SearchParameters.of(type).keySet(), SearchReader.RESULT_PARAMETERS)
                .flatMap(Collection::stream)
                .sorted()
                .collect(Collectors.toList());
    }

    private Optional<Criterion> notOffered(Asked asked, String sentence) {
        findings.notOffered(asked.whole(), sentence);
        return Optional.empty();
    }

    private Optional<Criterion> bad(Asked asked, String sentence) {
        findings.bad(asked.whole(), sentence);
        return Optional.empty();
    }

    private Optional<Criterion> noTime(Asked asked, String value) {
        return bad(
                asked,
                "'" + value
                        + "' is no time. Write one such as 2026-03-02 or 2026-03-02T12:00:00Z, and before it eq, ne, gt,"
                        + " lt, ge, le, sa, eb, ap or nothing.");
    }
}
