package org.linkway.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The hazard log as a page: the hazards as data, with the tests that carry their ids (the shape that DCB0129 asks for). */
final class HazardLog {
    /** NHS England's clinical risk matrix: the rows by likelihood, the columns by severity. */
    private static final Map<String, int[]> MATRIX = Map.of(
            "very-high", new int[] {3, 4, 4, 5, 5},
            "high", new int[] {2, 3, 3, 4, 5},
            "medium", new int[] {2, 2, 3, 3, 4},
            "low", new int[] {1, 2, 2, 3, 4},
            "very-low", new int[] {1, 1, 2, 2, 3});

    private static final List<String> SEVERITIES =
            List.of("minor", "significant", "considerable", "major", "catastrophic");

    private static final String HEAD = """
            # Hazard log

            Written by `HazardLogTest` from [hazards.yaml](hazards.yaml) and from the tests that carry `@Hazard`; do not edit.

            **Prepared by the makers of Linkway, and not approved by a Clinical Safety Officer.** It has the shape that DCB0129 \
            asks of a manufacturer's hazard log. Whoever deploys Linkway has to assess it under DCB0160 with a Clinical Safety \
            Officer of their own; what falls to them stands with each hazard.

            Severity (minor, significant, considerable, major, catastrophic) and likelihood (very low to very high) give a risk \
            from 1 to 5 by NHS England's matrix: 1 and 2 are acceptable, 3 is undesirable and needs a justification, 4 and 5 are \
            not acceptable. "Initial" is without Linkway's controls. The likelihoods are the makers' judgement: there are no \
            figures from use yet.

            """;

    private HazardLog() {}

    /** @param by the tests that show a control of each hazard, each as {@code module: Class.method} */
    static String page(List<Map<String, Object>> hazards, Map<String, List<String>> by) {
        StringBuilder page = new StringBuilder(HEAD)
                .append("| Id | Hazard | Initial risk | Residual risk | Status |\n|---|---|---|---|---|\n");
        hazards.forEach(it -> page.append("| [%1$s](#%2$s) | %3$s | %4$d | %5$d | %6$s |%n"
                .formatted(
                        it.get("id"),
                        anchor(it),
                        it.get("name"),
                        risk(it, "initial"),
                        risk(it, "residual"),
                        status(it))));
        hazards.forEach(it -> page.append(section(it, by.getOrDefault(id(it), List.of()))));
        return page.toString().replace("\r\n", "\n");
    }

    static String id(Map<String, Object> hazard) {
        return (String) hazard.get("id");
    }

    private static String section(Map<String, Object> hazard, List<String> tests) {
        List<String> lines = new ArrayList<>();
        lines.add("\n## " + title(hazard) + "\n");
        lines.add("**Causes.** " + String.join(" ", words(hazard, "causes")) + "\n");
        lines.add("**Effect.** " + hazard.get("effect") + "\n");
        lines.add("**Initial risk.** " + assessed(hazard, "initial") + "\n");
        lines.add("**Controls.**\n");
        controls(hazard).forEach((kind, list) -> list.forEach(control -> lines.add("- " + kind + ": " + control)));
        lines.add(
                "\n**Shown by.** " + tests.stream().map(it -> "`" + it + "`").collect(Collectors.joining(", ")) + "\n");
        lines.add("**Residual risk.** " + assessed(hazard, "residual") + "\n");
        lines.add("**Status.** " + status(hazard) + "\n");
        lines.add("**For the deploying organisation (DCB0160).** " + String.join(" ", words(hazard, "deployer")));
        return String.join("\n", lines) + "\n";
    }

    private static String title(Map<String, Object> hazard) {
        return hazard.get("id") + ". " + hazard.get("name");
    }

    private static String anchor(Map<String, Object> hazard) {
        return title(hazard)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9 -]", "")
                .replace(' ', '-');
    }

    /** What is left to accept is accepted by a Clinical Safety Officer, who has not seen it yet. */
    private static String status(Map<String, Object> hazard) {
        return risk(hazard, "residual") <= 2
                ? "Controls built and tested; awaits a Clinical Safety Officer"
                : "Controls built and tested; as low as reasonably practicable by design, awaits a Clinical Safety Officer's"
                        + " justification";
    }

    private static String assessed(Map<String, Object> hazard, String when) {
        Map<String, Object> assessment = map(hazard.get(when));
        return "Severity %s, likelihood %s: risk %d."
                .formatted(
                        assessment.get("severity"),
                        String.valueOf(assessment.get("likelihood")).replace('-', ' '),
                        risk(hazard, when));
    }

    static int risk(Map<String, Object> hazard, String when) {
        Map<String, Object> assessment = map(hazard.get(when));
        return MATRIX.get((String) assessment.get("likelihood"))[
                SEVERITIES.indexOf((String) assessment.get("severity"))];
    }

    @SuppressWarnings("unchecked")
    private static List<String> words(Map<String, Object> hazard, String member) {
        return (List<String>) hazard.get(member);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, List<String>> controls(Map<String, Object> hazard) {
        return (Map<String, List<String>>) hazard.get("controls");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }
}
