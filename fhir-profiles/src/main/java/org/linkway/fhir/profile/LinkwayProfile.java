package org.linkway.fhir.profile;

/**
 * Linkway's profiles that code refers to. The door profiles ask only what a referral cannot safely be opened without, so that
 * plain UK Core and published BaRS messages get in; the others are what Linkway itself writes, or reads by name.
 */
public enum LinkwayProfile {
    /** A transaction that opens a referral. */
    DOOR_TRANSACTION("Linkway-DoorTransaction"),
    /** A BaRS message that opens a referral. */
    DOOR_MESSAGE("Linkway-DoorMessage"),
    DOOR_PATIENT("Linkway-DoorPatient"),
    DOOR_SERVICE_REQUEST("Linkway-DoorServiceRequest"),
    DOOR_TASK("Linkway-DoorTask"),
    DOOR_CONSENT("Linkway-DoorConsent"),
    /** What matters to the person, on a ServiceRequest. */
    WHAT_MATTERS("Linkway-Ext-WhatMatters"),
    /** What helps the person to take part, on a ServiceRequest. */
    SUPPORT_NEED("Linkway-Ext-SupportNeed"),
    SERVICE_REQUEST("Linkway-ServiceRequest"),
    TASK("Linkway-Task"),
    /** How a BaRS receiver says where a referral stands. */
    ENCOUNTER("Linkway-Encounter"),
    /** How a referral stands, as a BaRS receiver tells its sender. */
    RESPONSE_MESSAGE("Linkway-ResponseMessage"),
    REQUEST_HEADER("Linkway-MessageHeader-Request"),
    RESPONSE_HEADER("Linkway-MessageHeader-Response"),
    PATIENT("Linkway-Patient"),
    ORGANIZATION("Linkway-Organization"),
    PRACTITIONER("Linkway-Practitioner"),
    PRACTITIONER_ROLE("Linkway-PractitionerRole"),
    HEALTHCARE_SERVICE("Linkway-HealthcareService"),
    CARE_PLAN("Linkway-CarePlan"),
    CONSENT("Linkway-Consent"),
    FLAG("Linkway-Flag"),
    /** A referral, as a BaRS sender asks for it. */
    REFERRAL_MESSAGE("Linkway-ReferralMessage"),
    /** What is sent to a practice's system. */
    RECORD_TRANSACTION("Linkway-RecordTransaction"),
    PROCEDURE("Linkway-Procedure"),
    OBSERVATION("Linkway-Observation"),
    COMMUNICATION("Linkway-Communication"),
    PROVENANCE("Linkway-Provenance"),
    SWEMWBS("Linkway-Observation-SWEMWBS"),
    WEMWBS("Linkway-Observation-WEMWBS"),
    PAM_13("Linkway-Observation-PAM13"),
    OPERATION_OUTCOME("Linkway-OperationOutcome");

    /** What the canonical URLs of Linkway's profiles start with. */
    public static final String BASE = LinkwayPackage.CANONICAL + "/StructureDefinition/";

    private final String id;

    LinkwayProfile(String id) {
        this.id = id;
    }

    public String id() {
        return id;
    }

    /** The least that conforms, as JSON. */
    public String minimalExample() {
        return LinkwayPackage.builtIn()
                .example(id + "-minimal")
                .map(PackagedResource::json)
                .orElseThrow(
                        () -> new IllegalStateException("Linkway's package has no minimal example of " + id + "."));
    }

    /** The canonical URL. */
    public String url() {
        return BASE + id;
    }
}
