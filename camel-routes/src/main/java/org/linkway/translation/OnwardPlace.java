package org.linkway.translation;

import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.linkway.fhir.identifier.IdentifierSystem;
import org.linkway.referral.OnwardReferral;

/**
 * The ids that a BaRS receiver gave an onward referral and its person, by which a cancellation names them (BaRS Core,
 * Cancellation: ServiceRequest.id, Patient.id).
 *
 * @param patientId empty where the receiver did not say
 */
record OnwardPlace(String requestId, Optional<String> patientId) {
    /** @param found a search's answer, in which other referrals of the same person may stand */
    static Optional<OnwardPlace> in(Bundle found, OnwardReferral onward) {
        return found.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(ServiceRequest.class::isInstance)
                .map(ServiceRequest.class::cast)
                .filter(request -> request.getIdElement().hasIdPart() && isOf(request, onward))
                .findFirst()
                .map(request -> new OnwardPlace(request.getIdElement().getIdPart(), patient(request.getSubject())));
    }

    private static boolean isOf(ServiceRequest request, OnwardReferral onward) {
        return request.getIdentifier().stream()
                .anyMatch(it -> IdentifierSystem.LINKWAY_REFERRAL.matches(it.getSystem())
                        && onward.id().toString().equals(it.getValue()));
    }

    /** An id of another server's, such as that of the national demographics service, is not the receiver's. */
    private static Optional<String> patient(Reference subject) {
        return Optional.of(new IdType(subject.getReference()))
                .filter(it -> !it.isAbsolute() && "Patient".equals(it.getResourceType()))
                .map(IdType::getIdPart);
    }

    /** Writes them into a message about it. */
    void nameIn(Bundle message) {
        for (Bundle.BundleEntryComponent entry : message.getEntry()) {
            Resource resource = entry.getResource();
            if (resource instanceof ServiceRequest) {
                resource.setId(requestId);
            } else if (resource instanceof Patient) {
                patientId.ifPresent(resource::setId);
            }
        }
    }
}
