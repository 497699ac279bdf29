package org.linkway.routes.outbound;

import static org.linkway.routes.outbound.EntryLedger.asking;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.linkway.referral.FilingProof;
import org.linkway.referral.FilingStatus;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralEvent;
import org.linkway.routes.port.Journal;
import org.linkway.routes.port.PartnerRefused;
import org.linkway.routes.port.PartnerUnavailable;
import org.linkway.routes.port.PracticeRecord;
import org.linkway.workflow.Delivery.Owner;
import org.linkway.workflow.FilingAddress;
import org.linkway.workflow.FilingJudgement;
import org.linkway.workflow.RecordWrite;
import org.linkway.workflow.StandingEntry;

/**
 * The steps by which an entry comes to stand in a FHIR record, or to stand there no more: find the patient and what is there,
 * write what is missing, read it back, and only then say how it stands. What may have been sent before is looked for before
 * it is sent again.
 */
public final class ProveInRecord {
    /**
     * A record may need a moment to show what it took; after this many attempts it is a person's turn, but not before a
     * later attempt has looked again: those before the first writing say nothing about the record.
     */
    private static final int LOOKS = 5;

    private static final ZoneId PRACTICES_CLOCK = ZoneId.of("Europe/London");

    private final PracticeRecord record;
    private final EntryLedger ledger;
    private final Clock clock;
    private final FilingJudgement judgement = new FilingJudgement();

    public ProveInRecord(PracticeRecord record, Journal journal, Clock clock) {
        this.record = record;
        this.ledger = new EntryLedger(journal);
        this.clock = clock;
    }

    FoundEntry find(AddressedEntry addressed) {
        FilingJob job = addressed.job();
        FilingAddress address = addressed.address();
        String patient = onlyPatient(job, address);
        List<StandingEntry> found = job.isUntouched() ? List.of() : readBack(job, address);
        Optional<String> heldAt = found.isEmpty() ? heldAt(job, address) : Optional.empty();
        return new FoundEntry(addressed, patient, found, heldAt, job.wasSentBefore(), false);
    }

    private String onlyPatient(FilingJob job, FilingAddress address) {
        List<String> patients = asking(job, FilingStatus.PARKED, () -> record.patients(address));
        if (patients.size() != 1) {
            throw new EntryStopped(
                    job,
                    FilingStatus.PARKED,
                    "The practice has " + (patients.isEmpty() ? "no patient" : patients.size() + " patients")
                            + " with this NHS number; it needs to have exactly one.");
        }
        return patients.get(0);
    }

    private List<StandingEntry> readBack(FilingJob job, FilingAddress address) {
        return asking(job, FilingStatus.PARKED, () -> record.readBack(address, job.entry()));
    }

    /** GPs code the referral themselves: what stands once for an episode is asked for before it is written. */
    private Optional<String> heldAt(FilingJob job, FilingAddress address) {
        RecordEntry entry = job.entry();
        if (entry.onceIn().isEmpty() || entry.takenBack()) {
            return Optional.empty();
        }
        return asking(job, FilingStatus.PARKED, () -> record.holding(address, entry, dayOf(job.referral()))).stream()
                .findFirst();
    }

    private static LocalDate dayOf(Referral referral) {
        Instant referred = referral.request().authoredOn().orElse(referral.receivedAt());
        return referred.atZone(PRACTICES_CLOCK).toLocalDate();
    }

    FoundEntry write(FoundEntry found) {
        if (found.entry().takenBack()) {
            return takeBack(found);
        }
        if (found.heldAt().isPresent() || !mayBeWritten(found)) {
            return found;
        }
        RecordEntry sending = ledger.sending(found.addressed());
        FoundEntry written = found.written(sending);
        FilingJob job = written.addressed().job();
        RecordWrite write = recordWrite(written, sending, found.found().stream().findFirst());
        try {
            record.write(found.addressed().address(), write);
        } catch (PartnerRefused refused) {
            // Whoever sent the same at the same time, or lost its answer, may have put it there.
            if (readBack(job, found.addressed().address()).isEmpty()) {
                throw new EntryStopped(job, FilingStatus.REFUSED, refused.getMessage(), Owner.OPERATOR);
            }
        }
        return written;
    }

    /** What stands there otherwise than planned is judged and not overwritten, unless it is there to be corrected. */
    private boolean mayBeWritten(FoundEntry found) {
        if (found.found().isEmpty()) {
            return true;
        }
        StandingEntry standing = found.found().get(0);
        return found.entry().edition() > 1
                && found.found().size() == 1
                && standing.complete()
                && found.patientId().equals(standing.patientId())
                && !judgement.standsAsPlanned(found.entry(), found.patientId(), found.found());
    }

    private FoundEntry takeBack(FoundEntry found) {
        FilingJob job = found.addressed().job();
        List<StandingEntry> standing =
                found.found().stream().filter(it -> !it.enteredInError()).toList();
        standing.forEach(it -> asking(job, FilingStatus.PARKED, () -> {
            record.takeBack(found.addressed().address(), recordWrite(found, found.entry(), Optional.of(it)));
            return it;
        }));
        return standing.isEmpty() ? found : found.written(found.entry());
    }

    private static RecordWrite recordWrite(FoundEntry found, RecordEntry entry, Optional<StandingEntry> over) {
        return new RecordWrite(
                entry,
                found.patientId(),
                found.addressed().address().nhsNumber(),
                cause(found.addressed().job()).recordedBy(),
                over);
    }

    private static ReferralEvent cause(FilingJob job) {
        return job.referral().event(job.entry().cause()).orElseThrow();
    }

    RecordEntry readBack(FoundEntry found) {
        FilingJob job = found.addressed().job();
        if (found.heldAt().isPresent()) {
            return ledger.settle(alreadyThere(found.entry(), found.heldAt().get()));
        }
        List<StandingEntry> standing =
                found.written() ? readBack(job, found.addressed().address()) : found.found();
        if (standing.isEmpty() && !lookedOftenEnough(found)) {
            throw new PartnerUnavailable(
                    job.entry().takenBack()
                            ? "The entry may have been sent, and is not in the record yet."
                            : "The practice accepted the entry, but it is not in the record yet.");
        }
        if (isStillTheEditionBefore(found, standing)) {
            throw new PartnerUnavailable(
                    "An earlier edition of the entry stands in the record: it is to be written over.");
        }
        Instant readAt = clock.instant();
        return ledger.settle(
                found.entry().takenBack()
                        ? judgement.judgeTakenBack(found.entry(), standing, readAt)
                        : judgement.judge(found.entry(), found.patientId(), standing, readAt));
    }

    /** It was not found, and so was created on condition; the condition found it. */
    private boolean isStillTheEditionBefore(FoundEntry found, List<StandingEntry> standing) {
        return found.written()
                && !found.entry().takenBack()
                && found.entry().edition() > 1
                && found.found().isEmpty()
                && found.addressed().job().delivery().attempts() < LOOKS
                && !judgement.standsAsPlanned(found.entry(), found.patientId(), standing);
    }

    private RecordEntry alreadyThere(RecordEntry entry, String location) {
        return entry.now(
                FilingStatus.ALREADY_THERE,
                Optional.of("The record held this code since the referral: it was not written again."),
                Optional.of(new FilingProof(location, clock.instant(), entry.code(), Optional.empty())));
    }

    private static boolean lookedOftenEnough(FoundEntry found) {
        return found.mayHaveStood() && found.addressed().job().delivery().attempts() >= LOOKS;
    }
}
