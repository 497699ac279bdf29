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
 * @param unverifiedCode what the entry would have been coded with, had the code been verified: shown to people as a flag, and
 *     never sent as a code
 * @param measure what was measured, where the code is that of an instrument
 * @param narrative the words that go with a code, or the whole of a text entry
 * @param occurredAt the clinical date: when the event happened
 * @param onceIn the episode in which this code stands once; empty for an entry of its own
 * @param sentTo where it was sent, or may have been; empty while it was sent nowhere
 * @param edition 1 as first planned; one more with each correction
 * @param takenBack it must not stand in the record any more: the referral was entered in error
 * @param explanation why it stands as it does, one sentence; empty while all is well
 * @param proof what was read back; present once the entry was found in the record
 * @param version how often its standing was written down: whoever writes says which one it has seen
 * @param settlement what a person said last of having dealt with it by other means; empty where nobody did
 */
public record RecordEntry(
        UUID id,
        UUID referralId,
        UUID cause,
        Planned planned,
        RecordResource resource,
        Optional<Code> code,
        Optional<Code> unverifiedCode,
        Optional<Measure> measure,
        Optional<String> narrative,
        Instant occurredAt,
        Optional<UUID> onceIn,
        Optional<Sending> sentTo,
        int edition,
        boolean takenBack,
        FilingStatus status,
        Optional<String> explanation,
        Optional<FilingProof> proof,
        int version,
        Optional<Settlement> settlement) {
    public RecordEntry {
        unverifiedCode = unverifiedCode == null ? Optional.empty() : unverifiedCode;
        sentTo = sentTo == null ? Optional.empty() : sentTo;
        settlement = settlement == null ? Optional.empty() : settlement;
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

    /** What settles it as it stands; empty where nobody did, or where it has moved since. */
    public Optional<Settlement> settledByHand() {
        return settlement.filter(Settlement::stands);
    }

    /** Whether a person has to look at it, and nobody has said yet that this is done. */
    public boolean waitsForAPerson() {
        return status.needsAPerson() && settledByHand().isEmpty();
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
                Optional.empty(),
                measure,
                narrative,
                occurredAt,
                onceIn,
                Optional.empty(),
                1,
                false,
                FilingStatus.PLANNED,
                Optional.empty(),
                Optional.empty(),
                1,
                Optional.empty());
    }

    /** As it is planned, in words because this code could not be verified. */
    public RecordEntry insteadOf(Code unverified) {
        Draft draft = new Draft(this);
        draft.unverifiedCode = Optional.of(unverified);
        return draft.done();
    }

    /** This entry, standing differently. */
    public RecordEntry now(FilingStatus newStatus, Optional<String> newExplanation, Optional<FilingProof> newProof) {
        Draft draft = new Draft(this);
        draft.status = newStatus;
        draft.explanation = newExplanation;
        draft.proof = newProof;
        return draft.next();
    }

    /** From here on it may stand there, whatever becomes of the attempt. */
    public RecordEntry sending(Sending to) {
        Draft draft = new Draft(this);
        draft.status = FilingStatus.SENT;
        draft.sentTo = Optional.of(to);
        return draft.next();
    }

    /** A person has put right what was in the way: it is tried again, and what may stand there is looked for first. */
    public RecordEntry replayed(String byWhomAndWhy) {
        return now(FilingStatus.SENT, Optional.of(byWhomAndWhy), proof);
    }

    /** As it stands, and a person has dealt with it by other means. */
    public RecordEntry settled(String by, String reason, Instant at) {
        Draft draft = new Draft(this);
        draft.settlement = Optional.of(new Settlement(by, reason, at, true));
        return draft.next();
    }

    /** As it stands, with one more sentence; whoever settled it by hand need not look again. */
    public RecordEntry alsoSaying(String sentence) {
        Draft draft = new Draft(this);
        draft.settlement = settlement;
        draft.explanation = Optional.of(saying(sentence));
        return draft.next();
    }

    /** The same standing, and still a person's turn: what is said of it stays, with one more sentence. */
    public RecordEntry parkedToo(String sentence) {
        Draft draft = new Draft(this);
        draft.status = FilingStatus.PARKED;
        draft.explanation = Optional.of(saying(sentence));
        return draft.done();
    }

    private String saying(String sentence) {
        return explanation.map(before -> before + " ").orElse("") + sentence;
    }

    /** To be sent anew with other words, because of a correction; what was read back last is kept as its proof so far. */
    public RecordEntry corrected(UUID by, String words) {
        Draft draft = new Draft(this);
        draft.cause = by;
        draft.narrative = Optional.of(words);
        draft.edition = edition + 1;
        draft.status = unsent();
        draft.explanation = Optional.empty();
        return draft.next();
    }

    /** To be taken out of the record again. */
    public RecordEntry takenBack(String why) {
        Draft draft = new Draft(this);
        draft.takenBack = true;
        draft.status = unsent();
        draft.explanation = Optional.of(why);
        return draft.next();
    }

    /** Sent under a number that is somebody else's: it must not stand there, and only a person can have it removed. */
    public RecordEntry misdirected(String why) {
        Draft draft = new Draft(this);
        draft.takenBack = true;
        draft.status = FilingStatus.PARKED;
        draft.explanation = Optional.of(why);
        return draft.next();
    }

    /** The same thing to be told, as an entry of its own of which nothing is sent yet. */
    public RecordEntry plannedAnew(UUID newId) {
        RecordEntry anew = planned(newId, referralId, cause, resource, code, measure, narrative, occurredAt, onceIn);
        return unverifiedCode.map(anew::insteadOf).orElse(anew);
    }

    /** Only what was never tried is known to stand nowhere. */
    private FilingStatus unsent() {
        return status == FilingStatus.PLANNED ? FilingStatus.PLANNED : FilingStatus.SENT;
    }

    /** An entry that differs from another in what is set here. */
    private static final class Draft {
        private final RecordEntry from;
        private UUID cause;
        private Optional<Code> unverifiedCode;
        private Optional<String> narrative;
        private Optional<Sending> sentTo;
        private int edition;
        private boolean takenBack;
        private FilingStatus status;
        private Optional<String> explanation;
        private Optional<FilingProof> proof;
        private Optional<Settlement> settlement;

        Draft(RecordEntry from) {
            this.from = from;
            this.cause = from.cause;
            this.unverifiedCode = from.unverifiedCode;
            this.narrative = from.narrative;
            this.sentTo = from.sentTo;
            this.edition = from.edition;
            this.takenBack = from.takenBack;
            this.status = from.status;
            this.explanation = from.explanation;
            this.proof = from.proof;
            this.settlement = from.settlement.map(Settlement::past);
        }

        RecordEntry done() {
            return at(from.version);
        }

        /** Its next standing. */
        RecordEntry next() {
            return at(from.version + 1);
        }

        private RecordEntry at(int version) {
            return new RecordEntry(
                    from.id,
                    from.referralId,
                    cause,
                    from.planned,
                    from.resource,
                    from.code,
                    unverifiedCode,
                    from.measure,
                    narrative,
                    from.occurredAt,
                    from.onceIn,
                    sentTo,
                    edition,
                    takenBack,
                    status,
                    explanation,
                    proof,
                    version,
                    settlement);
        }
    }
}
