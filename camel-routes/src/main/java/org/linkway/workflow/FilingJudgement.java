package org.linkway.workflow;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
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
                standing.codes().stream().findFirst(),
                standing.narrative().stream().findFirst());
        Optional<String> difference = difference(entry, patientId, standing);
        if (difference.isPresent()) {
            return entry.now(FilingStatus.PARKED, difference, Optional.of(proof));
        }
        if (entry.planned() == Planned.CODED && !carriesCode(entry, standing)) {
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
        return entry.now(FilingStatus.FILED, Optional.empty(), Optional.of(proof));
    }

    private static Optional<String> difference(RecordEntry entry, String patientId, StandingEntry standing) {
        if (!patientId.equals(standing.patientId())) {
            return Optional.of("The entry was found in another patient's record: act now.");
        }
        if (standing.occurredAt()
                .filter(at -> sameMoment(at, entry.occurredAt()))
                .isEmpty()) {
            return Optional.of("The record holds this entry with another date.");
        }
        if (!standing.complete()) {
            return Optional.of("The record holds this entry as not completed.");
        }
        boolean wordsStand = entry.narrative()
                .map(words -> standing.narrative().contains(words))
                .orElse(true);
        return wordsStand ? Optional.empty() : Optional.of("The record holds this entry with other words.");
    }

    /** Records keep seconds, not nanoseconds. */
    private static boolean sameMoment(Instant one, Instant other) {
        return one.truncatedTo(ChronoUnit.SECONDS).equals(other.truncatedTo(ChronoUnit.SECONDS));
    }

    private static boolean carriesCode(RecordEntry entry, StandingEntry standing) {
        Code planned = entry.code().orElseThrow();
        return standing.codes().stream()
                .anyMatch(code ->
                        code.system().equals(planned.system()) && code.code().equals(planned.code()));
    }

    private static RecordEntry parked(RecordEntry entry, String explanation) {
        return entry.now(FilingStatus.PARKED, Optional.of(explanation), Optional.empty());
    }
}
