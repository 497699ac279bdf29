package org.linkway.gateway.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.linkway.referral.FilingStatus;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.Settlement;
import org.linkway.workflow.AuditEntry.Action;
import org.linkway.workflow.AuditEntry.Deed;
import org.linkway.workflow.AuditEntry.Kind;
import org.linkway.workflow.AuditEntry.Outcome;
import org.linkway.workflow.AuditEntry.Subject;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Writes record entries, and every standing that each of them ever had. */
final class EntryWriter {
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final AuditBook audit;

    EntryWriter(JdbcClient jdbc, JsonMapper json, AuditBook audit) {
        this.jdbc = jdbc;
        this.json = json;
        this.audit = audit;
    }

    void add(RecordEntry entry, Instant now) {
        jdbc.sql("""
                        insert into record_entry (id, referral_id, cause, status, once_key, version, document)
                        values (:id, :referral, :cause, :status, :onceKey, :version, :document)
                        """)
                .param("id", entry.id())
                .param("referral", entry.referralId())
                .param("cause", entry.cause())
                .param("status", entry.status().code())
                .param("onceKey", onceKey(entry).orElse(null))
                .param("version", entry.version())
                .param("document", json.writeValueAsString(entry))
                .update();
        keepStanding(entry, now);
    }

    /** False where the entry no longer stands as whoever decided on it has seen it, or is not there. */
    boolean move(RecordEntry entry, Instant now) {
        boolean moved = jdbc.sql("""
                                update record_entry
                                set status = :status, once_key = :onceKey, version = :version, document = :document,
                                    settled_at = :settledAt
                                where id = :id and version = :version - 1
                                """)
                        .param("status", entry.status().code())
                        .param("onceKey", onceKey(entry).orElse(null))
                        .param("version", entry.version())
                        .param("document", json.writeValueAsString(entry))
                        .param(
                                "settledAt",
                                entry.settledByHand()
                                        .map(it -> Instants.column(it.at()))
                                        .orElse(null))
                        .param("id", entry.id())
                        .update()
                == 1;
        if (moved) {
            keepStanding(entry, now);
            audit.record(filing(entry));
        }
        return moved;
    }

    /** Whatever moves an entry is recorded with it: that it is about to be sent, too. */
    private static Deed filing(RecordEntry entry) {
        Outcome outcome = entry.status() == FilingStatus.REFUSED || entry.status() == FilingStatus.PARKED
                ? Outcome.THEIRS
                : Outcome.SUCCESS;
        Deed filing = Deed.done(
                        Kind.FILING,
                        Action.EXECUTE,
                        List.of(Subject.resource(
                                        entry.resource().fhirType(), entry.id().toString(), Optional.empty())
                                .of(Optional.of(entry.referralId()), Optional.empty())))
                .remarking(
                        entry.settledByHand().isPresent()
                                ? "settled"
                                : entry.status().code());
        return entry.sentTo()
                .map(sent -> filing.to("practice:" + sent.practice(), outcome))
                .orElseGet(() -> filing.came(outcome));
    }

    private void keepStanding(RecordEntry entry, Instant now) {
        jdbc.sql("""
                        insert into record_entry_standing (entry_id, version, edition, status, explanation, written_at,
                            settled_by, settled_reason)
                        values (:entry, :version, :edition, :status, :explanation, :writtenAt, :settledBy, :settledReason)
                        """)
                .param("entry", entry.id())
                .param("version", entry.version())
                .param("edition", entry.edition())
                .param("status", entry.status().code())
                .param("explanation", entry.explanation().orElse(null))
                .param("writtenAt", Instants.column(now))
                .param("settledBy", entry.settledByHand().map(Settlement::by).orElse(null))
                .param(
                        "settledReason",
                        entry.settledByHand().map(Settlement::reason).orElse(null))
                .update();
    }

    /** What stands once for an episode meets this key the second time; what is taken back leaves it to the next. */
    private static Optional<String> onceKey(RecordEntry entry) {
        return entry.onceIn()
                .filter(episode -> !entry.takenBack())
                .flatMap(episode -> entry.code().map(code -> episode + "|" + code.system() + "|" + code.code()));
    }

    /** Whether what stands once for an episode is there by another entry. */
    boolean standsAlready(RecordEntry entry) {
        return onceKey(entry)
                .filter(key -> jdbc.sql("select count(*) from record_entry where once_key = :key and id <> :id")
                                .param("key", key)
                                .param("id", entry.id())
                                .query(Long.class)
                                .single()
                        > 0)
                .isPresent();
    }
}
