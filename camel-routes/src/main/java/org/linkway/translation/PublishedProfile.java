package org.linkway.translation;

/**
 * Profiles of others by which what Linkway sends is made too, as BaRS asks its messages to say (Cancellation, referral:
 * meta.profile).
 */
final class PublishedProfile {
    static final String BARS_MESSAGE = "https://fhir.nhs.uk/StructureDefinition/BARSBundleMessage";
    static final String BARS_REQUEST_HEADER =
            "https://fhir.nhs.uk/StructureDefinition/BARSMessageHeader-servicerequest-request";
    static final String BARS_RESPONSE_HEADER =
            "https://fhir.nhs.uk/StructureDefinition/BARSMessageHeader-servicerequest-response";
    static final String BARS_REFERRAL = "https://fhir.nhs.uk/StructureDefinition/BARSServiceRequest-request-referral";
    static final String UK_CORE_PATIENT = "https://fhir.hl7.org.uk/StructureDefinition/UKCore-Patient";
    static final String UK_CORE_ORGANIZATION = "https://fhir.hl7.org.uk/StructureDefinition/UKCore-Organization";

    private PublishedProfile() {}
}
