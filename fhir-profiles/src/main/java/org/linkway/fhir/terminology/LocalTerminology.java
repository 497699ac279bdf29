package org.linkway.fhir.terminology;

import ca.uhn.fhir.context.support.ConceptValidationOptions;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.context.support.IValidationSupport.CodeValidationIssueCoding;
import ca.uhn.fhir.context.support.IValidationSupport.CodeValidationResult;
import ca.uhn.fhir.context.support.ValidationSupportContext;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode;
import org.hl7.fhir.r4.model.ValueSet;

/** What the definitions that are held here can say about codes, and whether that is the last word. */
public final class LocalTerminology {
    private final IValidationSupport definitions;

    public LocalTerminology(IValidationSupport definitions) {
        this.definitions = definitions;
    }

    /** Whether it is known here that this code is in its code system, or that it is not. */
    public boolean settles(String system, String code) {
        if (KnownCodes.contains(system, code)) {
            return true;
        }
        if (!definitions.isCodeSystemSupported(context(), system)) {
            return false;
        }
        CodeValidationResult result =
                definitions.validateCode(context(), new ConceptValidationOptions(), system, code, null, null);
        return result != null && (result.isOk() || (isSettled(result) && isWhole(system)));
    }

    /** What is known here of a code in a value set; empty where it takes more than is held here to know. */
    public Optional<CodeValidationResult> membership(
            ConceptValidationOptions options, String system, String code, String display, ValueSet valueSet) {
        CodeValidationResult result =
                definitions.validateCodeInValueSet(context(), options, system, code, display, valueSet);
        return Optional.ofNullable(result).filter(it -> it.isOk() || (isSettled(it) && isWhole(valueSet)));
    }

    /** Whether a refusal is more than that something is missing here. */
    private static boolean isSettled(CodeValidationResult result) {
        return result.getIssues().stream()
                .noneMatch(issue -> issue.hasIssueDetailCode(CodeValidationIssueCoding.NOT_FOUND.getCode()));
    }

    private boolean isWhole(String system) {
        return !(definitions.fetchCodeSystem(system) instanceof CodeSystem held)
                || held.getContent() == CodeSystemContentMode.COMPLETE;
    }

    /** Of an included value set that is not here, HAPI's expansion says nothing and leaves its codes out. */
    private boolean isWhole(ValueSet valueSet) {
        return Stream.concat(valueSet.getCompose().getInclude().stream(), valueSet.getCompose().getExclude().stream())
                .allMatch(part -> (!part.hasSystem() || isWhole(part.getSystem()))
                        && part.getValueSet().stream()
                                .allMatch(included ->
                                        definitions.fetchValueSet(included.getValue()) instanceof ValueSet held
                                                && isWhole(held)));
    }

    /** Those inside ask each other, and nobody outside. */
    private ValidationSupportContext context() {
        return new ValidationSupportContext(definitions);
    }
}
