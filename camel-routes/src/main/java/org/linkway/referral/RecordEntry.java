package org.linkway.referral;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What is to stand in the patient's GP record because of one event, and how far it has come.
 *
 * @param id Linkway's identifier of the entry, in the record too
 * @param cause the event that made it
 * @param code present exactly where {@code planned} is {@link Planned#CODED}
 * @param narrative the words that go with a code, or the whole of a text entry
 * @param occurredAt the clinical date: when the event happened
 * @param onceIn the episode in which this code stands once; empty for an entry of its own
 * @param explanation why it stands as it does, one sentence; empty while all is well
 * @param proof what was read back; present once the entry was found in the record
 */
public record RecordEntry(
        UUID id,
        UUID referralId,
        UUID cause,
        Planned planned,
        RecordResource resource,
        Optional<Code> code,
        Optional<String> narrative,
        Instant occurredAt,
        Optional<UUID> onceIn,
        FilingStatus status,
        Optional<String> explanation,
        Optional<FilingProof> proof) {

    /** Whether the entry is meant to carry its meaning in a code, or in words. */
    public enum Planned {
        CODED,
        TEXT
    }

    /** In which FHIR resource the entry is written. */
    public enum RecordResource {
        PROCEDURE("Procedure"),
        OBSERVATION("Observation"),
        COMMUNICATION("Communication");

        private final String fhirType;

        RecordResource(String fhirType) {
            this.fhirType = fhirType;
        }

        public String fhirType() {
            return fhirType;
        }
    }

    /** This entry, standing differently. */
    public RecordEntry now(FilingStatus newStatus, Optional<String> newExplanation, Optional<FilingProof> newProof) {
        return new RecordEntry(
                id,
                referralId,
                cause,
                planned,
                resource,
                code,
                narrative,
                occurredAt,
                onceIn,
                newStatus,
                newExplanation,
                newProof);
    }
}
