package org.linkway.referral;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A concern, and who has acknowledged it. */
public record RaisedConcern(UUID event, Concern concern, Instant raisedAt, Optional<String> acknowledgedBy) {
    public boolean isOpen() {
        return acknowledgedBy.isEmpty();
    }

    RaisedConcern acknowledged(String by) {
        return new RaisedConcern(event, concern, raisedAt, Optional.of(by));
    }
}
