package org.linkway.fhir.profile;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.hapi.converters.canonical.VersionCanonicalizer;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.ProfileKnowledgeWorkerR5;
import org.hl7.fhir.common.hapi.validation.validator.WorkerContextValidationSupportAdapter;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r5.conformance.profile.ProfileUtilities;
import org.hl7.fhir.utilities.validation.ValidationMessage;

/**
 * Makes the snapshots of profiles that have none, as HAPI's {@code SnapshotGeneratingValidationSupport} does, but does not
 * swallow what the generator has to say.
 */
final class Snapshots {
    private final FhirContext fhir;
    private final ValidationSupportChain definitions;
    private final WorkerContextValidationSupportAdapter adapter;
    private final VersionCanonicalizer forms;

    /** @param packages that profiles lean on, beside FHIR R4 itself */
    Snapshots(FhirContext fhir, List<FhirPackage> packages) {
        this.fhir = fhir;
        definitions = new ValidationSupportChain(
                new DefaultProfileValidationSupport(fhir), new PackageSupport(fhir, packages));
        adapter = new WorkerContextValidationSupportAdapter(definitions);
        forms = new VersionCanonicalizer(fhir);
    }

    /**
     * A profile with its snapshot.
     *
     * @param passedOver what the differential asks and the snapshot does not: elements that the generator could not place
     */
    record Completed(StructureDefinition profile, List<String> passedOver) {}

    /** Is there a definition by this canonical URL? */
    boolean known(String url) {
        return definitions.fetchStructureDefinition(url) != null;
    }

    /** @param file that the profile stands in, for people */
    Completed complete(String file, StructureDefinition profile) {
        List<ValidationMessage> messages = new ArrayList<>();
        org.hl7.fhir.r5.model.StructureDefinition completed = forms.structureDefinitionToCanonical(profile.copy());
        try {
            org.hl7.fhir.r5.model.StructureDefinition base =
                    adapter.fetchResource(org.hl7.fhir.r5.model.StructureDefinition.class, profile.getBaseDefinition());
            new ProfileUtilities(adapter, messages, new ProfileKnowledgeWorkerR5(fhir))
                    .generateSnapshot(base, completed, completed.getUrl(), "", completed.getName());
        } catch (RuntimeException | Error e) {
            // The generator throws an Error where a profile is wrong.
            throw new PackageFault(
                    "No snapshot can be made of the profile " + file + " (" + e.getMessage()
                            + "): correct it, or get its package anew from its publisher.",
                    e);
        }
        List<String> passedOver = messages.stream()
                .filter(message ->
                        message.getLevel() != null && message.getLevel().isError())
                .map(ValidationMessage::getMessage)
                .distinct()
                .toList();
        return new Completed((StructureDefinition) forms.structureDefinitionFromCanonical(completed), passedOver);
    }
}
