package org.linkway.gateway.fhir.search;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.linkway.fhir.validation.Issue;
import org.linkway.routes.port.Span;

/**
 * What is asked of a history.
 *
 * @param count how many versions on a page
 * @param used the parameters that were understood, as a query string
 * @param ignored those that were not
 */
record AskedHistory(int count, Optional<Instant> since, String used, List<Issue> ignored) {
    private static final String COUNT = "_count";
    private static final String SINCE = "_since";
    private static final List<String> OFFERED = List.of(COUNT, "_elements", "_format", "_pretty", SINCE, "_summary");

    /** @throws SearchRefused where something does not hold, or where {@code strict} something is not offered */
    static AskedHistory read(Map<String, List<String>> parameters, boolean strict) {
        Findings findings = new Findings(strict);
        QueryString used = new QueryString();
        int count = SearchReader.USUAL_COUNT;
        Optional<Instant> since = Optional.empty();
        for (Map.Entry<String, List<String>> parameter : parameters.entrySet()) {
            String name = parameter.getKey();
            String value = parameter.getValue().get(0);
            if (!OFFERED.contains(name)) {
                findings.notOffered(
                        name,
                        "'" + name + "' is not offered for a history" + Suggestion.of(name, OFFERED) + " Offered are "
                                + String.join(", ", OFFERED) + ".");
                continue;
            }
            if (name.equals(COUNT)) {
                count = Math.max(1, SearchReader.count(value, findings).orElse(count));
            } else if (name.equals(SINCE)) {
                since = since(value, findings);
            }
            used.add(name, value);
        }
        findings.refuse();
        return new AskedHistory(count, since, used.toString(), findings.ignored());
    }

    private static Optional<Instant> since(String value, Findings findings) {
        Optional<Instant> since = FhirTime.span(value.replace(' ', '+')).map(Span::from);
        if (since.isEmpty()) {
            findings.bad(SINCE, "'" + value + "' is no time. Write one such as 2026-03-02T12:00:00Z.");
        }
        return since;
    }
}
