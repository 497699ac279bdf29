package org.linkway.gateway.store;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.linkway.referral.RecordEntry;
import org.linkway.routes.port.DeliveryControl.Hand;
import org.linkway.routes.port.EntrySettlements;
import org.linkway.routes.port.RecordEntries;
import org.linkway.workflow.Party;
import org.linkway.workflow.SettleEntry;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionStatus;
import tools.jackson.databind.json.JsonMapper;

/** Settles an entry by hand in the tables {@code record_entry} and {@code delivery}. */
final class JdbcEntrySettlements implements EntrySettlements {
    /** Whoever moves the entry at the same moment moves it on: after so many moves the caller may ask again. */
    private static final int TRIES = 5;

    private final JdbcClient jdbc;
    private final UnitOfWork unitOfWork;
    private final EntryWriter writer;
    private final RecordEntries entries;
    private final AuditBook audit;
    private final Clock clock;
    private final SettleEntry settle = new SettleEntry();

    JdbcEntrySettlements(JdbcClient jdbc, UnitOfWork unitOfWork, JsonMapper json, AuditBook audit, Clock clock) {
        this.jdbc = jdbc;
        this.unitOfWork = unitOfWork;
        this.writer = new EntryWriter(jdbc, json, audit);
        this.entries = new JdbcRecordEntries(jdbc, json);
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public Optional<SettleEntry.Decision> settle(Party party, UUID id, Hand hand) {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            Optional<SettleEntry.Decision> decision =
                    entries.find(party, id).map(entry -> settle.decide(entry, hand.by(), hand.reason(), now()));
            boolean written = decision.filter(SettleEntry.Settles.class::isInstance)
                    .map(SettleEntry.Settles.class::cast)
                    .map(settles -> unitOfWork.write(transaction -> write(transaction, settles.entry(), hand)))
                    .orElse(true);
            if (written) {
                return decision;
            }
        }
        throw new IllegalStateException("An entry moved each time that it was to be settled.");
    }

    /** Deliveries before the entry, as whoever replays them does: so that neither waits for the other. */
    private boolean write(TransactionStatus transaction, RecordEntry settled, Hand hand) {
        jdbc.sql("""
                        update delivery
                        set state = 'cancelled', last_problem = :why, next_attempt_at = :now, owner = null
                        where subject = :entry and kind = 'entry-to-record'
                            and state in ('pending', 'retrying', 'awaiting', 'parked')
                        """)
                .param("why", "Settled by " + hand.by() + ": " + hand.reason())
                .param("now", Instants.column(now()))
                .param("entry", settled.id())
                .update();
        boolean moved = writer.move(settled, now());
        if (moved) {
            audit.record(AuditedWrites.settlement(settled, hand));
        } else {
            transaction.setRollbackOnly();
        }
        return moved;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
