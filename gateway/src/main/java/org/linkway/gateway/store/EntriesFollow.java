package org.linkway.gateway.store;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.linkway.referral.FilingStatus;
import org.linkway.referral.RecordEntry;
import org.linkway.workflow.Delivery;
import org.linkway.workflow.SettleEntry;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Entries for GP records follow the deliveries that bring them: an entry never waits for one that nobody makes any more. */
final class EntriesFollow implements FollowsDeliveries {
    private final JdbcClient jdbc;
    private final EntryWriter writer;
    private final MeshLedger documents;
    private final JsonMapper json;
    private final Clock clock;

    EntriesFollow(JdbcClient jdbc, MeshLedger documents, JsonMapper json, AuditBook audit, Clock clock) {
        this.jdbc = jdbc;
        this.documents = documents;
        this.json = json;
        this.writer = new EntryWriter(jdbc, json, audit);
        this.clock = clock;
    }

    @Override
    public void gaveUp(Delivery delivery, String sentence) {
        park(delivery, sentence);
    }

    @Override
    public void cancelled(Delivery delivery, String sentence) {
        park(delivery, sentence);
    }

    /** Where a later delivery of the same entry is still to come, a correction above all, that one goes on. */
    private void park(Delivery delivery, String sentence) {
        if (isStillToCome(delivery)) {
            return;
        }
        move(
                delivery,
                entry -> !entry.status().isSettled(),
                entry -> entry.now(FilingStatus.PARKED, Optional.of(sentence + mayStand(entry)), entry.proof()));
    }

    /** The attempt may be under way at this moment: nobody knows what comes of it. */
    private static String mayStand(RecordEntry entry) {
        return entry.sentTo()
                .filter(sent -> entry.status() == FilingStatus.SENT)
                .map(sent -> " It was sent to the practice " + sent.practice() + " by " + sent.channel()
                        + ", and may stand there.")
                .orElse("");
    }

    private boolean isStillToCome(Delivery finished) {
        return jdbc.sql("""
                                select count(*) from delivery
                                where subject = :subject and id <> :id and kind = 'entry-to-record'
                                    and state in ('pending', 'retrying', 'awaiting')
                                """)
                        .param("subject", finished.subject())
                        .param("id", finished.id())
                        .query(Long.class)
                        .single()
                > 0;
    }

    @Override
    public void replayed(Delivery delivery, String sentence) {
        move(delivery, entry -> entry.status().needsAPerson(), entry -> {
            documents.askAnew(entry.id(), entry.edition(), clock.instant());
            return entry.replayed(sentence);
        });
    }

    /** The row stays locked until the commit, so nobody moves the entry in between. */
    private void move(Delivery delivery, Predicate<RecordEntry> which, UnaryOperator<RecordEntry> change) {
        if (delivery.kind() != Delivery.Kind.ENTRY_TO_RECORD) {
            return;
        }
        jdbc.sql("select document from record_entry where id = :id for update")
                .param("id", delivery.subject())
                .query((row, number) -> json.readValue(row.getString("document"), RecordEntry.class))
                .optional()
                .filter(which)
                .ifPresent(entry -> writer.move(SettleEntry.reminding(change.apply(entry)), clock.instant()));
    }
}
