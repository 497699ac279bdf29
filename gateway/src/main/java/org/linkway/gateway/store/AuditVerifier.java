package org.linkway.gateway.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.linkway.gateway.store.AuditChain.Head;
import org.linkway.gateway.store.AuditChain.Verdict;
import org.linkway.referral.Kebab;
import org.linkway.workflow.AuditEntry;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Walks the chain of the audit trail from its beginning, and says what is wrong first. */
final class AuditVerifier {
    private static final int AT_ONCE = 1000;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;
    private final Duration linkWithin;

    AuditVerifier(JdbcClient jdbc, JsonMapper json, Clock clock, Duration linkWithin) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
        this.linkWithin = linkWithin;
    }

    /** A link with the entry that it names; without a document where that is gone. */
    private record Linked(Head link, UUID entry, Optional<String> document, Columns columns) {}

    /** What is asked for by SQL, which has to be what the document says. */
    private record Columns(
            Instant recorded, String kind, String action, String outcome, String party, Optional<String> request) {

        static Columns of(AuditEntry entry) {
            return new Columns(
                    entry.recorded(),
                    Kebab.of(entry.deed().kind()),
                    entry.deed().action().code(),
                    entry.deed().outcome().code(),
                    entry.circumstances().who().party(),
                    entry.circumstances().requestId());
        }
    }

    Verdict verify(List<Head> anchors) {
        Map<Long, String> expected = new HashMap<>();
        anchors.forEach(anchor -> expected.put(anchor.sequence(), anchor.hash()));
        Head last = new Head(0, JdbcAuditChain.BEGINNING);
        for (List<Linked> page = page(last); !page.isEmpty(); page = page(last)) {
            for (Linked linked : page) {
                Optional<String> fault = fault(last, linked, expected);
                if (fault.isPresent()) {
                    return verdict(last, fault);
                }
                last = linked.link();
            }
        }
        long end = last.sequence();
        Optional<String> cut = anchors.stream()
                .filter(anchor -> anchor.sequence() > end)
                .findFirst()
                .map(anchor -> "The chain ends at link " + end + ", and an anchor says that it reached link "
                        + anchor.sequence() + ": its last entries were removed.");
        return verdict(last, cut.or(this::unlinked));
    }

    private Verdict verdict(Head last, Optional<String> fault) {
        return new Verdict(
                last.sequence(), unlinked(Instant.MAX), Optional.of(last).filter(it -> it.sequence() > 0), fault);
    }

    private Optional<String> fault(Head last, Linked linked, Map<Long, String> anchors) {
        long sequence = linked.link().sequence();
        String link = "Link " + sequence + " (entry " + linked.entry() + ")";
        if (sequence != last.sequence() + 1) {
            return Optional.of("Link " + (last.sequence() + 1) + " is missing.");
        }
        if (linked.document().isEmpty()) {
            return Optional.of(link + ": the entry is missing.");
        }
        String document = linked.document().get();
        if (!JdbcAuditChain.hash(last.hash(), linked.entry(), document)
                .equals(linked.link().hash())) {
            return Optional.of(link + ": the entry, or the link, is not what was written.");
        }
        if (!anchors.getOrDefault(sequence, linked.link().hash())
                .equals(linked.link().hash())) {
            return Optional.of(link + ": the hash is not the one of the anchor: the chain was made anew.");
        }
        return matches(document, linked) ? Optional.empty() : Optional.of(link + ": a column was changed.");
    }

    private boolean matches(String document, Linked linked) {
        try {
            AuditEntry entry = json.readValue(document, AuditEntry.class);
            return entry.id().equals(linked.entry()) && Columns.of(entry).equals(linked.columns());
        } catch (JacksonException unreadable) {
            return false;
        }
    }

    private List<Linked> page(Head after) {
        return jdbc.sql("""
                        select audit_link.sequence, audit_link.audit_id, audit_link.hash, audit_event.*
                        from audit_link left join audit_event on audit_event.id = audit_link.audit_id
                        where audit_link.sequence > :after
                        order by audit_link.sequence
                        limit :limit
                        """)
                .param("after", after.sequence())
                .param("limit", AT_ONCE)
                .query(AuditVerifier::linked)
                .list();
    }

    private static Linked linked(ResultSet row, int number) throws SQLException {
        return new Linked(
                new Head(row.getLong("sequence"), row.getString("hash")),
                row.getObject("audit_id", UUID.class),
                Optional.ofNullable(row.getString("document")),
                new Columns(
                        Instants.readOptional(row, "recorded").orElse(Instant.MIN),
                        row.getString("kind"),
                        row.getString("action"),
                        row.getString("outcome"),
                        row.getString("party"),
                        Optional.ofNullable(row.getString("request_id"))));
    }

    private Optional<String> unlinked() {
        long old = unlinked(clock.instant().minus(linkWithin));
        return old == 0
                ? Optional.empty()
                : Optional.of(old + " entries were recorded more than " + linkWithin
                        + " ago and are not in the chain: nothing links them, or they were put in past Linkway.");
    }

    /** How many that were recorded before this are in no link. */
    private long unlinked(Instant before) {
        boolean all = before.equals(Instant.MAX);
        JdbcClient.StatementSpec count = jdbc.sql("""
                select count(*) from audit_event
                where not exists (select 1 from audit_link where audit_link.audit_id = audit_event.id)
                """ + (all ? "" : " and recorded < :before"));
        return (all ? count : count.param("before", Instants.column(before)))
                .query(Long.class)
                .single();
    }
}
