package org.linkway.translation;

import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.linkway.fhir.identifier.IdentifierSystem;
import org.linkway.referral.OnwardReferral;

/**
 * The ids that a BaRS receiver gave an onward referral and its person, by which a cancellation names them (BaRS Core,
 * Cancellation: ServiceRequest.id, Patient.id).
 *
 * @param requestId empty where the receiver does not hold it, or did not say
 * @param patientId the same
 */
record OnwardPlace(Optional<String> requestId, Optional<String> patientId) {
    static final OnwardPlace UNKNOWN = new OnwardPlace(Optional.empty(), Optional.empty());

    /** @param found a search's answer, in which other referrals of the same person may stand */
    static OnwardPlace in(Bundle found, OnwardReferral onward) {
        return found.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(ServiceRequest.class::isInstance)
                .map(ServiceRequest.class::cast)
                .filter(request -> isOf(request, onward))
                .findFirst()
                .map(request -> new OnwardPlace(
                        Optional.ofNullable(request.getIdElement().getIdPart()), patient(request.getSubject())))
                .orElse(UNKNOWN);
    }

    private static boolean isOf(ServiceRequest request, OnwardReferral onward) {
        return request.getIdentifier().stream()
                .anyMatch(it -> IdentifierSystem.LINKWAY_REFERRAL.matches(it.getSystem())
                        && onward.id().toString().equals(it.getValue()));
    }

    private static Optional<String> patient(Reference subject) {
        return Optional.of(new IdType(subject.getReference()))
                .filter(it -> "Patient".equals(it.getResourceType()))
                .map(IdType::getIdPart);
    }
}
