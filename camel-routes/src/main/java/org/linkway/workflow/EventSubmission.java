package org.linkway.workflow;

import java.time.Instant;
import java.util.UUID;
import org.linkway.referral.EventDetail;
import org.linkway.referral.EventType;
import org.linkway.referral.RecordedBy;
import org.linkway.referral.ReferralEvent;

/** An event as a party reports it, before it is taken in. */
public record EventSubmission(UUID id, EventType type, Instant occurredAt, RecordedBy recordedBy, EventDetail detail) {

    ReferralEvent takenIn(Instant now) {
        return new ReferralEvent(id, type, occurredAt, recordedBy, now, ReferralEvent.SCHEMA_VERSION, detail);
    }
}
