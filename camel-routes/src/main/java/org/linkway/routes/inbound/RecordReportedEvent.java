package org.linkway.routes.inbound;

import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.linkway.referral.Duplication;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralEvent;
import org.linkway.referral.Role;
import org.linkway.routes.port.Journal.Commit;
import org.linkway.routes.port.Referrals;
import org.linkway.workflow.Change;
import org.linkway.workflow.EventSubmission;
import org.linkway.workflow.Party;
import org.linkway.workflow.RecordEvent;
import org.linkway.workflow.RecordEvent.Decision;
import org.linkway.workflow.RecordEvent.Refusal;

/** Decides on a reported event with the referral as it stands, and commits; starts over when somebody else was faster. */
public final class RecordReportedEvent {
    /** Two writers alternate; more than this many collisions in a row is a storm. */
    private static final int ATTEMPTS = 10;

    private final RecordEvent recordEvent;
    private final Referrals referrals;
    private final CommitChange commitChange;
    private final Party linkway;
    private final Clock clock;

    public RecordReportedEvent(
            RecordEvent recordEvent, Referrals referrals, CommitChange commitChange, Party linkway, Clock clock) {
        this.recordEvent = recordEvent;
        this.referrals = referrals;
        this.commitChange = commitChange;
        this.linkway = linkway;
        this.clock = clock;
    }

    public EventOutcome record(EventReport report) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<Referral> referral = referrals.find(report.party(), report.referralId());
            if (referral.isEmpty()) {
                return new EventOutcome.NoSuchReferral();
            }
            Set<Role> roles = report.as().map(Set::of).orElseGet(() -> roles(report.party(), referral.get()));
            if (roles.isEmpty()) {
                return new EventOutcome.Refused(List.of(new Refusal(
                        "type", "You take no part in this referral, so you cannot report what happens to it.")));
            }
            Optional<EventOutcome> outcome = tryOn(referral.get(), roles, report);
            if (outcome.isPresent()) {
                return outcome.get();
            }
        }
        return new EventOutcome.Busy();
    }

    /** Empty when the referral moved on in between. */
    private Optional<EventOutcome> tryOn(Referral referral, Set<Role> roles, EventReport report) {
        Instant now = clock.instant();
        List<EventSubmission> told = report.submissions();
        List<RecordEntry> beside = referrals.entriesBeside(linkway, referral);
        Decision decision = told.size() == 1
                ? recordEvent.record(roles, referral, told.get(0), beside, now)
                : recordEvent.record(roles, referral, told, beside, now);
        return decision.match(new Decision.Cases<Optional<EventOutcome>>() {
            @Override
            public Optional<EventOutcome> recorded(Change change) {
                return movedOn(referral, report)
                        .or(() -> unknownSurvivor(report))
                        .or(() -> commit(referral, report.with().apply(change), now));
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
                return movedOn(referral, report).or(() -> Optional.of(new EventOutcome.Refused(refusals)));
            }
        });
    }

    /** Whoever named the version that they saw is told that it is gone before anything else. */
    private static Optional<EventOutcome> movedOn(Referral referral, EventReport report) {
        return report.expectedVersion().orElse(referral.version()) == referral.version()
                ? Optional.empty()
                : Optional.of(new EventOutcome.MovedOn(referral));
    }

    /** A duplicate is closed only in favour of a referral that is there. */
    private Optional<EventOutcome> unknownSurvivor(EventReport report) {
        boolean unknown = report.submissions().stream()
                .map(EventSubmission::detail)
                .filter(Duplication.class::isInstance)
                .flatMap(it -> ((Duplication) it).survivor().stream())
                .anyMatch(id -> referrals.find(report.party(), id).isEmpty());
        return unknown
                ? Optional.of(new EventOutcome.Refused(List.of(new Refusal(
                        "survivor", "There is no referral with this id that you may see. Name the one that goes on."))))
                : Optional.empty();
    }

    private Optional<EventOutcome> commit(Referral before, Change change, Instant now) {
        Commit commit = commitChange.commit(before, change, now);
        if (commit instanceof Commit.Committed) {
            return Optional.of(new EventOutcome.Recorded(
                    change.referral(), change.referral().lastEvent()));
        }
        if (commit instanceof Commit.Duplicate) {
            return Optional.of(new EventOutcome.IdTaken());
        }
        return Optional.empty();
    }

    /** None for an operator, who sees every referral and works none. */
    private static Set<Role> roles(Party party, Referral referral) {
        EnumSet<Role> roles = EnumSet.noneOf(Role.class);
        if (party.id().equals(referral.sender())) {
            roles.add(Role.SENDER);
        }
        if (party.id().equals(referral.worker())) {
            roles.add(Role.WORKER);
        }
        return roles;
    }
}
