package org.linkway.gateway.fhir.search;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.fhir.validation.Issue;
import org.linkway.gateway.fhir.search.AskedSearch.Inclusion;
import org.linkway.routes.port.Criterion;
import org.linkway.routes.port.ResourceSearch.Link;
import org.linkway.routes.port.ResourceSearch.Order;

/** Reads a whole query. Everything that is wrong with it is said at once. */
final class SearchReader {
    static final int USUAL_COUNT = 50;
    static final int LARGEST_COUNT = 500;

    /** More would be a list to be read one by one. */
    private static final int MOST_ALTERNATIVES = 200;

    private static final String INCLUDE = "_include";
    private static final String REVINCLUDE = "_revinclude";

    /** Those that shape the answer; the last two are HAPI's to obey. */
    static final Set<String> RESULT_PARAMETERS =
            Set.of(INCLUDE, REVINCLUDE, "_sort", "_count", "_total", "_summary", "_elements", "_format", "_pretty");

    private static final Set<String> ITERATING = Set.of(INCLUDE, REVINCLUDE);
    private static final List<String> TOTALS = List.of("none", "estimate", "accurate");
    private static final List<String> SUMMARIES = List.of("true", "false", "text", "data", "count");
    private static final Order BY_STAMP = new Order(Order.By.UPDATED, Optional.empty(), false);

    /** Of all names together. */
    private static final int MOST_PARAMETERS = 40;

    private final String type;
    private final Findings findings;
    private final CriterionReader criterionReader;
    private final QueryString used = new QueryString();
    private final List<Criterion> criteria = new ArrayList<>();
    private final List<Inclusion> inclusions = new ArrayList<>();
    private Order order = BY_STAMP;
    private int count = USUAL_COUNT;
    private boolean onlyCounted;
    private boolean total;

    private SearchReader(String type, String base, Instant now, boolean strict) {
        this.type = type;
        this.findings = new Findings(strict);
        this.criterionReader = new CriterionReader(base, now, findings);
    }

    /**
     * @param now what "about" is measured from
     * @throws SearchRefused where something does not hold, or where {@code strict} something is not offered
     */
    static AskedSearch read(
            String type, Map<String, List<String>> parameters, String base, Instant now, boolean strict) {
        SearchReader reader = new SearchReader(type, base, now, strict);
        reader.bound(parameters);
        parameters.forEach(reader::read);
        reader.findings.refuse();
        return new AskedSearch(
                type,
                List.copyOf(reader.criteria),
                reader.order,
                reader.count,
                reader.onlyCounted || reader.count == 0,
                reader.total,
                List.copyOf(reader.inclusions),
                reader.used.toString(),
                reader.findings.ignored());
    }

    /** Each is one more condition on each row, or one more search. */
    private void bound(Map<String, List<String>> parameters) {
        int asked = parameters.values().stream().mapToInt(List::size).sum();
        if (asked > MOST_PARAMETERS) {
            throw new SearchRefused(List.of(Issue.error(
                    GatewayError.PARAMETER_INVALID,
                    "This search has " + asked + " parameters. Give it up to " + MOST_PARAMETERS + " at a time.")));
        }
    }

    private void read(String name, List<String> values) {
        if (Stream.concat(Stream.of(name), values.stream()).anyMatch(text -> text.indexOf('\0') >= 0)) {
            findings.bad("(a parameter)", "A parameter has the character U+0000. Leave it out.");
            return;
        }
        String plain = name.replaceFirst(":.*", "");
        if (ITERATING.contains(plain) && (name.equals(plain) || name.matches(".*:(iterate|recurse)"))) {
            values.forEach(value -> include(name, plain.equals(REVINCLUDE), !name.equals(plain), value));
        } else if (!RESULT_PARAMETERS.contains(name)) {
            values.forEach(value -> criterion(name, value));
        } else if (values.size() > 1) {
            findings.bad(name, "'" + name + "' is given " + values.size() + " times. Give it once.");
        } else {
            shape(name, values.get(0));
        }
    }

    /** Repeated, all have to be met; parted by a comma, any. */
    private void criterion(String name, String value) {
        List<String> alternatives = Values.split(value, ',');
        if (alternatives.stream().anyMatch(String::isBlank)) {
            findings.bad(name, "'" + name + "' has no value. Leave it out, or say what to search for.");
            return;
        }
        if (alternatives.size() > MOST_ALTERNATIVES) {
            findings.bad(
                    name,
                    "'" + name + "' has " + alternatives.size() + " values. Give it up to " + MOST_ALTERNATIVES
                            + " at a time.");
            return;
        }
        criterionReader.read(type, name, alternatives).ifPresent(criterion -> {
            criteria.add(criterion);
            used.add(name, value);
        });
    }

    private void shape(String name, String value) {
        boolean understood = switch (name) {
            case "_sort" -> sort(value);
            case "_count" -> {
                Optional<Integer> asked = count(value, findings);
                asked.ifPresent(it -> count = it);
                yield asked.isPresent();
            }
            case "_total" -> {
                total = value.equals("accurate");
                yield oneOf(name, value, TOTALS);
            }
            case "_summary" -> {
                onlyCounted = value.equals("count");
                yield oneOf(name, value, SUMMARIES);
            }
            default -> true;
        };
        if (understood) {
            used.add(name, value);
        }
    }

    private boolean oneOf(String name, String value, List<String> known) {
        if (!known.contains(value)) {
            findings.bad(name, "'" + value + "' is no " + name + ". There are " + String.join(", ", known) + ".");
        }
        return known.contains(value);
    }

    /** How many on a page; more than is offered is answered with as many as are. */
    static Optional<Integer> count(String value, Findings findings) {
        if (!value.matches("\\d{1,9}")) {
            findings.bad(
                    "_count", "'" + value + "' is no number of resources. Say how many, up to " + LARGEST_COUNT + ".");
            return Optional.empty();
        }
        return Optional.of(Math.min(Integer.parseInt(value), LARGEST_COUNT));
    }

    private boolean sort(String value) {
        boolean descending = value.startsWith("-");
        String by = descending ? value.substring(1) : value;
        Optional<Order> known = order(by, descending);
        known.ifPresent(it -> order = it);
        if (known.isEmpty()) {
            List<String> offered = Stream.concat(
                            Stream.of(CriterionReader.ID, CriterionReader.LAST_UPDATED),
                            SearchParameters.of(type).values().stream()
                                    .filter(SearchReader::isTime)
                                    .map(SearchParameter::name))
                    .sorted()
                    .toList();
            findings.notOffered(
                    "_sort",
                    "'" + value + "' is nothing that a " + type + " is sorted by here" + Suggestion.of(by, offered)
                            + " Offered are " + String.join(", ", offered)
                            + ", one of them, with - before it for the latest first.");
        }
        return known.isPresent();
    }

    private Optional<Order> order(String by, boolean descending) {
        return switch (by) {
            case CriterionReader.ID -> Optional.of(new Order(Order.By.ID, Optional.empty(), descending));
            case CriterionReader.LAST_UPDATED -> Optional.of(new Order(Order.By.UPDATED, Optional.empty(), descending));
            default ->
                SearchParameters.of(type, by)
                        .filter(SearchReader::isTime)
                        .map(parameter -> new Order(Order.By.TIME, Optional.of(by), descending));
        };
    }

    private static boolean isTime(SearchParameter parameter) {
        return parameter.kind() == SearchParameter.Kind.DATE;
    }

    private void include(String name, boolean reverse, boolean iterate, String value) {
        List<Link> links = Inclusions.read(type, value, reverse, iterate);
        if (links.isEmpty()) {
            findings.notOffered(
                    name,
                    "'" + value + "' is not offered for " + name + ". Offered are *, "
                            + String.join(", ", Inclusions.offered(type, reverse)) + ".");
            return;
        }
        links.forEach(link -> inclusions.add(new Inclusion(link, reverse, iterate)));
        used.add(name, value);
    }
}
