package org.linkway.referral;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What is to stand in the patient's GP record because of one event, and how far it has come.
 *
 * @param id Linkway's identifier of the entry, in the record too
 * @param cause the event that made it, or that corrected it last
 * @param code present exactly where {@code planned} is {@link Planned#CODED}
 * @param measure what was measured, where the code is that of an instrument
 * @param narrative the words that go with a code, or the whole of a text entry
 * @param occurredAt the clinical date: when the event happened
 * @param onceIn the episode in which this code stands once; empty for an entry of its own
 * @param edition 1 as first planned; one more with each correction
 * @param takenBack it must not stand in the record any more: the referral was entered in error
 * @param explanation why it stands as it does, one sentence; empty while all is well
 * @param proof what was read back; present once the entry was found in the record
 * @param version how often its standing was written down: whoever writes says which one it has seen
 */
public record RecordEntry(
        UUID id,
        UUID referralId,
        UUID cause,
        Planned planned,
        RecordResource resource,
        Optional<Code> code,
        Optional<Measure> measure,
        Optional<String> narrative,
        Instant occurredAt,
        Optional<UUID> onceIn,
        int edition,
        boolean takenBack,
        FilingStatus status,
        Optional<String> explanation,
        Optional<FilingProof> proof,
        int version) {
    public RecordEntry {
        // Entries from before there were editions are read without them.
        edition = Math.max(1, edition);
        version = Math.max(1, version);
    }

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

    /** The value that stands beside the code; empty where nothing was measured. */
    public Optional<Score> score() {
        return measure.flatMap(Measure::total).map(total -> new Score(total, Score.OF_A_QUESTIONNAIRE));
    }

    /** Whether it stood in the record before, and so is there to be corrected or taken back. */
    public boolean stoodBefore() {
        return proof.isPresent();
    }

    /** Nothing is sent of it yet. */
    public static RecordEntry planned(
            UUID id,
            UUID referralId,
            UUID cause,
            RecordResource resource,
            Optional<Code> code,
            Optional<Measure> measure,
            Optional<String> narrative,
            Instant occurredAt,
            Optional<UUID> onceIn) {
        return new RecordEntry(
                id,
                referralId,
                cause,
                code.isPresent() ? Planned.CODED : Planned.TEXT,
                resource,
                code,
                measure,
                narrative,
                occurredAt,
                onceIn,
                1,
                false,
                FilingStatus.PLANNED,
                Optional.empty(),
                Optional.empty(),
                1);
    }

    /** As it is planned, with a sentence that a person should know of. */
    public RecordEntry flagged(String sentence) {
        return new RecordEntry(
                id,
                referralId,
                cause,
                planned,
                resource,
                code,
                measure,
                narrative,
                occurredAt,
                onceIn,
                edition,
                takenBack,
                status,
                Optional.of(sentence),
                proof,
                version);
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
                measure,
                narrative,
                occurredAt,
                onceIn,
                edition,
                takenBack,
                newStatus,
                newExplanation,
                newProof,
                version + 1);
    }

    /** A person has put right what was in the way: it is tried again, and what may stand there is looked for first. */
    public RecordEntry replayed() {
        return now(FilingStatus.SENT, Optional.of("Replayed."), proof);
    }

    /** Only what was never tried is known to stand nowhere. */
    private FilingStatus unsent() {
        return status == FilingStatus.PLANNED ? FilingStatus.PLANNED : FilingStatus.SENT;
    }

    /** To be sent anew with other words, because of a correction; what was read back last is kept as its proof so far. */
    public RecordEntry corrected(UUID by, String words) {
        return new RecordEntry(
                id,
                referralId,
                by,
                planned,
                resource,
                code,
                measure,
                Optional.of(words),
                occurredAt,
                onceIn,
                edition + 1,
                takenBack,
                unsent(),
                Optional.empty(),
                proof,
                version + 1);
    }

    /** To be taken out of the record again. */
    public RecordEntry takenBack(String why) {
        return new RecordEntry(
                id,
                referralId,
                cause,
                planned,
                resource,
                code,
                measure,
                narrative,
                occurredAt,
                onceIn,
                edition,
                true,
                unsent(),
                Optional.of(why),
                proof,
                version + 1);
    }
}
