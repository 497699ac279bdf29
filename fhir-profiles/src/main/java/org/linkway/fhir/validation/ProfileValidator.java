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
import java.util.function.BiFunction;
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
import org.linkway.fhir.terminology.CodeFinding;
import org.linkway.fhir.terminology.server.ServedTerminology;

/** HAPI's validator with Linkway's profiles, made once and used by all threads. */
public final class ProfileValidator {
    private static final Set<ResultSeverityEnum> REFUSED =
            EnumSet.of(ResultSeverityEnum.ERROR, ResultSeverityEnum.FATAL);

    private static final String EMPTY_ELEMENT = "http://hl7.org/fhir/StructureDefinition/Element#ele-1";
    private static final String NOT_IN_VALUE_SET = "Terminology_TX_NoValid_";
    private static final String BUNDLE_RULE = "http://hl7.org/fhir/StructureDefinition/Bundle#";

    /** More than processors, because who waits for an answer over the network computes nothing. */
    private static final int WAITING_FOR_A_SERVER = 16;

    private final FhirValidator validator;
    private final Wordings wordings;

    public ProfileValidator(FhirContext fhir, ValidatorSettings settings) {
        this(
                fhir,
                settings,
                held(fhir, settings),
                (support, served) ->
                        new WarmInstanceValidator(support, atOnce(settings), new CodeCheck(served)::messages));
    }

    /** @param module HAPI's own, or one that says the same */
    ProfileValidator(
            FhirContext fhir, ValidatorSettings settings, Function<IValidationSupport, FhirInstanceValidator> module) {
        this(fhir, settings, held(fhir, settings), (support, served) -> module.apply(support));
    }

    private ProfileValidator(
            FhirContext fhir,
            ValidatorSettings settings,
            IValidationSupport held,
            BiFunction<IValidationSupport, Optional<ServedTerminology>, FhirInstanceValidator> module) {
        Optional<ServedTerminology> served =
                settings.terminologyServer().map(server -> new ServedTerminology(held, server));
        IValidationSupport support = served.<IValidationSupport>map(it -> it).orElse(held);
        FhirInstanceValidator instanceValidator = module.apply(support, served);
        // What an unknown profile means is for UnknownProfiles to say.
        instanceValidator.setErrorForUnknownProfiles(false);
        instanceValidator.setAnyExtensionsAllowed(true);
        // Advice is not passed on, so it need not be thought of.
        instanceValidator.setNoExtensibleWarnings(true);
        instanceValidator.setBestPracticeWarningLevel(BestPracticeWarningLevel.Ignore);
        validator = fhir.newValidator().registerValidatorModule(instanceValidator);
        wordings = new Wordings(new Definitions(support), settings.unknownProfiles());
    }

    /** Everything that is defined in this process. */
    private static IValidationSupport held(FhirContext fhir, ValidatorSettings settings) {
        ValidationSupportChain chain = new ValidationSupportChain(
                new DefaultProfileValidationSupport(fhir),
                new PackageSupport(fhir, settings.packages().withLinkways()),
                new SnapshotGeneratingValidationSupport(fhir),
                new CommonCodeSystemsTerminologyService(fhir),
                new InMemoryTerminologyServerValidationSupport(fhir));
        // R4 asks that one coding of a concept be in the value set, and HAPI by itself that all of them be.
        chain.setCodeableConceptValidationSuccessfulIfNotAllCodingsAreValid(true);
        return chain;
    }

    /** Validation does nothing but compute, unless it waits for a server. */
    private static int atOnce(ValidatorSettings settings) {
        return settings.terminologyServer().isPresent()
                ? WAITING_FOR_A_SERVER
                : Runtime.getRuntime().availableProcessors();
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
        return REFUSED.contains(message.getSeverity())
                || CodeFinding.in(message.getMessage()).isPresent()
                || (ours && message.getSeverity() == ResultSeverityEnum.WARNING);
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
