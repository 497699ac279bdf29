package org.linkway.fhir.identifier;

import java.util.Locale;

/**
 * Identifier systems by their one canonical URI. Published NHS messages spell them with {@code id} and {@code Id},
 * {@code http} and {@code https}, so reading is lenient and writing is not.
 */
public enum IdentifierSystem {
    /** UK Core Patient, slice nhsNumber. */
    NHS_NUMBER("https://fhir.nhs.uk/Id/nhs-number"),
    /** UK Core Organization, slice odsOrganisationCode. */
    ODS_ORGANIZATION("https://fhir.nhs.uk/Id/ods-organization-code"),
    /** UK Core Organization, slice odsSiteCode. */
    ODS_SITE("https://fhir.nhs.uk/Id/ods-site-code"),
    /** BaRS HealthcareService: the Directory of Services id. */
    DOS_SERVICE("https://fhir.nhs.uk/Id/dos-service-id"),
    /** Linkway's identifier of a referral. */
    LINKWAY_REFERRAL("https://fhir.linkway.org/Id/referral"),
    /** Who takes part in this gateway: the id of a sender or a service in its configuration. */
    LINKWAY_PARTY("https://fhir.linkway.org/Id/party"),
    /** Linkway's identifier of an entry in a GP record. */
    LINKWAY_RECORD_ENTRY("https://fhir.linkway.org/Id/record-entry");

    private final String uri;

    IdentifierSystem(String uri) {
        this.uri = uri;
    }

    public String uri() {
        return uri;
    }

    /** Whether this spelling means this system. */
    public boolean matches(String spelling) {
        return spelling != null && normalised(spelling).equals(normalised(uri));
    }

    private static String normalised(String spelling) {
        return spelling.toLowerCase(Locale.ROOT).replaceFirst("^http://", "https://");
    }
}
