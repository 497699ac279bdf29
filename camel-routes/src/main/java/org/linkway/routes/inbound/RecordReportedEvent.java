package org.linkway.routes.inbound;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralEvent;
import org.linkway.referral.Role;
import org.linkway.routes.port.Journal;
import org.linkway.routes.port.Journal.Commit;
import org.linkway.routes.port.PublishedResources;
import org.linkway.routes.port.Referrals;
import org.linkway.translation.ReferralTranslation;
import org.linkway.workflow.Change;
import org.linkway.workflow.Party;
import org.linkway.workflow.PublishedResource;
import org.linkway.workflow.RecordEvent;
import org.linkway.workflow.RecordEvent.Decision;
import org.linkway.workflow.RecordEvent.Refusal;

/** Decides on a reported event with the referral as it stands, and commits; starts over when somebody else was faster. */
public final class RecordReportedEvent {
    /** Two writers alternate; more than this many collisions in a row is a storm. */
    private static final int ATTEMPTS = 10;

    private final RecordEvent recordEvent;
    private final ReferralTranslation translation;
    private final Referrals referrals;
    private final PublishedResources resources;
    private final Journal journal;
    private final Clock clock;

    public RecordReportedEvent(
            RecordEvent recordEvent,
            ReferralTranslation translation,
            Referrals referrals,
            PublishedResources resources,
            Journal journal,
            Clock clock) {
        this.recordEvent = recordEvent;
        this.translation = translation;
        this.referrals = referrals;
        this.resources = resources;
        this.journal = journal;
        this.clock = clock;
    }

    EventOutcome record(EventReport report) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<Referral> referral = referrals.find(report.party(), report.referralId());
            if (referral.isEmpty()) {
                return new EventOutcome.NoSuchReferral();
            }
            Optional<Role> role = role(report.party(), referral.get());
            if (role.isEmpty()) {
                return new EventOutcome.Refused(List.of(new Refusal(
                        "type", "You take no part in this referral, so you cannot report what happens to it.")));
            }
            Optional<EventOutcome> outcome = tryOn(referral.get(), role.get(), report);
            if (outcome.isPresent()) {
                return outcome.get();
            }
        }
        return new EventOutcome.Busy();
    }

    /** Empty when the referral moved on in between. */
    private Optional<EventOutcome> tryOn(Referral referral, Role role, EventReport report) {
        Instant now = clock.instant();
        return recordEvent
                .record(role, referral, report.submission(), now)
                .match(new Decision.Cases<Optional<EventOutcome>>() {
                    @Override
                    public Optional<EventOutcome> recorded(Change change) {
                        return report.expectedVersion().orElse(referral.version()) == referral.version()
                                ? commit(referral, change, now)
                                : Optional.of(new EventOutcome.MovedOn(referral.version()));
                    }

                    @Override
                    public Optional<EventOutcome> repeated(ReferralEvent event) {
                        return Optional.of(new EventOutcome.Recorded(referral.asOf(event), event));
                    }

                    @Override
                    public Optional<EventOutcome> idTaken() {
                        return Optional.of(new EventOutcome.IdTaken());
                    }

                    @Override
                    public Optional<EventOutcome> refused(List<Refusal> refusals) {
                        return Optional.of(new EventOutcome.Refused(refusals));
                    }
                });
    }

    private Optional<EventOutcome> commit(Referral before, Change change, Instant now) {
        Party owner = new Party(before.sender(), Party.Kind.SENDER, before.sender(), Optional.empty());
        PublishedResource task = current(owner, "Task", before.published().taskId());
        PublishedResource request =
                current(owner, "ServiceRequest", before.published().serviceRequestId());
        Commit commit = journal.commit(
                change.publishing(translation.afterEvent(change.referral(), task, request, now)), before.version());
        if (commit instanceof Commit.Committed) {
            return Optional.of(new EventOutcome.Recorded(change.referral(), change.event()));
        }
        if (commit instanceof Commit.Duplicate) {
            return Optional.of(new EventOutcome.IdTaken());
        }
        return Optional.empty();
    }

    private PublishedResource current(Party owner, String type, String id) {
        return resources.read(owner, type, id).orElseThrow().resource();
    }

    /** Empty for an operator, who sees every referral and works none. */
    private static Optional<Role> role(Party party, Referral referral) {
        if (party.id().equals(referral.sender())) {
            return Optional.of(Role.SENDER);
        }
        return party.id().equals(referral.worker()) ? Optional.of(Role.WORKER) : Optional.empty();
    }
}
