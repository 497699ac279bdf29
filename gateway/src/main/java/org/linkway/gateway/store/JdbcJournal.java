package org.linkway.gateway.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.Referral;
import org.linkway.routes.port.Journal;
import org.linkway.workflow.Change;
import org.linkway.workflow.Delivery;
import org.springframework.transaction.TransactionStatus;

/** Puts one change into all its tables, in one transaction. */
final class JdbcJournal implements Journal {
    private final UnitOfWork unitOfWork;
    private final ReferralWriter referrals;
    private final JdbcDeliveries deliveries;
    private final DeliverySchedule schedule;
    private final JdbcRequestLedger ledger;
    private final JdbcPublishedResources resources;
    private final Episodes episodes;
    private final JdbcClocks clocks;
    private final OnwardRegister onward;
    private final StoreClock clock;

    JdbcJournal(
            UnitOfWork unitOfWork,
            ReferralWriter referrals,
            JdbcDeliveries deliveries,
            DeliverySchedule schedule,
            JdbcRequestLedger ledger,
            JdbcPublishedResources resources,
            Episodes episodes,
            JdbcClocks clocks,
            OnwardRegister onward,
            StoreClock clock) {
        this.unitOfWork = unitOfWork;
        this.referrals = referrals;
        this.deliveries = deliveries;
        this.schedule = schedule;
        this.ledger = ledger;
        this.resources = resources;
        this.episodes = episodes;
        this.clocks = clocks;
        this.onward = onward;
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
        } else if (!referrals.move(referral, expectedVersion)) {
            return new Commit.Stale();
        }
        if (!episodes.take(change.episode(), referral)) {
            return new Commit.Stale();
        }
        change.events().forEach(event -> referrals.add(event, referral));
        change.recordEntries().forEach(referrals::add);
        change.deliveries().forEach(this::add);
        clocks.replace(referral.id(), change.timers());
        onward.replace(referral);
        if (!change.answer()
                .map(answer -> ledger.succeed(answer, referral, opening))
                .orElse(true)) {
            return new Commit.ClaimLost();
        }
        publish(change, expectedVersion);
        return new Commit.Committed();
    }

    private void add(Delivery delivery) {
        deliveries.add(delivery);
        schedule.add(delivery);
    }

    /** Last, because everybody else waits from here on. */
    private void publish(Change change, long expectedVersion) {
        Instant stamp = clock.draw();
        if (expectedVersion == 0) {
            referrals.stampOpening(change.referral(), stamp);
        }
        referrals.stampEvents(change.referral(), expectedVersion, stamp);
        change.resources().forEach(resource -> resources.publish(resource, stamp));
    }

    /** What the key means that was taken: somebody sent the same, or others were faster with what they raced for. */
    private Optional<Commit> taken(Change change, boolean opening) {
        List<UUID> standing = opening
                ? referrals.underIdentifiersOf(change.referral())
                : change.events().stream()
                        .flatMap(event -> referrals.withEvent(event.id()).stream())
                        .toList();
        if (!standing.isEmpty()) {
            return Optional.of(new Commit.Duplicate(standing));
        }
        boolean raced = episodes.isTaken(change.episode(), change.referral())
                || change.recordEntries().stream().anyMatch(referrals::standsAlready);
        return raced ? Optional.of(new Commit.Stale()) : Optional.empty();
    }

    @Override
    public void settle(RecordEntry entry) {
        if (!unitOfWork.write(transaction -> referrals.settle(entry))) {
            throw new IllegalStateException("There is no record entry " + entry.id() + " to settle.");
        }
    }
}
