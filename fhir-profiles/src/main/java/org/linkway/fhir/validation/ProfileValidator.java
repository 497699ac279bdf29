package org.linkway.fhir.validation;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ValidationOptions;
import java.util.Collection;
import java.util.List;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r5.utils.validation.constants.BestPracticeWarningLevel;
import org.linkway.fhir.profile.PackageSupport;
import org.linkway.fhir.validation.WireGuard.Guarded;

/** HAPI's validator with Linkway's profiles, made once and used by all threads. */
public final class ProfileValidator {
    private final FhirValidator validator;
    private final Diagnosis diagnosis;

    public ProfileValidator(FhirContext fhir, ValidatorSettings settings) {
        ValidationSupportChain support = new ValidationSupportChain(
                new DefaultProfileValidationSupport(fhir),
                new PackageSupport(fhir, settings.packages().withLinkways()),
                new SnapshotGeneratingValidationSupport(fhir),
                new CommonCodeSystemsTerminologyService(fhir),
                new InMemoryTerminologyServerValidationSupport(fhir));
        FhirInstanceValidator instanceValidator = new FhirInstanceValidator(support);
        // What an unknown profile means is for UnknownProfiles to say.
        instanceValidator.setErrorForUnknownProfiles(false);
        instanceValidator.setAnyExtensionsAllowed(true);
        // Advice is not passed on, so it need not be thought of.
        instanceValidator.setNoExtensibleWarnings(true);
        instanceValidator.setBestPracticeWarningLevel(BestPracticeWarningLevel.Ignore);
        validator = fhir.newValidator().registerValidatorModule(instanceValidator);
        diagnosis = new Diagnosis(fhir, new Definitions(support), settings.unknownProfiles());
    }

    /**
     * Everything that is found in this body, of every severity, together with what its guard found.
     *
     * @param profiles canonical URLs of those that it has to conform to, beside what it declares and plain FHIR
     */
    List<Issue> validate(Guarded body, Collection<String> profiles) {
        ValidationOptions options = new ValidationOptions();
        profiles.forEach(options::addProfile);
        return diagnosis.of(
                body, validator.validateWithResult(body.text(), options).getMessages());
    }

    boolean knows(String profile) {
        return diagnosis.knows(profile);
    }
}
