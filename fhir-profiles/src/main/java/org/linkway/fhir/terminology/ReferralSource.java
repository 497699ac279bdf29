package org.linkway.fhir.terminology;

import java.util.Optional;

/**
 * Who referred, as UK Core's SourceOfServiceRequest says it in SNOMED CT: those that say a kind of referrer which Linkway
 * knows. SNOMED CT has none for fire service, police, job centre, housing association or voluntary sector.
 */
public enum ReferralSource implements Coded {
    GENERAL_PRACTITIONER("108161000000109"),
    NURSE("185362004"),
    COMMUNITY_NURSE("1077191000000103"),
    COMMUNITY_MENTAL_HEALTH_NURSE("1077201000000101"),
    SCHOOL_NURSE("1065401000000101"),
    PHARMACIST("185369008"),
    SOCIAL_WORKER("185365002"),
    FAMILY("185373006"),
    CARER("1065391000000104"),
    SELF("310434002");

    private final String code;

    ReferralSource(String code) {
        this.code = code;
    }

    @Override
    public String system() {
        return CodeSystems.SNOMED_CT;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public String display() {
        return SnomedFact.of(code).orElseThrow().term();
    }

    public static Optional<ReferralSource> fromCode(String system, String code) {
        return Coded.find(values(), system, code);
    }
}
