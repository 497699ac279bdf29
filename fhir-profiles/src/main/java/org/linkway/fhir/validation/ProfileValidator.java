package org.linkway.fhir.validation;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import ca.uhn.fhir.validation.ValidationOptions;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.linkway.fhir.profile.LinkwayProfile;

/** HAPI's validator with Linkway's profiles, made once and used by all threads. */
public final class ProfileValidator {
    private static final Set<ResultSeverityEnum> REFUSED =
            EnumSet.of(ResultSeverityEnum.ERROR, ResultSeverityEnum.FATAL);

    private final FhirValidator validator;

    public ProfileValidator(FhirContext fhir) {
        ValidationSupportChain support = new ValidationSupportChain(
                new DefaultProfileValidationSupport(fhir),
                LinkwayDefinitions.load(fhir),
                new SnapshotGeneratingValidationSupport(fhir),
                new CommonCodeSystemsTerminologyService(fhir),
                new InMemoryTerminologyServerValidationSupport(fhir));
        FhirInstanceValidator instanceValidator = new FhirInstanceValidator(support);
        // A profile that Linkway does not hold cannot be checked, and is no reason to turn a person away.
        instanceValidator.setErrorForUnknownProfiles(false);
        instanceValidator.setAnyExtensionsAllowed(true);
        validator = fhir.newValidator().registerValidatorModule(instanceValidator);
    }

    /** Everything that is wrong with this text as a resource of this profile. */
    public List<Issue> validate(String text, WireFormat format, LinkwayProfile profile) {
        ValidationOptions options = new ValidationOptions().addProfile(profile.url());
        return validator.validateWithResult(text, options).getMessages().stream()
                .filter(message -> REFUSED.contains(message.getSeverity()))
                .map(ProfileValidator::issue)
                .toList();
    }

    private static Issue issue(SingleValidationMessage message) {
        return new Issue(
                GatewayError.INVALID, false, Optional.ofNullable(message.getLocationString()), message.getMessage());
    }
}
