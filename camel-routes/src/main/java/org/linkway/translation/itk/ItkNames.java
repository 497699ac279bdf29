package org.linkway.translation.itk;

/**
 * Profiles, code systems and codes of GP Connect Send Document. They come from three pages: the ITK3 Message Distribution
 * Standard 2.10.0 (its pages "FHIR profiles" and "Response codes"), the guide GP Connect Send Document 1.3.2 (its requirements
 * GPCM-SD-028 to 131), and, for what is sent inside, the Care Connect STU3 profiles at fhir.hl7.org.uk.
 */
final class ItkNames {
    /** ITK3 2.10.0, Bundle. */
    static final String MESSAGE_BUNDLE = itk("ITK-Message-Bundle-1");
    /** ITK3 2.10.0, MessageHeader. */
    static final String MESSAGE_HEADER = itk("ITK-MessageHeader-2");
    /** ITK3 2.10.0, Organization in the header. */
    static final String HEADER_ORGANIZATION = itk("CareConnect-ITK-Header-Organization-1");
    /** GPCM-SD-104. */
    static final String DOCUMENT_BUNDLE = itk("ITK-Document-Bundle-1");
    /** GPCM-SD-110. */
    static final String ATTACHMENT = itk("ITK-Attachment-Binary-1");

    /** GPCM-SD-104. */
    static final String COMPOSITION = careConnect("CareConnect-Composition-1");
    /** GPCM-SD-028. */
    static final String ORGANIZATION = careConnect("CareConnect-Organization-1");
    /** GPCM-SD-033. */
    static final String PRACTITIONER = careConnect("CareConnect-Practitioner-1");
    /** GPCM-SD-035. */
    static final String PATIENT = careConnect("CareConnect-Patient-1");
    /** Care Connect Patient, slice nhsNumber of identifier. */
    static final String NHS_NUMBER_STATUS = careConnect("Extension-CareConnect-NHSNumberVerificationStatus-1");
    /** The code system of that extension. */
    static final String NHS_NUMBER_STATUS_CODES =
            "https://fhir.hl7.org.uk/STU3/CodeSystem/CareConnect-NHSNumberVerificationStatus-1";

    /** GPCM-SD-039 to 044: all of its parts are mandatory. */
    static final String MESSAGE_HANDLING = itk("Extension-ITK-MessageHandling-2");
    /** GPCM-SD-039. */
    static final String RECIPIENT_TYPES = "https://fhir.nhs.uk/STU3/CodeSystem/ITK-RecipientType-1";
    /** GPCM-SD-043. */
    static final String MESSAGE_DEFINITION =
            "https://fhir.nhs.uk/STU3/MessageDefinition/ITK-GPConnectSendDocument-MessageDefinition-1";

    /** GPCM-SD-047. */
    static final String EVENTS = "https://fhir.nhs.uk/STU3/CodeSystem/ITK-MessageEvent-2";

    static final String SEND_DOCUMENT = "ITK007C";
    static final String SEND_DOCUMENT_DISPLAY = "ITK GP Connect Send Document";
    /** GPCM-SD-054. */
    static final String RESPONSE = "ITK008M";
    /** ITK3 2.10.0, page "Response codes". */
    static final String RESPONSE_CODES = "https://fhir.nhs.uk/STU3/CodeSystem/ITK-ResponseCodes-1";

    /** The system of every identifier that is a UUID, in the guide's example. */
    static final String UUIDS = "https://tools.ietf.org/html/rfc4122";

    /** No national document type exists for social prescribing; this is the general one (GPCM-SD-GE-003 asks for one). */
    static final String DOCUMENT_TYPE = "371531000";

    static final String DOCUMENT_TYPE_DISPLAY = "Report of clinical encounter";

    private ItkNames() {}

    private static String itk(String profile) {
        return "https://fhir.nhs.uk/STU3/StructureDefinition/" + profile;
    }

    private static String careConnect(String profile) {
        return "https://fhir.hl7.org.uk/STU3/StructureDefinition/" + profile;
    }
}
