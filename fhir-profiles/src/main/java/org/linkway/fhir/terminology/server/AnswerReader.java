package org.linkway.fhir.terminology.server;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.LenientErrorHandler;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Type;
import org.hl7.fhir.r4.model.ValueSet;
import org.linkway.fhir.parsing.Parsed;

/** Reads what servers reply: an answer, or which kind of failure it is. Whatever is in a reply, nothing is thrown. */
final class AnswerReader {
    private static final String ISSUE_TYPE = "http://hl7.org/fhir/tools/CodeSystem/tx-issue-type";
    /** That a code system, a value set or a version is not there; said with 200 by servers that follow tx.fhir.org. */
    private static final Set<String> NOT_KNOWN = Set.of("not-found", "version-error");

    private static final Set<String> NOT_KNOWN_PARAMETERS = Set.of("x-unknown-system", "x-caused-by-unknown-system");
    private static final String OTHER_DISPLAY = "invalid-display";
    /** R5's way to ask, which a server asks for where it takes an R4 question for an incomplete one. */
    private static final String R5_ONLY = "inferSystem";

    private final FhirContext fhir;

    AnswerReader(FhirContext fhir) {
        this.fhir = fhir;
    }

    Answer answer(Reply reply) {
        return reply.status() == 200
                ? resource(reply, Parameters.class).map(AnswerReader::answer).orElseGet(AnswerReader::unclear)
                : new Answer.Failed(refusal(reply));
    }

    /** Empty for anything but an expansion: then {@link #refusal} says what it is. */
    Optional<ValueSet> expansion(Reply reply) {
        return reply.status() == 200
                ? resource(reply, ValueSet.class).filter(ValueSet::hasExpansion)
                : Optional.empty();
    }

    Failure refusal(Reply reply) {
        Optional<OperationOutcome> outcome = resource(reply, OperationOutcome.class);
        return switch (reply.status()) {
            case 404 -> Failure.UNKNOWN;
            case 422 -> outcome.filter(AnswerReader::asksForR5).isPresent() ? Failure.UNCLEAR : Failure.UNKNOWN;
            default ->
                outcome.filter(it -> it.getIssue().stream().anyMatch(AnswerReader::isNotKnown))
                                .isPresent()
                        ? Failure.UNKNOWN
                        : Failure.UNCLEAR;
        };
    }

    private static Answer answer(Parameters parameters) {
        List<OperationOutcomeIssueComponent> issues = parameters.getParameter().stream()
                .filter(parameter -> parameter.getResource() instanceof OperationOutcome)
                .flatMap(parameter -> ((OperationOutcome) parameter.getResource()).getIssue().stream())
                .toList();
        boolean unknown = parameters.getParameter().stream()
                        .map(ParametersParameterComponent::getName)
                        .filter(Objects::nonNull)
                        .anyMatch(NOT_KNOWN_PARAMETERS::contains)
                || issues.stream().anyMatch(AnswerReader::isNotKnown);
        if (unknown) {
            return new Answer.Failed(Failure.UNKNOWN);
        }
        String display = value(parameters, "display").map(Type::primitiveValue).orElse("");
        boolean otherDisplay = !display.isEmpty() && !issues.isEmpty() && aboutDisplayAlone(issues);
        return value(parameters, "result")
                .filter(BooleanType.class::isInstance)
                .map(BooleanType.class::cast)
                .filter(BooleanType::hasValue)
                .<Answer>map(result -> otherDisplay
                        ? new Answer.OtherDisplay(display)
                        : result.booleanValue() ? new Answer.Right(display) : new Answer.Wrong())
                .orElseGet(AnswerReader::unclear);
    }

    private static Optional<Type> value(Parameters parameters, String name) {
        return parameters.getParameter().stream()
                .filter(parameter -> name.equals(parameter.getName()))
                .map(ParametersParameterComponent::getValue)
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static boolean aboutDisplayAlone(List<OperationOutcomeIssueComponent> issues) {
        return issues.stream().allMatch(issue -> types(issue).anyMatch(OTHER_DISPLAY::equals));
    }

    private static boolean isNotKnown(OperationOutcomeIssueComponent issue) {
        return types(issue).findAny().isPresent()
                ? types(issue).anyMatch(NOT_KNOWN::contains)
                : issue.getCode() == IssueType.NOTFOUND;
    }

    private static Stream<String> types(OperationOutcomeIssueComponent issue) {
        return issue.getDetails().getCoding().stream()
                .filter(coding -> ISSUE_TYPE.equals(coding.getSystem()))
                .map(Coding::getCode)
                .filter(Objects::nonNull);
    }

    private static boolean asksForR5(OperationOutcome outcome) {
        return outcome.getIssue().stream()
                .anyMatch(issue -> String.valueOf(issue.getDiagnostics()).contains(R5_ONLY)
                        || String.valueOf(issue.getDetails().getText()).contains(R5_ONLY));
    }

    private static Answer unclear() {
        return new Answer.Failed(Failure.UNCLEAR);
    }

    private <R extends IBaseResource> Optional<R> resource(Reply reply, Class<R> type) {
        IParser parser = fhir.newJsonParser();
        parser.setParserErrorHandler(new LenientErrorHandler(false));
        return Parsed.by(() -> parser.parseResource(reply.body()))
                .filter(type::isInstance)
                .map(type::cast);
    }
}
