package org.linkway.fhir.validation;

import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.validation.IValidationContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.common.hapi.validation.validator.WorkerContextValidationSupportAdapter;
import org.hl7.fhir.r5.elementmodel.Element;
import org.hl7.fhir.r5.elementmodel.Manager.FhirFormat;
import org.hl7.fhir.r5.model.StructureDefinition;
import org.hl7.fhir.r5.utils.validation.constants.IdStatus;
import org.hl7.fhir.utilities.i18n.I18nConstants;
import org.hl7.fhir.utilities.validation.ValidationMessage;
import org.hl7.fhir.utilities.validation.ValidationMessage.IssueSeverity;

/**
 * HAPI's validator module with what it sets up for each call set up once. It says what the module says: the same messages, with
 * the same severity, id and place ({@code ReuseChangesNothingTest}). Safe for use by many threads; as many work at once as there
 * are processors, the others wait, for validation does nothing but compute.
 */
final class WarmInstanceValidator extends FhirInstanceValidator {
    private static final Set<String> UNKNOWN_PROFILE = Set.of(
            I18nConstants.VALIDATION_VAL_PROFILE_UNKNOWN, I18nConstants.VALIDATION_VAL_PROFILE_UNKNOWN_NOT_POLICY);

    private final Function<Element, List<ValidationMessage>> more;
    private final WorkerContextValidationSupportAdapter definitions;
    private final Pool<ReusableInstanceValidator> validators;

    WarmInstanceValidator(IValidationSupport support, int atOnce) {
        this(support, atOnce, body -> List.of());
    }

    /** @param more to say about a body, beside what HAPI says */
    WarmInstanceValidator(IValidationSupport support, int atOnce, Function<Element, List<ValidationMessage>> more) {
        super(support);
        this.more = more;
        definitions = new RememberingContext(support);
        setWrappedWorkerContext(support, definitions);
        validators = new Pool<>(atOnce, this::newValidator);
    }

    /** As HAPI's {@code ValidatorWrapper} does it. */
    @Override
    protected List<ValidationMessage> validate(IValidationContext<?> call) {
        String text = call.getResourceAsString();
        FhirFormat format = call.getResourceAsStringEncoding() == EncodingEnum.XML ? FhirFormat.XML : FhirFormat.JSON;
        List<StructureDefinition> profiles = new ArrayList<>();
        List<ValidationMessage> unknown = new ArrayList<>();
        Consumer<String> add = url -> addProfile(url, profiles, unknown);
        call.getOptions().getProfiles().forEach(add);
        DeclaredProfiles.of(text, format).forEach(add);

        List<ValidationMessage> messages = new ArrayList<>();
        Element body = validators.with(validator -> {
            Element read = validator.validate(call.getOptions().getAppContext(), messages, text, format, profiles);
            validator.forget();
            return read;
        });
        if (body != null) {
            // Outside, for it may wait.
            messages.addAll(more.apply(body));
        }
        if (profiles.isEmpty()) {
            messages.addAll(unknown);
        }
        messages.removeIf(WarmInstanceValidator::isAboutNoSource);
        messages.stream()
                // Set.of takes no null, and HAPI's parsers give no ids.
                .filter(message -> message.getMessageId() != null && UNKNOWN_PROFILE.contains(message.getMessageId()))
                .forEach(message ->
                        message.setLevel(isErrorForUnknownProfiles() ? IssueSeverity.ERROR : IssueSeverity.WARNING));
        return messages;
    }

    private void addProfile(String url, List<StructureDefinition> profiles, List<ValidationMessage> unknown) {
        StructureDefinition profile = definitions.fetchResource(StructureDefinition.class, url);
        if (profile != null) {
            profiles.add(profile);
        } else {
            ValidationMessage message = new ValidationMessage();
            message.setMessageId(I18nConstants.VALIDATION_VAL_PROFILE_UNKNOWN);
            message.setLevel(IssueSeverity.ERROR);
            message.setMessage("Invalid profile. Failed to retrieve profile with url=" + url);
            unknown.add(message);
        }
    }

    private static boolean isAboutNoSource(ValidationMessage message) {
        return I18nConstants.TERMINOLOGY_TX_BINDING_NOSOURCE.equals(message.getMessageId())
                || (I18nConstants.TERMINOLOGY_TX_VALUESET_NOTFOUND.equals(message.getMessageId())
                        && message.getMessage().contains("http://hl7.org/fhir/ValueSet/mimetypes"));
    }

    private ReusableInstanceValidator newValidator() {
        ReusableInstanceValidator validator =
                new ReusableInstanceValidator(definitions, new FhirInstanceValidator.NullEvaluationContext());
        validator.setAssumeValidRestReferences(isAssumeValidRestReferences());
        validator.setBestPracticeWarningLevel(getBestPracticeWarningLevel());
        validator.setAnyExtensionsAllowed(isAnyExtensionsAllowed());
        validator.setResourceIdRule(IdStatus.OPTIONAL);
        validator.setNoTerminologyChecks(isNoTerminologyChecks());
        validator.setErrorForUnknownProfiles(isErrorForUnknownProfiles());
        validator.setUnknownCodeSystemsCauseErrors(true);
        validator.getExtensionDomains().addAll(getExtensionDomains());
        validator.setFetcher(getValidatorResourceFetcher());
        validator.setPolicyAdvisor(getValidatorPolicyAdvisor());
        validator.setNoExtensibleWarnings(isNoExtensibleWarnings());
        validator.setNoBindingMsgSuppressed(isNoBindingMsgSuppressed());
        validator.setAllowExamples(isAllowExamples());
        validator.setAllowXsiLocation(true);
        return validator;
    }
}
