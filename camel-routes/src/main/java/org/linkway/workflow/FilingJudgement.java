package org.linkway.workflow;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.linkway.referral.Code;
import org.linkway.referral.FilingProof;
import org.linkway.referral.FilingStatus;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.RecordEntry.Planned;

/**
 * What a look into the record says about an entry. FILED only if exactly one resource stands there with Linkway's identifier,
 * in the record of that NHS number, with its date and status, and its code (coded) or its words (text).
 */
public final class FilingJudgement {

    /**
     * The entry as it stands after what was read back.
     *
     * @param patientId the one patient with the person's NHS number in that record
     */
    public RecordEntry judge(RecordEntry entry, String patientId, List<StandingEntry> found, Instant readAt) {
        if (found.isEmpty()) {
            return parked(entry, "The practice accepted the entry, but it is not in the record.");
        }
        if (found.size() > 1) {
            return parked(entry, "The record holds this entry " + found.size() + " times; it should hold it once.");
        }
        StandingEntry standing = found.get(0);
        FilingProof proof = new FilingProof(
                standing.location(),
                readAt,
                bestOf(standing.codes(), code -> means(entry, code)),
                bestOf(standing.narrative(), words -> says(entry, words)));
        Optional<String> difference = difference(entry, patientId, standing);
        if (difference.isPresent()) {
            return entry.now(FilingStatus.PARKED, difference, Optional.of(proof));
        }
        if (entry.planned() == Planned.CODED && standing.codes().stream().noneMatch(code -> means(entry, code))) {
            return standing.codes().isEmpty()
                    ? entry.now(
                            FilingStatus.TEXT_ONLY,
                            Optional.of("The record kept the entry without its code."),
                            Optional.of(proof))
                    : entry.now(
                            FilingStatus.PARKED,
                            Optional.of("The record holds this entry with another code."),
                            Optional.of(proof));
        }
        return entry.now(
                entry.edition() > 1 && entry.stoodBefore() ? FilingStatus.AMENDED : FilingStatus.FILED,
                Optional.empty(),
                Optional.of(proof));
    }

    /** The same for an entry that is to stand there no more. */
    public RecordEntry judgeTakenBack(RecordEntry entry, List<StandingEntry> found, Instant readAt) {
        Optional<StandingEntry> standing =
                found.stream().filter(it -> !it.enteredInError()).findFirst();
        if (standing.isPresent()) {
            return parked(
                    entry,
                    "The entry still stands in the record at " + standing.get().location()
                            + ". Ask the practice to mark it as entered in error.");
        }
        if (found.isEmpty() && entry.stoodBefore()) {
            return parked(
                    entry,
                    "The entry stood in the record at "
                            + entry.proof().map(FilingProof::location).orElseThrow()
                            + ", and the record does not show it any more. Ask the practice whether it stands there.");
        }
        return found.isEmpty()
                ? entry.now(FilingStatus.RETRACTED, Optional.of("It does not stand in the record."), entry.proof())
                : entry.now(
                        FilingStatus.RETRACTED,
                        Optional.of("It stands in the record as entered in error."),
                        Optional.of(
                                new FilingProof(found.get(0).location(), readAt, Optional.empty(), Optional.empty())));
    }

    /** Whether what stands there is what is planned: then nothing need be written. */
    public boolean standsAsPlanned(RecordEntry entry, String patientId, List<StandingEntry> found) {
        return found.size() == 1
                && difference(entry, patientId, found.get(0)).isEmpty()
                && (entry.planned() == Planned.TEXT
                        || found.get(0).codes().stream().anyMatch(code -> means(entry, code)));
    }

    private static Optional<String> difference(RecordEntry entry, String patientId, StandingEntry standing) {
        if (standing.patientId() == null) {
            return Optional.of(
                    "The record holds this entry without a reference to its patient, so whose it is cannot be"
                            + " proven. Ask the practice.");
        }
        if (!patientId.equals(standing.patientId())) {
            return Optional.of("The entry was found in another patient's record: act now.");
        }
        if (standing.occurredAt()
                .filter(at -> sameMoment(at, entry.occurredAt()))
                .isEmpty()) {
            return Optional.of("The record holds this entry with another date.");
        }
        if (!standing.complete()) {
            return Optional.of(
                    standing.enteredInError()
                            ? "The practice marked this entry as entered in error."
                            : "The record holds this entry as not completed.");
        }
        if (entry.score().isPresent()
                && standing.score().filter(entry.score().get()::meansTheSameAs).isEmpty()) {
            return Optional.of("The record holds this entry with another value or unit.");
        }
        boolean wordsStand =
                entry.narrative().isEmpty() || standing.narrative().stream().anyMatch(words -> says(entry, words));
        return wordsStand ? Optional.empty() : Optional.of("The record holds this entry with other words.");
    }

    /** Records keep seconds, not nanoseconds. */
    private static boolean sameMoment(Instant one, Instant other) {
        return one.truncatedTo(ChronoUnit.SECONDS).equals(other.truncatedTo(ChronoUnit.SECONDS));
    }

    private static boolean means(RecordEntry entry, Code found) {
        return entry.code().filter(found::meansTheSameAs).isPresent();
    }

    private static boolean says(RecordEntry entry, String found) {
        return entry.narrative().filter(found::equals).isPresent();
    }

    /** What is as planned, or else what there is: records add codes and words of their own. */
    private static <T> Optional<T> bestOf(List<T> found, Predicate<T> asPlanned) {
        return found.stream()
                .filter(asPlanned)
                .findFirst()
                .or(() -> found.stream().findFirst());
    }

    private static RecordEntry parked(RecordEntry entry, String explanation) {
        return entry.now(FilingStatus.PARKED, Optional.of(explanation), entry.proof());
    }
}
