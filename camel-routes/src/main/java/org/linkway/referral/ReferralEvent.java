package org.linkway.referral;

import java.time.Instant;
import java.util.UUID;

/**
 * Something that happened to a referral.
 *
 * @param id chosen by whoever reports the event; the same id is the same event
 * @param occurredAt when it happened: the date that stands in the record
 * @param recordedAt when Linkway took it in
 * @param schemaVersion of {@code detail}, so that old events stay readable
 */
public record ReferralEvent(
        UUID id,
        EventType type,
        Instant occurredAt,
        RecordedBy recordedBy,
        Instant recordedAt,
        int schemaVersion,
        EventDetail detail) {

    /** The version that this code writes. */
    public static final int SCHEMA_VERSION = 2;

    /** Whether the other tells the same: everything but when Linkway took it in. */
    public boolean tellsTheSameAs(ReferralEvent other) {
        return id.equals(other.id)
                && type == other.type
                && occurredAt.equals(other.occurredAt)
                && recordedBy.equals(other.recordedBy)
                && detail.equals(other.detail);
    }
}
