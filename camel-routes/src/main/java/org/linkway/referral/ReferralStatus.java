package org.linkway.referral;

/** Where a referral stands: exactly the FHIR R4 Task statuses that Linkway uses. */
public enum ReferralStatus {
    REQUESTED,
    ACCEPTED,
    IN_PROGRESS,
    ON_HOLD,
    REJECTED,
    COMPLETED,
    CANCELLED,
    FAILED,
    ENTERED_IN_ERROR;

    /** The FHIR Task status, such as {@code in-progress}; also the word of the local API. */
    public String code() {
        return Kebab.of(this);
    }

    /** Open referrals are somebody's work; the others are closed and only corrected. */
    public boolean isOpen() {
        return switch (this) {
            case REQUESTED, ACCEPTED, IN_PROGRESS, ON_HOLD -> true;
            case REJECTED, COMPLETED, CANCELLED, FAILED, ENTERED_IN_ERROR -> false;
        };
    }
}
