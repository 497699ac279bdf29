package org.linkway.fhir.validation;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.validation.SingleValidationMessage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.linkway.fhir.profile.LinkwayProfile;
import org.linkway.fhir.validation.Followers.Said;
import org.linkway.fhir.validation.Issue.Position;
import org.linkway.fhir.validation.Issue.Rule;
import org.linkway.fhir.validation.Issue.Severity;
import org.linkway.fhir.validation.WireGuard.Guarded;

/**
 * From what was found in a body to what is told about it: in sentences, each mistake once, with its place in the text, in the
 * order of the text.
 */
final class Diagnosis {
    private static final Comparator<Issue> WEIGHT = Comparator.comparing(Issue::severity)
            .thenComparing(issue -> !issue.rule().filter(Diagnosis::isOurs).isPresent())
            .thenComparing(issue -> issue.rule().map(Rule::id).orElse(""))
            .thenComparing(issue -> issue.rule().map(Rule::page).orElse(""));

    private static final Comparator<Issue> ORDER = Comparator.comparing(
                    (Issue issue) -> issue.position().orElse(new Position(0, 0)))
            .thenComparing(WEIGHT)
            .thenComparing(issue -> issue.expression().orElse(""))
            .thenComparing(Issue::sentence);

    private static final Pattern SAID_BY_THE_GUARD = Pattern.compile(
            "^(Undefined element |Undefined attribute '@(?!(id|value|url)')|Text should not be present)");

    private final Definitions definitions;
    private final Wordings wordings;

    Diagnosis(FhirContext fhir, Definitions definitions, UnknownProfiles unknownProfiles) {
        this.definitions = definitions;
        this.wordings = new Wordings(fhir, definitions, unknownProfiles);
    }

    /**
     * @param body with what the guard found in it
     * @param messages of HAPI's validator
     */
    List<Issue> of(Guarded body, List<SingleValidationMessage> messages) {
        Surroundings surroundings = new Surroundings(body);
        List<Said> said = new ArrayList<>();
        body.issues().forEach(issue -> said.add(new Said("", issue)));
        List<Finding> findings = messages.stream()
                .filter(message -> !isSaidByTheGuard(message, body))
                .sorted(Comparator.comparing(SingleValidationMessage::getSeverity)
                        .reversed())
                .limit(ScanFindings.MOST)
                .map(message -> Finding.of(message, surroundings))
                .toList();
        UncheckedCodes.notDenied(findings)
                .forEach(finding -> wordings.issues(finding).forEach(issue -> said.add(new Said(finding.id(), issue))));
        if (messages.size() > ScanFindings.MOST) {
            said.add(new Said("", moreThanIsTold(findings)));
        }
        return told(Followers.without(said).stream().map(Said::issue).toList(), body);
    }

    /** Of the form of XML the guard says the same, and with places. */
    private static boolean isSaidByTheGuard(SingleValidationMessage message, Guarded body) {
        return body.format() == WireFormat.XML
                && message.getMessageId() == null
                && SAID_BY_THE_GUARD.matcher(message.getMessage()).find();
    }

    /** As severe as the worst of those that are told. */
    private static Issue moreThanIsTold(List<Finding> told) {
        return Issue.of(
                GatewayError.INVALID,
                told.stream().findFirst().map(Finding::severity).orElse(Severity.ERROR),
                Optional.empty(),
                "More than " + ScanFindings.MOST
                        + " things were found in this body, and only the first are told. Correct them, and send it again.");
    }

    boolean knows(String profile) {
        return definitions.structure(profile).isPresent();
    }

    /** Issues with their places and rules, the same mistake once, in the order of the text. */
    static List<Issue> told(List<Issue> issues, Guarded body) {
        if (issues.isEmpty()) {
            return List.of();
        }
        Positions positions = Positions.of(
                body.text(),
                body.format(),
                issues.stream().flatMap(issue -> issue.expression().stream()).toList());
        return issues.stream()
                .map(issue -> withRule(withPosition(issue, positions), body.outline()))
                .collect(Collectors.toMap(Mistake::of, Function.identity(), BinaryOperator.minBy(WEIGHT)))
                .values()
                .stream()
                .sorted(ORDER)
                .toList();
    }

    /** What makes two issues the same. */
    private record Mistake(Optional<String> expression, String sentence) {
        static Mistake of(Issue issue) {
            return new Mistake(issue.expression(), issue.sentence());
        }
    }

    private static Issue withPosition(Issue issue, Positions positions) {
        return issue.position().isPresent()
                ? issue
                : issue.expression().flatMap(positions::of).map(issue::at).orElse(issue);
    }

    private static Issue withRule(Issue issue, Outline outline) {
        return issue.rule().isPresent()
                ? issue
                : issue.by(new Rule(
                        issue.error().key(),
                        outline.definitionOf(issue.expression().orElse(""))));
    }

    private static boolean isOurs(Rule rule) {
        return rule.page().startsWith(LinkwayProfile.BASE);
    }
}
