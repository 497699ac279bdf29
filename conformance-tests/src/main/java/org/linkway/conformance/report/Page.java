package org.linkway.conformance.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.linkway.conformance.runner.Body;
import org.linkway.conformance.runner.Exchange;
import org.linkway.conformance.runner.Headers;
import org.linkway.conformance.runner.Headers.Header;
import org.linkway.conformance.runner.Result;
import org.linkway.conformance.runner.ScriptResult;
import org.linkway.conformance.runner.StepResult;
import org.linkway.conformance.runner.StepResult.Kind;
import org.linkway.conformance.runner.TestResult;
import org.linkway.conformance.suite.Requirement;

/**
 * One page that needs nothing beside it: first how it stands, then each requirement with its tests, then each test with what was
 * asked, what came back and what was expected. What is not as asked is open from the beginning.
 */
public final class Page {
    private static final Set<String> SECRET = Set.of("authorization", "apikey", "cookie", "set-cookie", "x-api-key");
    private static final int LONGEST_BODY = 20_000;

    private final String target;
    private final List<ScriptResult> results;
    private final Map<String, Requirement> requirements;

    /**
     * @param target what was tested: its FHIR base
     * @param requirements by their ids
     */
    public Page(String target, List<ScriptResult> results, Map<String, Requirement> requirements) {
        this.target = target;
        this.results = List.copyOf(results);
        this.requirements = new TreeMap<>(requirements);
    }

    public String html() {
        return new Html()
                .element("html", html -> html.element("head", this::head).element("body", this::body), "lang", "en")
                .page();
    }

    private void head(Html html) {
        html.element("meta", "", "charset", "UTF-8")
                .element("meta", "", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .element("title", "Conformance of " + target)
                .element("style", style());
    }

    private void body(Html html) {
        html.element(
                "header",
                header -> header.element("h1", "Conformance of " + target)
                        .element("p", summary(), "class", verdict().name().toLowerCase(Locale.ROOT)));
        html.element("main", main -> {
            main.element("h2", "By requirement");
            requirements(main);
            main.element("h2", "By test");
            results.forEach(result -> script(main, result));
        });
    }

    private Result verdict() {
        return results.stream()
                .map(ScriptResult::result)
                .max(Comparator.naturalOrder())
                .orElse(Result.SKIP);
    }

    private String summary() {
        Map<Result, Long> counts = results.stream()
                .flatMap(result -> result.tests().stream())
                .collect(Collectors.groupingBy(TestResult::result, Collectors.counting()));
        return Arrays.stream(Result.values())
                .filter(counts::containsKey)
                .map(result -> counts.get(result) + " " + words(result))
                .collect(Collectors.joining(", ", "", "."));
    }

    private static String words(Result result) {
        return switch (result) {
            case PASS -> "as asked";
            case WARNING -> "with a warning";
            case SKIP -> "not tried";
            case FAIL -> "not as asked";
            case ERROR -> "could not be tried";
        };
    }

    private void requirements(Html html) {
        Map<String, List<TestResult>> shown = new TreeMap<>();
        results.stream()
                .flatMap(result -> result.tests().stream())
                .forEach(test -> test.requirements()
                        .forEach(id -> shown.computeIfAbsent(id, it -> new ArrayList<>())
                                .add(test)));
        html.element("table", table -> {
            table.element(
                    "thead",
                    head -> head.element(
                            "tr",
                            row -> List.of("Requirement", "What is asked", "Tests", "")
                                    .forEach(column -> row.element("th", column, "scope", "col"))));
            table.element(
                    "tbody",
                    rows -> shown.forEach((id, tests) ->
                            rows.element("tr", row -> requirement(row, id, tests), "id", "requirement-" + id)));
        });
    }

    private void requirement(Html row, String id, List<TestResult> tests) {
        Requirement requirement = requirements.get(id);
        Result worst = tests.stream()
                .map(TestResult::result)
                .max(Comparator.naturalOrder())
                .orElse(Result.SKIP);
        row.element("th", id, "scope", "row")
                .element("td", requirement == null ? "" : requirement.level() + ": " + requirement.text())
                .element(
                        "td",
                        cell -> tests.forEach(test -> cell.element("a", test.name(), "href", "#" + anchor(test))
                                .words(" ")))
                .element("td", words(worst), "class", worst.name().toLowerCase(Locale.ROOT));
    }

    private static String anchor(TestResult test) {
        return "test-" + Integer.toHexString((test.id() + test.name()).hashCode());
    }

    private void script(Html html, ScriptResult result) {
        html.element("section", section -> {
            section.element("h3", result.script().title());
            section.element("p", result.script().name());
            if (!result.script().ignored().isEmpty()) {
                section.element(
                        "p",
                        "R4 does not know these elements of it, or this runner does not, so they were not worked: "
                                + String.join(", ", result.script().ignored()) + ".",
                        "class",
                        "skip");
            }
            steps(section, "Setup", result.setup());
            result.tests().forEach(test -> test(section, test));
            steps(section, "Teardown", result.teardown());
        });
    }

    private void steps(Html html, String title, List<StepResult> steps) {
        if (!steps.isEmpty()) {
            html.element("details", details -> {
                details.element("summary", title);
                details.element("ol", list -> steps.forEach(step -> step(list, step)));
            });
        }
    }

    private void test(Html html, TestResult test) {
        Html.Content content = details -> {
            details.element(
                    "summary",
                    summary -> summary.element(
                                    "span",
                                    words(test.result()),
                                    "class",
                                    test.result().name().toLowerCase(Locale.ROOT))
                            .words(" " + test.name()));
            details.element("p", test.description());
            test.requirements()
                    .forEach(id -> details.element("a", id, "href", "#requirement-" + id)
                            .words(" "));
            details.element("ol", list -> test.steps().forEach(step -> step(list, step)));
        };
        boolean isOpen = test.result() == Result.FAIL || test.result() == Result.ERROR;
        if (isOpen) {
            html.element("details", content, "id", anchor(test), "open", "open");
        } else {
            html.element("details", content, "id", anchor(test));
        }
    }

    private void step(Html list, StepResult step) {
        list.element("li", item -> {
            item.element(
                    "span", words(step.result()), "class", step.result().name().toLowerCase(Locale.ROOT));
            item.words(" " + (step.description().isEmpty() ? step.label() : step.description()) + " ");
            item.element("em", step.judgement().sentence());
            if (step.kind() == Kind.OPERATION) {
                step.exchange().ifPresent(exchange -> exchange(item, exchange));
            }
        });
    }

    private static void exchange(Html html, Exchange exchange) {
        html.element("details", details -> {
            details.element(
                    "summary", "What was asked and answered (" + exchange.took().toMillis() + " ms)");
            details.element(
                    "pre",
                    exchange.request().method() + " " + exchange.request().url() + "\n"
                            + lines(exchange.request().lines()) + "\n"
                            + shown(exchange.request().body()));
            details.element(
                    "pre",
                    exchange.response().status() + "\n"
                            + lines(exchange.response().lines()) + "\n"
                            + shown(exchange.response().body()));
        });
    }

    /** Without what lets somebody in. */
    private static String lines(Headers headers) {
        return headers.all().stream().map(Page::line).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String line(Header header) {
        boolean isSecret = SECRET.contains(header.name().toLowerCase(Locale.ROOT));
        return header.name() + ": " + (isSecret ? "(not shown)" : header.value());
    }

    private static String shown(Body body) {
        String text = body.text();
        return text.length() > LONGEST_BODY
                ? text.substring(0, LONGEST_BODY) + "\n… (" + text.length() + " characters)"
                : text;
    }

    private static String style() {
        try (InputStream style = Page.class.getResourceAsStream("page.css")) {
            return new String(style.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
