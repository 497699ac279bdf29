package org.linkway.routes.outbound;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.linkway.referral.FilingStatus;
import org.linkway.referral.Practice;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.Referral;
import org.linkway.routes.port.Journal;
import org.linkway.routes.port.PartnerRefused;
import org.linkway.routes.port.PartnerUnavailable;
import org.linkway.routes.port.PracticeLookup;
import org.linkway.routes.port.PracticeRecord;
import org.linkway.routes.port.Referrals;
import org.linkway.workflow.Delivery;
import org.linkway.workflow.FilingCheck;
import org.linkway.workflow.FilingJudgement;
import org.linkway.workflow.Party;
import org.linkway.workflow.StandingEntry;

/**
 * The steps by which an entry gets into a GP record: load it, look up where the person is registered now, check that it may
 * go there, write it, read it back, and only then say how it stands.
 */
public final class FileEntry {
    /**
     * A record may need a moment to show what it took; after this many attempts it is a person's turn, but not before a
     * later attempt has looked again: those before the first writing say nothing about the record.
     */
    private static final int LOOKS = 5;

    private final Referrals referrals;
    private final PracticeLookup lookup;
    private final PracticeRecord record;
    private final Journal journal;
    private final Party linkway;
    private final Clock clock;
    private final FilingCheck check = new FilingCheck();
    private final FilingJudgement judgement = new FilingJudgement();

    /** @param linkway the gateway itself, which sees every referral */
    public FileEntry(
            Referrals referrals,
            PracticeLookup lookup,
            PracticeRecord record,
            Journal journal,
            Party linkway,
            Clock clock) {
        this.referrals = referrals;
        this.lookup = lookup;
        this.record = record;
        this.journal = journal;
        this.linkway = linkway;
        this.clock = clock;
    }

    FilingJob load(Delivery delivery) {
        Referral referral = referrals.find(linkway, delivery.referralId()).orElseThrow();
        RecordEntry entry = referral.recordEntries().stream()
                .filter(it -> it.id().equals(delivery.subject()))
                .findFirst()
                .orElseThrow();
        return new FilingJob(delivery, referral, entry);
    }

    AddressedEntry address(FilingJob job) {
        check.hold(job.referral()).ifPresent(why -> {
            throw new PartnerUnavailable(why);
        });
        Optional<String> objection = check.objection(job.referral(), job.entry());
        if (objection.isPresent()) {
            throw new EntryStopped(job, FilingStatus.PARKED, objection.get());
        }
        Practice practice = lookup.practiceOf(job.referral().person())
                .orElseThrow(() -> new EntryStopped(
                        job,
                        FilingStatus.PARKED,
                        "Trace needed: no practice is known at which the person is registered."));
        List<String> patients = asking(job, FilingStatus.PARKED, () -> record.patients(practice, job.nhsNumber()));
        if (patients.size() != 1) {
            throw new EntryStopped(
                    job,
                    FilingStatus.PARKED,
                    "The practice has " + (patients.isEmpty() ? "no patient" : patients.size() + " patients")
                            + " with this NHS number; it needs to have exactly one.");
        }
        return new AddressedEntry(job, practice, patients.get(0));
    }

    AddressedEntry write(AddressedEntry addressed) {
        FilingJob job = addressed.job();
        asking(job, FilingStatus.REFUSED, () -> {
            record.write(addressed.practice(), addressed.patientId(), job.nhsNumber(), job.entry());
            return addressed;
        });
        journal.settle(job.entry().now(FilingStatus.SENT, Optional.empty(), Optional.empty()));
        return addressed;
    }

    RecordEntry readBack(AddressedEntry addressed) {
        FilingJob job = addressed.job();
        List<StandingEntry> found = asking(
                job, FilingStatus.PARKED, () -> record.readBack(addressed.practice(), job.nhsNumber(), job.entry()));
        boolean writtenBefore = job.entry().status() == FilingStatus.SENT;
        if (found.isEmpty() && !(writtenBefore && job.delivery().attempts() >= LOOKS)) {
            throw new PartnerUnavailable("The practice accepted the entry, but it is not in the record yet.");
        }
        RecordEntry judged = judgement.judge(job.entry(), addressed.patientId(), found, clock.instant());
        journal.settle(judged);
        return judged;
    }

    /** What the practice's system will not take or tell is a person's turn, however it says so. */
    private static <T> T asking(FilingJob job, FilingStatus whereRefused, Supplier<T> question) {
        try {
            return question.get();
        } catch (PartnerRefused e) {
            throw new EntryStopped(job, whereRefused, e.getMessage());
        }
    }

    public DeliveryOutcome stop(EntryStopped stopped) {
        journal.settle(
                stopped.job().entry().now(stopped.status(), Optional.of(stopped.getMessage()), Optional.empty()));
        return new DeliveryOutcome.Parked(stopped.getMessage());
    }

    static DeliveryOutcome outcome(RecordEntry entry) {
        return entry.status() == FilingStatus.FILED
                ? new DeliveryOutcome.Delivered()
                : new DeliveryOutcome.Parked(entry.explanation()
                        .orElse("The entry is " + entry.status().code() + "."));
    }
}
