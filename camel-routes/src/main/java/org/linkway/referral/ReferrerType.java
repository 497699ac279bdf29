package org.linkway.referral;

/** What kind of referrer. */
public enum ReferrerType {
    GP,
    NURSE,
    PHARMACIST,
    SOCIAL_WORKER,
    HOSPITAL_DISCHARGE,
    EMERGENCY_DEPARTMENT,
    MENTAL_HEALTH_TRUST,
    DIAGNOSTIC_HUB,
    FIRE_SERVICE,
    POLICE,
    JOB_CENTRE,
    HOUSING_ASSOCIATION,
    VOLUNTARY_SECTOR,
    CARE_HOME,
    CARER,
    FAMILY,
    SELF,
    OTHER,
    NOT_STATED;

    public String code() {
        return Kebab.of(this);
    }
}
