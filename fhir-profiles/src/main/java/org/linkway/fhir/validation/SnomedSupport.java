package org.linkway.fhir.validation;

import ca.uhn.fhir.context.support.ConceptValidationOptions;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.context.support.ValidationSupportContext;
import java.util.Optional;
import org.hl7.fhir.common.hapi.validation.support.BaseValidationSupportWrapper;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.linkway.fhir.terminology.CodeFinding;
import org.linkway.fhir.terminology.CodeSystems;
import org.linkway.fhir.terminology.Sctid;
import org.linkway.fhir.terminology.SnomedFact;

/**
 * The fragment of SNOMED CT that Linkway holds, around a validator's other definitions: a code that fails its check digit or
 * is called something else is reported; a code that is not in the fragment is left to the others.
 *
 * <p>Not a CodeSystem resource, because HAPI takes a fragment for the whole where it expands value sets, and would call the
 * enumerated SNOMED CT codes of UK Core wrong.
 */
final class SnomedSupport extends BaseValidationSupportWrapper {
    private final IValidationSupport others;

    SnomedSupport(IValidationSupport others) {
        super(others.getFhirContext(), others);
        this.others = others;
    }

    @Override
    public boolean isCodeSystemSupported(ValidationSupportContext context, String system) {
        return CodeSystems.SNOMED_CT.equals(system) || others.isCodeSystemSupported(inside(), system);
    }

    @Override
    public CodeValidationResult validateCode(
            ValidationSupportContext context,
            ConceptValidationOptions options,
            String system,
            String code,
            String display,
            String valueSet) {
        if (CodeSystems.SNOMED_CT.equals(system) && code != null && valueSet == null) {
            if (!Sctid.holds(code)) {
                return CodeFinding.checkDigit(code).toResult();
            }
            Optional<SnomedFact> fact = SnomedFact.of(code);
            if (fact.isPresent()) {
                return display == null || fact.get().isCalled(display)
                        ? new CodeValidationResult()
                                .setCode(code)
                                .setDisplay(fact.get().term())
                        : CodeFinding.otherDisplay(system, code, fact.get().term())
                                .toResult();
            }
        }
        return others.validateCode(inside(), options, system, code, display, valueSet);
    }

    @Override
    public CodeValidationResult validateCodeInValueSet(
            ValidationSupportContext context,
            ConceptValidationOptions options,
            String system,
            String code,
            String display,
            IBaseResource valueSet) {
        return others.validateCodeInValueSet(inside(), options, system, code, display, valueSet);
    }

    @Override
    public boolean isCodeableConceptValidationSuccessfulIfNotAllCodingsAreValid() {
        return others.isCodeableConceptValidationSuccessfulIfNotAllCodingsAreValid();
    }

    /** Those inside do not learn of the fragment, for the same reason. */
    private ValidationSupportContext inside() {
        return new ValidationSupportContext(others);
    }
}
