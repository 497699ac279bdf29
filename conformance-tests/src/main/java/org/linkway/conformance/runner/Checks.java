package org.linkway.conformance.runner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.TestScript;
import org.hl7.fhir.r4.model.TestScript.AssertionDirectionType;
import org.hl7.fhir.r4.model.TestScript.AssertionOperatorType;
import org.hl7.fhir.r4.model.TestScript.SetupActionAssertComponent;

/** Judges asserts: each kind of them in a method of its own. Where one asks for several things, all have to be so. */
final class Checks {
    private static final Map<String, Integer> RESPONSES = Map.ofEntries(
            Map.entry("okay", 200),
            Map.entry("created", 201),
            Map.entry("noContent", 204),
            Map.entry("notModified", 304),
            Map.entry("bad", 400),
            Map.entry("forbidden", 403),
            Map.entry("notFound", 404),
            Map.entry("methodNotAllowed", 405),
            Map.entry("conflict", 409),
            Map.entry("gone", 410),
            Map.entry("preconditionFailed", 412),
            Map.entry("unprocessable", 422));

    private static final Set<AssertionOperatorType> TURNING = EnumSet.of(
            AssertionOperatorType.NOTEQUALS,
            AssertionOperatorType.NOTIN,
            AssertionOperatorType.NOTCONTAINS,
            AssertionOperatorType.EMPTY,
            AssertionOperatorType.LESSTHAN,
            AssertionOperatorType.GREATERTHAN);

    private static final List<String> NAVIGATION = List.of("first", "last", "next");

    private final TestScript script;
    private final Memory memory;
    private final Words words;
    private final Profiles profiles;

    Checks(TestScript script, Memory memory, Words words, Profiles profiles) {
        this.script = script;
        this.memory = memory;
        this.words = words;
        this.profiles = profiles;
    }

    /** @throws StepStopped where it cannot be judged */
    Judgement judge(SetupActionAssertComponent asked) {
        List<Function<SetupActionAssertComponent, Judgement>> checks = new ArrayList<>();
        add(checks, asked.hasResponse(), this::response);
        add(checks, asked.hasResponseCode(), this::responseCode);
        add(checks, asked.hasContentType(), this::contentType);
        add(checks, asked.hasHeaderField(), this::header);
        add(checks, asked.hasRequestMethod(), this::requestMethod);
        add(checks, asked.hasRequestURL(), this::requestUrl);
        add(checks, asked.hasResource(), this::resource);
        add(checks, asked.hasMinimumId(), this::minimum);
        add(checks, asked.getNavigationLinks(), this::navigation);
        add(checks, asked.hasValidateProfileId(), this::profile);
        add(checks, hasExpression(asked), this::expression);
        add(checks, Extensions.one(asked, Extensions.WITHIN).isPresent(), this::within);
        if (checks.isEmpty()) {
            throw StepStopped.notSupported("It asks for nothing that this runner knows how to judge.");
        }
        List<Judgement> judged =
                checks.stream().map(check -> check.apply(asked)).toList();
        return judged.stream()
                .filter(each -> each.result() != Result.PASS)
                .max(Comparator.comparing(Judgement::result))
                .orElseGet(() ->
                        Judgement.pass(judged.stream().map(Judgement::sentence).collect(Collectors.joining(" "))));
    }

    private static void add(
            List<Function<SetupActionAssertComponent, Judgement>> checks,
            boolean asked,
            Function<SetupActionAssertComponent, Judgement> check) {
        if (asked) {
            checks.add(check);
        }
    }

    private static boolean hasExpression(SetupActionAssertComponent asked) {
        return asked.hasExpression() || asked.hasPath() || asked.hasCompareToSourceId();
    }

    private Source source(SetupActionAssertComponent asked) {
        if (asked.hasSourceId()) {
            return memory.source(asked.getSourceId());
        }
        Exchange last = memory.last();
        return asked.getDirection() == AssertionDirectionType.REQUEST ? last.request() : last.response();
    }

    private Response answer(SetupActionAssertComponent asked) {
        if (asked.hasSourceId() && memory.source(asked.getSourceId()) instanceof Response named) {
            return named;
        }
        return memory.last().response();
    }

    private static Comparison comparison(SetupActionAssertComponent asked, Comparison otherwise) {
        return asked.hasOperator() ? Comparison.of(asked.getOperator()) : otherwise;
    }

    private Judgement response(SetupActionAssertComponent asked) {
        String code = asked.getResponse().toCode();
        return comparison(asked, Comparison.EQUALS)
                .judge(status(asked), String.valueOf(RESPONSES.get(code)), "the status");
    }

    private Judgement responseCode(SetupActionAssertComponent asked) {
        String expected = words.fill(asked.getResponseCode());
        Comparison otherwise = expected.contains(",") ? Comparison.IN : Comparison.EQUALS;
        return comparison(asked, otherwise).judge(status(asked), expected, "the status");
    }

    private List<String> status(SetupActionAssertComponent asked) {
        return List.of(String.valueOf(answer(asked).status()));
    }

    private Judgement contentType(SetupActionAssertComponent asked) {
        String expected = switch (asked.getContentType()) {
            case "json" -> "application/fhir+json";
            case "xml" -> "application/fhir+xml";
            default -> asked.getContentType();
        };
        List<String> found = headerOf(source(asked), "Content-Type")
                .map(value -> value.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                .map(List::of)
                .orElse(List.of());
        return comparison(asked, Comparison.EQUALS).judge(found, expected, "the content type");
    }

    private Judgement header(SetupActionAssertComponent asked) {
        List<String> found =
                headerOf(source(asked), asked.getHeaderField()).map(List::of).orElse(List.of());
        Comparison comparison = comparison(asked, asked.hasValue() ? Comparison.EQUALS : Comparison.NOT_EMPTY);
        return comparison.judge(found, value(asked), "the header " + asked.getHeaderField());
    }

    private static Optional<String> headerOf(Source source, String name) {
        return source.headers()
                .orElseThrow(() -> StepStopped.error("It is about a header of a fixture, which has none."))
                .value(name);
    }

    private Judgement requestMethod(SetupActionAssertComponent asked) {
        return comparison(asked, Comparison.EQUALS)
                .judge(
                        List.of(memory.last().request().method().toLowerCase(Locale.ROOT)),
                        asked.getRequestMethod().toCode(),
                        "the method");
    }

    private Judgement requestUrl(SetupActionAssertComponent asked) {
        return comparison(asked, Comparison.EQUALS)
                .judge(List.of(memory.last().request().url()), words.fill(asked.getRequestURL()), "the address");
    }

    private Judgement within(SetupActionAssertComponent asked) {
        long most = Extensions.number(Extensions.texts(asked, Extensions.WITHIN).get(0));
        long took = memory.last().took().toMillis();
        return Judgement.of(took <= most, "an answer within " + most + " ms", "that it took " + took + " ms");
    }

    private Judgement resource(SetupActionAssertComponent asked) {
        Body body = source(asked).body();
        List<String> found =
                body.resource().map(Resource::fhirType).map(List::of).orElse(List.of());
        return found.isEmpty()
                ? Judgement.of(false, "a " + asked.getResource(), body.inWords())
                : comparison(asked, Comparison.EQUALS).judge(found, asked.getResource(), "the resource");
    }

    /** These are so or not so: an operator could only turn them round, and no suite in use does. */
    private static void requireNoTurning(SetupActionAssertComponent asked, String what) {
        if (TURNING.contains(asked.getOperator())) {
            throw StepStopped.notSupported("This runner cannot judge " + what + " with the operator "
                    + asked.getOperator().toCode() + ".");
        }
    }

    private Judgement minimum(SetupActionAssertComponent asked) {
        requireNoTurning(asked, "minimumId");
        List<String> missing = Subset.missing(
                memory.source(asked.getMinimumId()).body().json(),
                source(asked).body().json());
        return Judgement.of(
                missing.isEmpty(),
                "all that is in " + asked.getMinimumId(),
                missing.isEmpty()
                        ? "all of " + asked.getMinimumId()
                        : "that it lacks, or has otherwise, " + String.join(", ", missing));
    }

    private Judgement navigation(SetupActionAssertComponent asked) {
        requireNoTurning(asked, "navigationLinks");
        if (!(source(asked).body().requireResource() instanceof Bundle bundle)) {
            throw StepStopped.failed("Expected a Bundle, which could have links; found another resource.");
        }
        TreeSet<String> there = new TreeSet<>();
        bundle.getLink().forEach(link -> there.add(link.getRelation()));
        return Judgement.of(
                there.containsAll(NAVIGATION), "the links " + String.join(", ", NAVIGATION), "the links " + there);
    }

    private Judgement profile(SetupActionAssertComponent asked) {
        requireNoTurning(asked, "validateProfileId");
        String id = asked.getValidateProfileId();
        String canonical = script.getProfile().stream()
                .filter(profile -> id.equals(profile.getId()))
                .map(profile -> profile.getReference())
                .findFirst()
                .orElseThrow(() -> StepStopped.error("The script names no profile `" + id + "`."));
        Body body = source(asked).body();
        body.requireResource();
        List<String> faults = profiles.faults(body, canonical)
                .orElseThrow(() -> StepStopped.notSupported("The profile " + canonical
                        + " is in no package here: name the folder of its package with --packages."));
        return Judgement.of(
                faults.isEmpty(),
                "that it conforms to " + canonical,
                faults.isEmpty()
                        ? "that it conforms to " + canonical
                        : String.join(" ", faults).replaceFirst("\\.$", ""));
    }

    private Judgement expression(SetupActionAssertComponent asked) {
        List<String> found = found(source(asked).body(), asked.getExpression(), asked.getPath(), asked);
        String what = "`" + (asked.hasExpression() ? asked.getExpression() : said(asked)) + "`";
        if (asked.hasCompareToSourceId()) {
            List<String> expected = found(
                    memory.source(asked.getCompareToSourceId()).body(),
                    asked.getCompareToSourceExpression(),
                    asked.getCompareToSourcePath(),
                    asked);
            return comparison(asked, Comparison.EQUALS).judgeAny(found, expected, what);
        }
        boolean isClaim =
                !asked.hasValue() && (!asked.hasOperator() || asked.getOperator() == AssertionOperatorType.EVAL);
        if (isClaim) {
            boolean holds = found.equals(List.of("true")) || (!found.isEmpty() && !found.equals(List.of("false")));
            return Judgement.of(holds, what + " to hold", what + (holds ? " holds" : " does not hold"));
        }
        return comparison(asked, Comparison.EQUALS).judge(found, value(asked), what);
    }

    /** Where a script compares one element of two, it may name it once. */
    private List<String> found(Body body, String expression, String path, SetupActionAssertComponent asked) {
        if (expression != null) {
            return Expressions.fhirPath(body, words.fill(expression)).values();
        }
        if (path != null) {
            return Expressions.path(body, words.fill(path)).values();
        }
        return asked.getCompareToSourceExpression() == null
                ? Expressions.path(body, words.fill(said(asked))).values()
                : Expressions.fhirPath(body, words.fill(asked.getCompareToSourceExpression()))
                        .values();
    }

    private static String said(SetupActionAssertComponent asked) {
        if (asked.hasPath()) {
            return asked.getPath();
        }
        String said = asked.hasCompareToSourceExpression()
                ? asked.getCompareToSourceExpression()
                : asked.getCompareToSourcePath();
        if (said == null) {
            throw StepStopped.error("It compares to " + asked.getCompareToSourceId() + " and does not say what of it.");
        }
        return said;
    }

    private String value(SetupActionAssertComponent asked) {
        return asked.hasValue() ? words.fill(asked.getValue()) : "";
    }
}
