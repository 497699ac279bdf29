package org.linkway.referral;

/** The ids of the FHIR resources through which the sender follows a referral. */
public record Published(String taskId, String serviceRequestId, String patientId) {}
