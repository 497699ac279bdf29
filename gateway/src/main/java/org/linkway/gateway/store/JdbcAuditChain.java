package org.linkway.gateway.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The tables {@code audit_link} and {@code audit_waiting}. */
final class JdbcAuditChain implements AuditChain {
    /** What the first link is made on. */
    static final String BEGINNING = "0".repeat(64);

    private final JdbcClient jdbc;
    private final UnitOfWork unitOfWork;
    private final AuditVerifier verifier;

    /** @param linkWithin after which an entry that is not linked is a fault */
    JdbcAuditChain(JdbcClient jdbc, UnitOfWork unitOfWork, JsonMapper json, Clock clock, Duration linkWithin) {
        this.jdbc = jdbc;
        this.unitOfWork = unitOfWork;
        this.verifier = new AuditVerifier(jdbc, json, clock, linkWithin);
    }

    private record Waiting(UUID id, String document) {}

    /** Two that link at once would draw the same number: the second meets its key, and nothing of it stays. */
    @Override
    public int link(int limit) {
        return unitOfWork.write(transaction -> {
            List<Waiting> waiting = jdbc.sql("""
                            select audit_event.id, audit_event.document
                            from audit_waiting join audit_event on audit_event.id = audit_waiting.audit_id
                            order by audit_event.recorded, audit_event.id
                            limit :limit
                            """)
                    .param("limit", limit)
                    .query((row, number) -> new Waiting(row.getObject("id", UUID.class), row.getString("document")))
                    .list();
            if (!waiting.isEmpty()) {
                link(waiting, head().orElse(new Head(0, BEGINNING)));
            }
            return waiting.size();
        });
    }

    private void link(List<Waiting> waiting, Head head) {
        List<Object> values = new ArrayList<>();
        Head last = head;
        for (Waiting next : waiting) {
            last = new Head(last.sequence() + 1, hash(last.hash(), next.id(), next.document()));
            values.addAll(List.of(last.sequence(), next.id(), last.hash()));
        }
        jdbc.sql("insert into audit_link (sequence, audit_id, hash) values "
                        + String.join(", ", Collections.nCopies(waiting.size(), "(?, ?, ?)")))
                .params(values)
                .update();
        jdbc.sql("delete from audit_waiting where audit_id in (:ids)")
                .param("ids", waiting.stream().map(Waiting::id).toList())
                .update();
    }

    /** The parts are of fixed length but for the last, so no two entries are hashed as the same text. */
    static String hash(String before, UUID id, String document) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((before + id + document).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    @Override
    public Optional<Head> head() {
        return jdbc.sql("select sequence, hash from audit_link order by sequence desc limit 1")
                .query((row, number) -> new Head(row.getLong("sequence"), row.getString("hash")))
                .optional();
    }

    @Override
    public Verdict verify(List<Head> anchors) {
        return verifier.verify(anchors);
    }
}
