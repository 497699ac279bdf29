package org.linkway.gateway.store;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.linkway.gateway.store.JdbcPublishedResources.Indexed;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.Referral;
import org.linkway.routes.port.Journal;
import org.linkway.routes.port.Matches;
import org.linkway.workflow.Absence;
import org.linkway.workflow.Change;
import org.linkway.workflow.Delivery;
import org.linkway.workflow.KeptAnswer;
import org.linkway.workflow.PublishedResource;
import org.springframework.transaction.TransactionStatus;

/** Puts one change into all its tables, in one transaction. */
final class JdbcJournal implements Journal {
    private final UnitOfWork unitOfWork;
    private final ReferralWriter referrals;
    private final EntryWriter entries;
    private final JdbcDeliveries deliveries;
    private final DeliverySchedule schedule;
    private final JdbcRequestLedger ledger;
    private final JdbcPublishedResources resources;
    private final Episodes episodes;
    private final JdbcClocks clocks;
    private final OnwardRegister onward;
    private final ServiceRequests requests;
    private final Matches matches;
    private final AuditBook audit;
    private final StoreClock clock;

    JdbcJournal(
            UnitOfWork unitOfWork,
            ReferralWriter referrals,
            EntryWriter entries,
            JdbcDeliveries deliveries,
            DeliverySchedule schedule,
            JdbcRequestLedger ledger,
            JdbcPublishedResources resources,
            Episodes episodes,
            JdbcClocks clocks,
            OnwardRegister onward,
            ServiceRequests requests,
            Matches matches,
            AuditBook audit,
            StoreClock clock) {
        this.unitOfWork = unitOfWork;
        this.referrals = referrals;
        this.entries = entries;
        this.deliveries = deliveries;
        this.schedule = schedule;
        this.ledger = ledger;
        this.resources = resources;
        this.episodes = episodes;
        this.clocks = clocks;
        this.onward = onward;
        this.requests = requests;
        this.matches = matches;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public Commit commit(Change change, long expectedVersion) {
        boolean opening = expectedVersion == 0;
        return unitOfWork.write(
                transaction -> undoing(transaction, write(change, expectedVersion, opening)),
                () -> taken(change, opening));
    }

    private static Commit undoing(TransactionStatus transaction, Commit commit) {
        if (!(commit instanceof Commit.Committed)) {
            transaction.setRollbackOnly();
        }
        return commit;
    }

    private Commit write(Change change, long expectedVersion, boolean opening) {
        Referral referral = change.referral();
        if (opening) {
            referrals.open(referral);
            requests.open(referral);
        } else if (!referrals.move(referral, expectedVersion)) {
            return new Commit.Stale();
        }
        if (!episodes.take(change.episode(), referral)) {
            return new Commit.Stale();
        }
        change.events().forEach(event -> referrals.add(event, referral));
        // First, because what is taken back leaves what stands once for an episode to what is told in its place.
        if (!change.movedEntries().stream().allMatch(entry -> entries.move(entry, clock.now()))) {
            return new Commit.Stale();
        }
        change.recordEntries().forEach(entry -> entries.add(entry, clock.now()));
        change.movedEntries().forEach(entry -> deliveries.supersede(entry.id()));
        add(change.deliveries());
        clocks.replace(referral.id(), change.timers());
        onward.replace(referral);
        resources.publishedFor(referral, change.resources());
        Optional<Map<String, Long>> published = publish(change, expectedVersion);
        if (published.isEmpty()) {
            return new Commit.Stale();
        }
        if (!change.answer()
                .map(answer -> ledger.succeed(answer, published.get(), referral, opening))
                .orElse(true)) {
            return new Commit.ClaimLost();
        }
        audit.record(AuditedWrites.of(change, published.get(), opening));
        return new Commit.Committed();
    }

    @Override
    public Commit keep(PublishedResource resource, List<Absence> unless, KeptAnswer answer) {
        return unitOfWork.write(transaction -> undoing(transaction, write(resource, unless, answer)));
    }

    private Commit write(PublishedResource resource, List<Absence> unless, KeptAnswer answer) {
        List<Indexed> published = resources.indexed(List.of(resource));
        Instant stamp = clock.draw();
        if (unless.stream().anyMatch(matches::any)) {
            return new Commit.Stale();
        }
        if (resource.type().equals("ServiceRequest")) {
            requests.keep(resource, clock.now());
        }
        Map<String, Long> versions = resources.publish(published, stamp);
        if (!ledger.succeed(answer, versions, Optional.empty())) {
            return new Commit.ClaimLost();
        }
        audit.record(AuditedWrites.of(resource, versions, answer));
        return new Commit.Committed();
    }

    private void add(List<Delivery> inOrder) {
        Set<String> destinations = new HashSet<>();
        inOrder.forEach(delivery -> {
            deliveries.add(delivery);
            if (destinations.add(delivery.destination())) {
                schedule.add(delivery);
            } else {
                schedule.addBehind(delivery);
            }
        });
    }

    /** Last but for the answer, because everybody else waits from the stamp on. */
    private Optional<Map<String, Long>> publish(Change change, long expectedVersion) {
        List<Indexed> published = resources.indexed(change.resources());
        Instant stamp = clock.draw();
        if (change.unless().stream().anyMatch(matches::any)) {
            return Optional.empty();
        }
        if (expectedVersion == 0) {
            referrals.stampOpening(change.referral(), stamp);
        }
        referrals.stampEvents(change.referral(), expectedVersion, stamp);
        return Optional.of(resources.publish(published, stamp));
    }

    /** What the key means that was taken: somebody sent the same, or others were faster with what they raced for. */
    private Optional<Commit> taken(Change change, boolean opening) {
        List<UUID> standing = opening
                ? Stream.concat(
                                referrals.underIdentifiersOf(change.referral()).stream(),
                                requests.openedBefore(change.referral()).stream())
                        .distinct()
                        .toList()
                : change.events().stream()
                        .flatMap(event -> referrals.withEvent(event.id()).stream())
                        .toList();
        if (!standing.isEmpty()) {
            return Optional.of(new Commit.Duplicate(standing));
        }
        boolean raced = episodes.isTaken(change.episode(), change.referral())
                || change.recordEntries().stream().anyMatch(entries::standsAlready);
        return raced ? Optional.of(new Commit.Stale()) : Optional.empty();
    }

    @Override
    public boolean settle(RecordEntry entry) {
        return unitOfWork.write(transaction -> entries.move(entry, clock.now()));
    }
}
