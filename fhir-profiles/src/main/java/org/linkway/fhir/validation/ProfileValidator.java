package org.linkway.fhir.validation;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.ValidationOptions;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r5.utils.validation.constants.BestPracticeWarningLevel;
import org.linkway.fhir.profile.LinkwayProfile;
import org.linkway.fhir.terminology.CodeFinding;
import org.linkway.fhir.terminology.server.ServedTerminology;

/** HAPI's validator with Linkway's profiles, made once and used by all threads. */
public final class ProfileValidator {
    private static final Set<ResultSeverityEnum> REFUSED =
            EnumSet.of(ResultSeverityEnum.ERROR, ResultSeverityEnum.FATAL);

    private static final String EMPTY_ELEMENT = "http://hl7.org/fhir/StructureDefinition/Element#ele-1";
    private static final String NOT_IN_VALUE_SET = "Terminology_TX_NoValid_";
    private static final String BUNDLE_RULE = "http://hl7.org/fhir/StructureDefinition/Bundle#";

    private final FhirValidator validator;
    private final Wordings wordings;

    public ProfileValidator(FhirContext fhir, ValidatorSettings settings) {
        IValidationSupport held = new SnomedSupport(new ValidationSupportChain(
                new DefaultProfileValidationSupport(fhir),
                LinkwayDefinitions.load(fhir),
                new SnapshotGeneratingValidationSupport(fhir),
                new CommonCodeSystemsTerminologyService(fhir),
                new InMemoryTerminologyServerValidationSupport(fhir)));
        IValidationSupport support = settings.terminologyServer()
                .<IValidationSupport>map(server -> new ServedTerminology(held, server))
                .orElse(held);
        FhirInstanceValidator instanceValidator = new FhirInstanceValidator(support);
        // A profile that Linkway does not hold cannot be checked, and is no reason to turn a person away.
        instanceValidator.setErrorForUnknownProfiles(false);
        instanceValidator.setAnyExtensionsAllowed(true);
        // Advice is not passed on, so it need not be thought of.
        instanceValidator.setNoExtensibleWarnings(true);
        instanceValidator.setBestPracticeWarningLevel(BestPracticeWarningLevel.Ignore);
        validator = fhir.newValidator().registerValidatorModule(instanceValidator);
        wordings = new Wordings(new Definitions(support));
    }

    /** Everything that is wrong with this text as a resource of this profile, once each. */
    List<Issue> validate(String text, Outline outline, LinkwayProfile profile) {
        ValidationOptions options = new ValidationOptions().addProfile(profile.url());
        Map<Finding, Issue> issues = new LinkedHashMap<>();
        validator.validateWithResult(text, options).getMessages().stream()
                .filter(message -> REFUSED.contains(message.getSeverity())
                        || CodeFinding.in(message.getMessage()).isPresent())
                .map(message -> Finding.of(message, outline))
                .forEach(finding -> wordings.issue(finding).ifPresent(issue -> issues.put(finding, issue)));
        return issues.entrySet().stream()
                .filter(issue -> !followsFromAnother(issue.getKey(), issues))
                .map(Map.Entry::getValue)
                .distinct()
                .toList();
    }

    /** Some rules break only because something else is wrong, and are no news to the sender. */
    private static boolean followsFromAnother(Finding finding, Map<Finding, Issue> issues) {
        if (finding.id().startsWith(NOT_IN_VALUE_SET) && isUnchecked(finding, issues.keySet())) {
            return true;
        }
        String cause = finding.id().equals(EMPTY_ELEMENT)
                ? finding.expression()
                : finding.id().startsWith(BUNDLE_RULE) && finding.expression().equals("Bundle") ? "Bundle.type" : null;
        return cause != null
                && issues.entrySet().stream()
                        .filter(other -> !other.getKey().equals(finding))
                        .flatMap(other -> other.getValue().expression().stream())
                        .anyMatch(expression -> expression.startsWith(cause));
    }

    /** Where nobody could say whether a code is one of a value set, it is not said that it is none. */
    private static boolean isUnchecked(Finding notInValueSet, Set<Finding> findings) {
        return findings.stream()
                .filter(other -> other.expression().equals(notInValueSet.expression()))
                .flatMap(other -> other.code().stream())
                .filter(CodeFinding::isUnchecked)
                .map(unchecked -> unchecked.valueSet().split("\\|", 2)[0])
                .anyMatch(
                        valueSet -> !valueSet.isEmpty() && notInValueSet.text().contains(valueSet));
    }
}
