package org.linkway.gateway.store;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.linkway.referral.Kebab;
import org.linkway.workflow.AuditEntry;
import org.linkway.workflow.AuditEntry.Circumstances;
import org.linkway.workflow.AuditEntry.Deed;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/** The tables {@code audit_event} and {@code audit_about}. */
final class JdbcAuditBook implements AuditBook {
    /** PostgreSQL takes 65,535 parameters in one statement. */
    private static final int MOST_SUBJECTS = 10_000;

    private final JdbcClient jdbc;
    private final UnitOfWork unitOfWork;
    private final AuditContext context;
    private final AuditSubjects subjects;
    private final JsonMapper json;
    private final Clock clock;

    JdbcAuditBook(JdbcClient jdbc, UnitOfWork unitOfWork, AuditContext context, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.unitOfWork = unitOfWork;
        this.context = context;
        this.subjects = new AuditSubjects(jdbc);
        this.json = json;
        this.clock = clock;
    }

    @Override
    public void record(Deed deed) {
        record(deed, context.current());
    }

    @Override
    public void record(Deed deed, Circumstances circumstances) {
        unitOfWork.write(transaction -> {
            AuditEntry entry = AuditEntry.of(
                    UUID.randomUUID(),
                    clock.instant().truncatedTo(ChronoUnit.MILLIS),
                    deed.about(subjects.completed(deed.subjects())),
                    circumstances);
            insert(entry);
            insertSubjects(entry);
            afterCommit(context::recorded, entry.deed());
            return true;
        });
    }

    private static void afterCommit(Consumer<Deed> then, Deed deed) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                then.accept(deed);
            }
        });
    }

    private void insert(AuditEntry entry) {
        jdbc.sql("""
                        insert into audit_event (id, recorded, kind, action, outcome, party, request_id, document)
                        values (:id, :recorded, :kind, :action, :outcome, :party, :requestId, :document)
                        """)
                .param("id", entry.id())
                .param("recorded", Instants.column(entry.recorded()))
                .param("kind", Kebab.of(entry.deed().kind()))
                .param("action", entry.deed().action().code())
                .param("outcome", entry.deed().outcome().code())
                .param("party", entry.circumstances().who().party())
                .param("requestId", entry.circumstances().requestId().orElse(null))
                .param("document", json.writeValueAsString(entry))
                .update();
    }

    private void insertSubjects(AuditEntry entry) {
        List<String> about = about(entry);
        Instant recorded = entry.recorded();
        for (int from = 0; from < about.size(); from += MOST_SUBJECTS) {
            List<String> some = about.subList(from, Math.min(about.size(), from + MOST_SUBJECTS));
            List<Object> values = new ArrayList<>();
            some.forEach(subject -> values.addAll(List.of(subject, Instants.column(recorded), entry.id())));
            jdbc.sql("insert into audit_about (subject, recorded, audit_id) values "
                            + String.join(", ", Collections.nCopies(some.size(), "(?, ?, ?)")))
                    .params(values)
                    .update();
        }
    }

    private static List<String> about(AuditEntry entry) {
        return entry.deed().subjects().stream()
                .flatMap(subject -> Stream.concat(
                        subject.patient().map(AuditSubjects::patient).stream(),
                        subject.referral().map(AuditSubjects::referral).stream()))
                .distinct()
                .toList();
    }
}
