package org.linkway.translation;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.ValidationOptions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;
import org.linkway.fhir.profile.LinkwayPackage;
import org.linkway.fhir.profile.LinkwayProfile;
import org.linkway.fhir.profile.PackageSupport;
import org.linkway.fhir.validation.FhirReader;
import org.linkway.fhir.validation.ProfileValidator;
import org.linkway.fhir.validation.ValidatorSettings;
import org.linkway.fhir.validation.WireFormat;
import org.linkway.workflow.Body;

/** FHIR as the gateway reads it, and a stock validator, with Linkway's definitions, that judges what it writes. */
public final class TestFhir {
    public static final FhirContext CONTEXT = FhirContext.forR4Cached();
    public static final FhirReader READER =
            new FhirReader(CONTEXT, new ProfileValidator(CONTEXT, ValidatorSettings.plain()));

    private static final FhirValidator STOCK = stock();

    private TestFhir() {}

    private static FhirValidator stock() {
        ValidationSupportChain support = new ValidationSupportChain(
                new DefaultProfileValidationSupport(CONTEXT),
                new PackageSupport(CONTEXT, List.of(LinkwayPackage.builtIn())),
                new CommonCodeSystemsTerminologyService(CONTEXT),
                new InMemoryTerminologyServerValidationSupport(CONTEXT));
        // R4 asks that one coding of a concept be in the value set, and HAPI by itself that all of them be.
        support.setCodeableConceptValidationSuccessfulIfNotAllCodingsAreValid(true);
        FhirInstanceValidator instanceValidator = new FhirInstanceValidator(support);
        instanceValidator.setErrorForUnknownProfiles(false);
        instanceValidator.setAnyExtensionsAllowed(true);
        return CONTEXT.newValidator().registerValidatorModule(instanceValidator);
    }

    /** What is wrong with this as FHIR R4; empty when it conforms. */
    public static List<String> faults(String json) {
        return faults(json, new ValidationOptions());
    }

    /** @param profile the id of one of Linkway's */
    static List<String> faults(Resource resource, String profile) {
        return faults(json(resource), new ValidationOptions().addProfile(LinkwayProfile.BASE + profile));
    }

    private static List<String> faults(String json, ValidationOptions options) {
        return STOCK.validateWithResult(json, options).getMessages().stream()
                .filter(message -> message.getSeverity().compareTo(ResultSeverityEnum.ERROR) >= 0)
                .map(message -> message.getLocationString() + ": " + message.getMessage())
                .toList();
    }

    public static List<String> faults(Resource resource) {
        return faults(json(resource));
    }

    public static String json(Resource resource) {
        return CONTEXT.newJsonParser()
                        .setPrettyPrint(true)
                        .setOverrideResourceIdWithBundleEntryFullUrl(false)
                        .encodeResourceToString(resource)
                + "\n";
    }

    public static <T extends Resource> T resource(Class<T> type, String json) {
        return CONTEXT.newJsonParser()
                .setOverrideResourceIdWithBundleEntryFullUrl(false)
                .parseResource(type, json);
    }

    /** An answer in JSON. */
    public static Bundle bundle(Body body) {
        return resource(Bundle.class, text(body));
    }

    public static String text(Body body) {
        return new String(body.bytes(), StandardCharsets.UTF_8);
    }

    static WireFormat format(String fileName) {
        return fileName.endsWith(".xml") ? WireFormat.XML : WireFormat.JSON;
    }
}
