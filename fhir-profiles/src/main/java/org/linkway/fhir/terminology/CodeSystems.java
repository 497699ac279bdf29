package org.linkway.fhir.terminology;

/** The URIs of the code systems that Linkway reads or writes, each with where it comes from. */
public final class CodeSystems {
    public static final String SNOMED_CT = "http://snomed.info/sct";

    /** BaRS: referral or validation. */
    public static final String BARS_REQUEST_CATEGORY = "https://fhir.nhs.uk/CodeSystem/message-category-servicerequest";

    /** BaRS 1.35.0: the use cases; none is for social prescribing. */
    public static final String BARS_USE_CASE = "https://fhir.nhs.uk/CodeSystem/usecases-categories-bars";

    /** BaRS: what a Flag is about, {@code RA} and {@code SG} among others. */
    public static final String BARS_FLAG_CATEGORY = "https://fhir.nhs.uk/CodeSystem/flag-categories-bars";

    /** NHS England 1.3.0: error codes in OperationOutcomes. */
    public static final String HTTP_ERROR_CODES = "https://fhir.nhs.uk/CodeSystem/http-error-codes";

    /** Linkway's own error codes, for what {@link #HTTP_ERROR_CODES} has no code for. */
    public static final String LINKWAY_ERROR = "https://fhir.linkway.org/CodeSystem/error";

    /** {@code Task.businessStatus}. */
    public static final String LINKWAY_STAGE = "https://fhir.linkway.org/CodeSystem/referral-stage";

    /** {@code Task.output}: what came of a referral. */
    public static final String LINKWAY_OUTCOME = "https://fhir.linkway.org/CodeSystem/referral-outcome";

    public static final String LINKWAY_MEASURE = "https://fhir.linkway.org/CodeSystem/measure";

    public static final String LINKWAY_MEASURE_OCCASION = "https://fhir.linkway.org/CodeSystem/measure-occasion";

    /** {@code Task.output}: what came of connecting a person to a service. */
    public static final String LINKWAY_ONWARD_OUTCOME = "https://fhir.linkway.org/CodeSystem/onward-outcome";

    /** {@code ServiceRequest.category}: referred, or referring themself. */
    public static final String LINKWAY_ONWARD_KIND = "https://fhir.linkway.org/CodeSystem/onward-kind";

    /** {@code Task.statusReason}: why a service rejects. */
    public static final String LINKWAY_REJECTION_REASON = "https://fhir.linkway.org/CodeSystem/rejection-reason";

    /** {@code Task.output.type}. */
    public static final String LINKWAY_TASK_OUTPUT = "https://fhir.linkway.org/CodeSystem/task-output";

    /** {@code Flag.category}. */
    public static final String LINKWAY_FLAG_CATEGORY = "https://fhir.linkway.org/CodeSystem/flag-category";

    /** {@code Flag.code}: what a referrer says about risks as a whole. */
    public static final String LINKWAY_RISK_STATEMENT = "https://fhir.linkway.org/CodeSystem/risk-statement";

    /** Linkway-Ext-SupportNeed. */
    public static final String LINKWAY_SUPPORT_NEED = "https://fhir.linkway.org/CodeSystem/support-need";

    /** UK Core's SourceOfServiceRequest: what kind of referrer. */
    public static final String LINKWAY_REFERRER_TYPE = "https://fhir.linkway.org/CodeSystem/referrer-type";

    /** {@code Consent.provision.purpose}: what a person agreed to, or not. */
    public static final String LINKWAY_CONSENT_PURPOSE = "https://fhir.linkway.org/CodeSystem/consent-purpose";

    /** SDOH Clinical Care 2.3.0: {@code contacting-subject-prohibited}. */
    public static final String SDOH_TEMPORARY =
            "http://hl7.org/fhir/us/sdoh-clinicalcare/CodeSystem/SDOHCC-CodeSystemTemporaryCodes";

    private CodeSystems() {}
}
