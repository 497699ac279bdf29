package org.linkway.fhir.validation;

import ca.uhn.fhir.validation.SingleValidationMessage;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.linkway.fhir.profile.LinkwayProfile;
import org.linkway.fhir.terminology.CodeFinding;
import org.linkway.fhir.validation.Issue.Position;
import org.linkway.fhir.validation.Issue.Rule;
import org.linkway.fhir.validation.Issue.Severity;

/**
 * One message of HAPI's validator.
 *
 * @param id of the message; empty where its parser speaks, which gives none
 * @param expression a plain FHIRPath; empty where the message has no place
 * @param position as HAPI gives it, which is behind what it speaks of
 */
record Finding(
        String id,
        Severity severity,
        String text,
        String expression,
        Optional<Position> position,
        Surroundings surroundings) {
    private static final Pattern DECORATION = Pattern.compile("/\\*.*?\\*/|\\.ofType\\(\\w+\\)|\\[x]|\\[url='[^']*']");
    private static final Pattern XML_STEP = Pattern.compile("/(?:\\w+|\\?):");
    private static final Pattern PLAIN_PATH = Pattern.compile("[A-Z]\\w*+(?:\\.\\w++(?:\\[\\d++])?+)*+");
    private static final Pattern PROFILE = Pattern.compile(
            "(?:from|in the profile|by profile|by the profile|in profile|The Profile) '?(https?://[^\\s|'#)]+)");
    private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"");

    static Finding of(SingleValidationMessage message, Surroundings surroundings) {
        return new Finding(
                Optional.ofNullable(message.getMessageId()).orElse(""),
                switch (message.getSeverity()) {
                    case ERROR, FATAL -> Severity.ERROR;
                    case WARNING -> Severity.WARNING;
                    case INFORMATION -> Severity.INFORMATION;
                },
                message.getMessage(),
                plain(Optional.ofNullable(message.getLocationString()).orElse(""), surroundings.outline()),
                Optional.ofNullable(message.getLocationLine())
                        .filter(line -> line > 0)
                        .map(line -> new Position(line, Math.max(1, message.getLocationCol()))),
                surroundings);
    }

    private static String plain(String location, Outline outline) {
        String path = DECORATION.matcher(location).replaceAll("");
        if (path.startsWith("/")) {
            path = XML_STEP.matcher(path).replaceAll(".").substring(1);
        }
        path = path.endsWith(".") ? path.substring(0, path.length() - 1) : path;
        boolean fromRoot = path.split("\\.", 2)[0].equals(outline.rootType().orElse(""));
        return fromRoot && PLAIN_PATH.matcher(path).matches() ? path : "";
    }

    /** What Linkway's own terminology found, where that is what speaks. */
    Optional<CodeFinding> code() {
        return CodeFinding.in(text);
    }

    Finding at(String other) {
        return new Finding(id, severity, text, other, position, surroundings);
    }

    /** As something that gets through all the same. */
    Finding tolerated() {
        return severity == Severity.ERROR ? as(Severity.WARNING) : this;
    }

    Finding as(Severity other) {
        return new Finding(id, other, text, expression, position, surroundings);
    }

    Outline outline() {
        return surroundings.outline();
    }

    /** The element as people call it. */
    String name() {
        return expression.isEmpty() ? "The body" : outline().nameOf(expression);
    }

    /** The last name in the path. */
    String lastName() {
        return name().substring(name().lastIndexOf('.') + 1);
    }

    /** Whether what stands here says something about a person, so that it must not be repeated. */
    boolean isAboutAPerson() {
        return outline().isAboutAPerson(expression);
    }

    /** "{element} is '{value}', which", or, where the value says something about a person, "{element}". */
    String nameWith(Optional<String> value, String what) {
        return value.filter(text -> !isAboutAPerson())
                .map(rejected -> name() + " is '" + Excerpt.of(rejected) + "', which is " + what)
                .orElseGet(() -> name() + " is " + what);
    }

    /** The first group of this pattern that has something of the text. */
    Optional<String> part(Pattern pattern) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find()
                ? IntStream.rangeClosed(1, matcher.groupCount())
                        .mapToObj(matcher::group)
                        .filter(Objects::nonNull)
                        .findFirst()
                : Optional.empty();
    }

    /** The canonical URL of the profile that the text names. */
    Optional<String> profile() {
        return part(PROFILE);
    }

    /** The text without what it quotes, where that says something about a person. */
    String repeatableText() {
        return Excerpt.ofText(
                isAboutAPerson() ? QUOTED.matcher(text).replaceAll(Matcher.quoteReplacement("the value")) : text);
    }

    List<Issue> issue(GatewayError error, String sentence) {
        return List.of(Issue.of(error, severity, Optional.of(expression).filter(it -> !it.isEmpty()), sentence)
                .by(rule(error)));
    }

    /** At HAPI's own position: for what no FHIRPath leads to. */
    Issue located(Issue issue) {
        return position.map(issue::at).orElse(issue);
    }

    private Rule rule(GatewayError error) {
        int hash = id.indexOf('#');
        if (hash > 0) {
            String definition = id.substring(0, hash);
            return new Rule(id.substring(hash + 1), definition.startsWith(LinkwayProfile.BASE) ? id : definition);
        }
        return new Rule(
                id.isEmpty() ? error.key() : id,
                profile().orElseGet(() -> outline().definitionOf(expression)));
    }
}
