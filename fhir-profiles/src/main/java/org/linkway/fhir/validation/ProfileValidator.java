package org.linkway.fhir.validation;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.SingleValidationMessage;
import ca.uhn.fhir.validation.ValidationOptions;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r5.utils.validation.constants.BestPracticeWarningLevel;
import org.linkway.fhir.profile.PackageSupport;
import org.linkway.fhir.terminology.server.ServedTerminology;
import org.linkway.fhir.validation.WireGuard.Guarded;

/** HAPI's validator with Linkway's profiles, made once and used by all threads. */
public final class ProfileValidator {
    /** More than processors, because who waits for an answer over the network computes nothing. */
    private static final int WAITING_FOR_A_SERVER = 16;

    /** Resources in a body. HAPI follows the references between them on its stack. */
    private static final int ON_ANY_STACK = 25;

    private final FhirValidator validator;
    private final Diagnosis diagnosis;

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
        diagnosis = new Diagnosis(fhir, new Definitions(support), settings.unknownProfiles());
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

    /**
     * Everything that is found in this body, of every severity, together with what its guard found.
     *
     * @param profiles canonical URLs of those that it has to conform to, beside what it declares and plain FHIR
     */
    List<Issue> validate(Guarded body, Collection<String> profiles) {
        Supplier<List<SingleValidationMessage>> messages = () -> messages(body.text(), profiles.toArray(String[]::new));
        return diagnosis.of(
                body, body.outline().resources() > ON_ANY_STACK ? RoomyStack.compute(messages) : messages.get());
    }

    /** What HAPI says, as it says it. */
    List<SingleValidationMessage> messages(String text, String... profiles) {
        ValidationOptions options = new ValidationOptions();
        List.of(profiles).forEach(options::addProfile);
        return validator.validateWithResult(text, options).getMessages();
    }

    boolean knows(String profile) {
        return diagnosis.knows(profile);
    }
}
