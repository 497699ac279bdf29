package org.linkway.routes.outbound;

import static org.linkway.routes.outbound.EntryLedger.asking;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.linkway.referral.DeathReport;
import org.linkway.referral.EventDetail;
import org.linkway.referral.EventType;
import org.linkway.referral.FilingStatus;
import org.linkway.referral.PersonChange;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.Referral;
import org.linkway.referral.Role;
import org.linkway.referral.Sending;
import org.linkway.routes.inbound.EventReport;
import org.linkway.routes.inbound.RecordReportedEvent;
import org.linkway.routes.port.HeldUp;
import org.linkway.routes.port.Journal;
import org.linkway.routes.port.PersonTrace;
import org.linkway.routes.port.PulledEntries;
import org.linkway.routes.port.RecordChannels;
import org.linkway.routes.port.Referrals;
import org.linkway.workflow.Delivery;
import org.linkway.workflow.EventSubmission;
import org.linkway.workflow.FilingAddress;
import org.linkway.workflow.FilingCheck;
import org.linkway.workflow.FilingVerdict;
import org.linkway.workflow.Ids;
import org.linkway.workflow.Party;
import org.linkway.workflow.RecordChannel;
import org.linkway.workflow.RecordDestination;
import org.linkway.workflow.Traced;

/** Before and after an entry goes anywhere: load it, see whether and where it may go now, and say what came of it. */
public final class FileEntry {

    private static final Duration LOOK_AGAIN = Duration.ofMinutes(15);

    private final Referrals referrals;
    private final PersonTrace trace;
    private final RecordChannels channels;
    private final PulledEntries reads;
    private final RecordReportedEvent events;
    private final EntryLedger ledger;
    private final Party linkway;
    private final Ids ids;
    private final Clock clock;
    private final FilingCheck check;

    /** @param linkway the gateway itself, which sees every referral */
    public FileEntry(
            Referrals referrals,
            PersonTrace trace,
            RecordChannels channels,
            PulledEntries reads,
            RecordReportedEvent events,
            FilingCheck check,
            Journal journal,
            Party linkway,
            Ids ids,
            Clock clock) {
        this.referrals = referrals;
        this.trace = trace;
        this.channels = channels;
        this.reads = reads;
        this.events = events;
        this.check = check;
        this.ledger = new EntryLedger(journal);
        this.linkway = linkway;
        this.ids = ids;
        this.clock = clock;
    }

    FilingJob load(Delivery delivery) {
        Referral referral = referrals.find(linkway, delivery.referralId()).orElseThrow();
        RecordEntry entry = referral.recordEntries().stream()
                .filter(it -> it.id().equals(delivery.subject()))
                .findFirst()
                .orElseThrow();
        return new FilingJob(delivery, referral, reachedNobody(entry) ? ledger.settle(gone(entry)) : entry);
    }

    /** Taken back before anything was sent of it; or it only waited to be read here, and nobody has. */
    private boolean reachedNobody(RecordEntry entry) {
        return entry.takenBack()
                && !entry.status().isSettled()
                && !entry.stoodBefore()
                && entry.sentTo()
                        .map(to -> to.channel().equals(RecordChannel.PULL.code()))
                        .orElse(true)
                && !reads.of(entry.id()).seen();
    }

    private static RecordEntry gone(RecordEntry entry) {
        return entry.now(
                FilingStatus.RETRACTED,
                Optional.of(
                        entry.sentTo().isEmpty()
                                ? "It was taken back before it was sent."
                                : "It was taken back before anybody read it."),
                Optional.empty());
    }

    AddressedEntry address(FilingJob job) {
        check.objection(job.referral(), job.entry()).ifPresent(why -> {
            throw new EntryStopped(job, FilingStatus.PARKED, why);
        });
        Traced traced = asking(
                job, FilingStatus.PARKED, () -> trace.trace(job.referral().person()));
        if (traced instanceof Traced.Found found && found.restricted()) {
            tellOfRestriction(job);
        }
        FilingVerdict verdict = check.verdict(job.referral(), job.entry(), traced);
        if (verdict instanceof FilingVerdict.Stops stops) {
            throw new EntryStopped(job, FilingStatus.PARKED, stops.why());
        }
        if (verdict instanceof FilingVerdict.Holds holds) {
            throw held(holds.why());
        }
        if (verdict instanceof FilingVerdict.TellsOfDeath tells) {
            tellOfDeath(job, tells.event());
            throw held("Held: the demographics service has told the referral of a death, or that there is none.");
        }
        return sent(job, ((FilingVerdict.Sends) verdict).to());
    }

    /** However long it takes: this is nobody's failure, and is not given up. */
    private static EntryWaits held(String why) {
        return new EntryWaits(new DeliveryOutcome.Awaiting(why, LOOK_AGAIN));
    }

    private void tellOfDeath(FilingJob job, EventType event) {
        tell(job, event, new DeathReport(Optional.of("Demographics service"), Optional.empty()));
    }

    /** From here on nothing that Linkway sends says where the person is (hazard H19). */
    private void tellOfRestriction(FilingJob job) {
        if (job.referral().status().isOpen() && !job.referral().person().sensitive()) {
            tell(job, EventType.PERSON_DETAILS_CHANGED, PersonChange.restricted());
        }
    }

    private void tell(FilingJob job, EventType event, EventDetail detail) {
        EventSubmission told = new EventSubmission(ids.next(), event, clock.instant(), FilingCheck.LOOKUP, detail);
        events.record(new EventReport(
                linkway,
                job.referral().id(),
                Optional.of(Role.LOOKUP),
                List.of(told),
                Optional.empty(),
                change -> change));
    }

    /** Somebody who has moved has another practice than the referral says: the entry joins that practice's queue. */
    private AddressedEntry sent(FilingJob job, FilingAddress to) {
        String queue = RecordDestination.of(Optional.of(to.practice()));
        if (!queue.equals(job.delivery().destination())) {
            throw new EntryWaits(new DeliveryOutcome.Elsewhere(queue));
        }
        AddressedEntry addressed = new AddressedEntry(job, to, channels.of(to.practice()));
        job.entry()
                .sentTo()
                .filter(before -> !before.isWhere(addressed.sending()))
                .ifPresent(before -> {
                    throw new EntryStopped(job, FilingStatus.PARKED, elsewhere(before, addressed.sending()));
                });
        return addressed;
    }

    /** What may stand at one place is neither written again nor called gone at another. */
    private static String elsewhere(Sending before, Sending now) {
        if (before.isOfAnother(now.nhsNumber())) {
            return "The entry was sent to the practice " + before.practice()
                    + " under another NHS number than the person has" + " now. Ask " + before.practice()
                    + " in whose record it stands: Linkway cannot look any more.";
        }
        return "The entry was sent to the practice " + before.practice() + " by " + before.channel()
                + ", and would go to " + now.practice() + " by " + now.channel() + " now. Ask " + before.practice()
                + " whether it stands there: Linkway cannot look any more.";
    }

    public DeliveryOutcome stop(EntryStopped stopped) {
        RecordEntry entry = stopped.job().entry();
        try {
            RecordEntry settled =
                    ledger.settle(entry.now(stopped.status(), Optional.of(stopped.getMessage()), entry.proof()));
            return new DeliveryOutcome.Parked(settled.explanation().orElseThrow(), stopped.owner());
        } catch (HeldUp movedOn) {
            return new DeliveryOutcome.Held(movedOn.getMessage());
        }
    }

    static DeliveryOutcome outcome(RecordEntry entry) {
        return entry.waitsForAPerson()
                ? new DeliveryOutcome.Parked(
                        entry.explanation()
                                .orElse("The entry is " + entry.status().code() + "."),
                        Delivery.Owner.LINK_WORKER)
                : new DeliveryOutcome.Delivered();
    }
}
