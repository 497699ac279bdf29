package org.linkway.fhir.validation;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import ca.uhn.fhir.validation.ValidationOptions;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r5.utils.validation.constants.BestPracticeWarningLevel;
import org.hl7.fhir.utilities.i18n.I18nConstants;
import org.linkway.fhir.profile.LinkwayProfile;
import org.linkway.fhir.profile.PackageSupport;

/** HAPI's validator with Linkway's profiles, made once and used by all threads. */
public final class ProfileValidator {
    private static final Set<ResultSeverityEnum> REFUSED =
            EnumSet.of(ResultSeverityEnum.ERROR, ResultSeverityEnum.FATAL);

    private static final String EMPTY_ELEMENT = "http://hl7.org/fhir/StructureDefinition/Element#ele-1";
    private static final String BUNDLE_RULE = "http://hl7.org/fhir/StructureDefinition/Bundle#";

    private final FhirValidator validator;
    private final Wordings wordings;

    public ProfileValidator(FhirContext fhir, ValidatorSettings settings) {
        this(
                fhir,
                settings,
                support ->
                        new WarmInstanceValidator(support, Runtime.getRuntime().availableProcessors()));
    }

    /** @param module HAPI's own, or one that says the same */
    ProfileValidator(
            FhirContext fhir, ValidatorSettings settings, Function<IValidationSupport, FhirInstanceValidator> module) {
        ValidationSupportChain support = new ValidationSupportChain(
                new DefaultProfileValidationSupport(fhir),
                new PackageSupport(fhir, settings.packages().withLinkways()),
                new SnapshotGeneratingValidationSupport(fhir),
                new CommonCodeSystemsTerminologyService(fhir),
                new InMemoryTerminologyServerValidationSupport(fhir));
        // R4 asks that one coding of a concept be in the value set, and HAPI by itself that all of them be.
        support.setCodeableConceptValidationSuccessfulIfNotAllCodingsAreValid(true);
        FhirInstanceValidator instanceValidator = module.apply(support);
        // What an unknown profile means is for UnknownProfiles to say.
        instanceValidator.setErrorForUnknownProfiles(false);
        instanceValidator.setAnyExtensionsAllowed(true);
        // Advice is not passed on, so it need not be thought of.
        instanceValidator.setNoExtensibleWarnings(true);
        instanceValidator.setBestPracticeWarningLevel(BestPracticeWarningLevel.Ignore);
        validator = fhir.newValidator().registerValidatorModule(instanceValidator);
        wordings = new Wordings(new Definitions(support), settings.unknownProfiles());
    }

    /** Everything that is wrong with this text as a resource of this profile, once each. */
    List<Issue> validate(String text, Outline outline, LinkwayProfile profile) {
        return validate(text, outline, profile.url());
    }

    /** @param profile the canonical URL of one that is known here */
    List<Issue> validate(String text, Outline outline, String profile) {
        Map<Finding, Issue> issues = new LinkedHashMap<>();
        messages(text, profile).stream()
                .filter(ProfileValidator::isForTheSender)
                .map(message -> Finding.of(message, outline))
                .forEach(finding -> wordings.issue(finding).ifPresent(issue -> issues.put(finding, issue)));
        return issues.entrySet().stream()
                .filter(issue -> !followsFromAnother(issue.getKey(), issues))
                .map(Map.Entry::getValue)
                .distinct()
                .toList();
    }

    /** What HAPI says, as it says it. */
    List<SingleValidationMessage> messages(String text, String profile) {
        return validator
                .validateWithResult(text, new ValidationOptions().addProfile(profile))
                .getMessages();
    }

    /** Errors, what Linkway's own rules advise, and unknown profiles; what HAPI advises beside them is passed over. */
    private static boolean isForTheSender(SingleValidationMessage message) {
        String id = Optional.ofNullable(message.getMessageId()).orElse("");
        boolean ours = id.startsWith(LinkwayProfile.BASE) || id.equals(I18nConstants.VALIDATION_VAL_PROFILE_UNKNOWN);
        return REFUSED.contains(message.getSeverity()) || (ours && message.getSeverity() == ResultSeverityEnum.WARNING);
    }

    /** Some rules break only because something else is wrong, and are no news to the sender. */
    private static boolean followsFromAnother(Finding finding, Map<Finding, Issue> issues) {
        String cause = finding.id().equals(EMPTY_ELEMENT)
                ? finding.expression()
                : finding.id().startsWith(BUNDLE_RULE) && finding.expression().equals("Bundle") ? "Bundle.type" : null;
        return cause != null
                && issues.entrySet().stream()
                        .filter(other -> !other.getKey().equals(finding))
                        .flatMap(other -> other.getValue().expression().stream())
                        .anyMatch(expression -> expression.startsWith(cause));
    }
}
