package org.linkway.gateway.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.linkway.gateway.store.MeshDocument.Failure;
import org.linkway.gateway.store.MeshDocument.Kind;
import org.linkway.workflow.Body;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables {@code mesh_document} and {@code mesh_inbox}. */
final class JdbcMeshLedger implements MeshLedger {
    /** Follows from the other columns; on its own, so that what is overdue is found without looking at what is done. */
    private static final String STILL_AWAITED = """
            update mesh_document
            set awaited_since = case
                when failed_at is null and overdue_told_at is null
                    and (infrastructure_at is null or business_at is null) then sent_at end
            where local_id = :id
            """;

    private final JdbcClient jdbc;
    private final UnitOfWork unitOfWork;

    JdbcMeshLedger(JdbcClient jdbc, UnitOfWork unitOfWork) {
        this.jdbc = jdbc;
        this.unitOfWork = unitOfWork;
    }

    @Override
    public Optional<MeshDocument> find(UUID entryId, int edition) {
        return jdbc.sql("select * from mesh_document where entry_id = :entry and edition = :edition")
                .param("entry", entryId)
                .param("edition", edition)
                .query(JdbcMeshLedger::document)
                .optional();
    }

    @Override
    public Optional<MeshDocument> byLocalId(UUID localId) {
        return jdbc.sql("select * from mesh_document where local_id = :id")
                .param("id", localId)
                .query(JdbcMeshLedger::document)
                .optional();
    }

    @Override
    public Optional<MeshDocument> byMeshId(String meshId) {
        return jdbc.sql("select * from mesh_document where mesh_id = :id")
                .param("id", meshId)
                .query(JdbcMeshLedger::document)
                .optional();
    }

    @Override
    public Optional<MeshDocument> before(UUID entryId, int edition) {
        return jdbc.sql("""
                        select * from mesh_document
                        where entry_id = :entry and edition < :edition and sent_at is not null and failed_at is null
                        order by edition desc
                        limit 1
                        """)
                .param("entry", entryId)
                .param("edition", edition)
                .query(JdbcMeshLedger::document)
                .optional();
    }

    @Override
    public boolean intend(MeshDocument first) {
        return unitOfWork.write(
                transaction -> jdbc.sql("""
                                insert into mesh_document (entry_id, edition, attempt, local_id,
                                    composed_at, begun_at, begun)
                                values (:entry, :edition, :attempt, :localId, :composedAt, :begunAt, :begun)
                                """)
                                .param("entry", first.entryId())
                                .param("edition", first.edition())
                                .param("attempt", first.attempt())
                                .param("localId", first.localId())
                                .param("composedAt", Instants.column(first.composedAt()))
                                .param("begunAt", Instants.column(first.begunAt()))
                                .param("begun", first.begun())
                                .update()
                        == 1,
                () -> Optional.of(false));
    }

    /** Whatever was found out of the former attempt goes with it, unless something came back meanwhile. */
    @Override
    public boolean intendAgain(MeshDocument seen, MeshDocument again) {
        return unitOfWork.write(transaction -> jdbc.sql("""
                        update mesh_document
                        set attempt = :attempt, local_id = :localId, composed_at = :composedAt,
                            begun_at = :begunAt, begun = begun + 1, mesh_id = null, sent_at = null, refused_at = null,
                            failed_at = null, failure_kind = null, failure = null, overdue_told_at = null,
                            asked_anew_at = null, awaited_since = null
                        where entry_id = :entry and edition = :edition and begun = :seen
                            and infrastructure_at is null and business_at is null
                            and (sent_at is null or asked_anew_at is not null)
                        """)
                        .param("attempt", again.attempt())
                        .param("localId", again.localId())
                        .param("composedAt", Instants.column(again.composedAt()))
                        .param("begunAt", Instants.column(again.begunAt()))
                        .param("entry", seen.entryId())
                        .param("edition", seen.edition())
                        .param("seen", seen.begun())
                        .update()
                == 1);
    }

    @Override
    public void sent(UUID localId, String meshId, Instant at) {
        change(
                "mesh_id = coalesce(mesh_id, :meshId), sent_at = coalesce(sent_at, :at), refused_at = null",
                localId,
                at,
                it -> it.param("meshId", meshId));
    }

    @Override
    public void refused(UUID localId, Instant at) {
        change("refused_at = coalesce(refused_at, :at)", localId, at, it -> it);
    }

    @Override
    public void acknowledgedBySystem(UUID localId, Instant at) {
        change(
                "infrastructure_at = coalesce(infrastructure_at, :at), sent_at = coalesce(sent_at, :at)",
                localId,
                at,
                it -> it);
    }

    @Override
    public void acknowledgedByPractice(UUID localId, Instant at) {
        change("business_at = coalesce(business_at, :at), sent_at = coalesce(sent_at, :at)", localId, at, it -> it);
    }

    @Override
    public void failed(UUID localId, Failure failure, Instant at) {
        change("""
                failure_kind = coalesce(failure_kind, :kind), failure = coalesce(failure, :why),
                failed_at = coalesce(failed_at, :at), sent_at = coalesce(sent_at, :at)
                """, localId, at, it -> it.param("kind", column(failure.kind())).param("why", failure.why()));
    }

    private void change(String set, UUID localId, Instant at, Bound bound) {
        unitOfWork.write(transaction -> {
            int changed = bound.to(jdbc.sql("update mesh_document set " + set + " where local_id = :id")
                            .param("id", localId)
                            .param("at", Instants.column(at)))
                    .update();
            jdbc.sql(STILL_AWAITED).param("id", localId).update();
            return changed;
        });
    }

    /** The further parameters of a change. */
    private interface Bound {
        JdbcClient.StatementSpec to(JdbcClient.StatementSpec statement);
    }

    @Override
    public void askAnew(UUID entryId, int edition, Instant at) {
        unitOfWork.write(transaction -> jdbc.sql("""
                        update mesh_document set asked_anew_at = :at
                        where entry_id = :entry and edition = :edition and failure_kind = :undelivered
                        """)
                .param("at", Instants.column(at))
                .param("entry", entryId)
                .param("edition", edition)
                .param("undelivered", column(Kind.UNDELIVERED))
                .update());
    }

    @Override
    public List<MeshDocument> overdue(Instant sentBefore) {
        return jdbc.sql("""
                        select * from mesh_document
                        where awaited_since < :before
                        order by awaited_since
                        """)
                .param("before", Instants.column(sentBefore))
                .query(JdbcMeshLedger::document)
                .list();
    }

    @Override
    public void overdueTold(UUID localId, Instant at) {
        change("overdue_told_at = coalesce(overdue_told_at, :at)", localId, at, it -> it);
    }

    @Override
    public boolean keep(MeshMail mail, Instant at) {
        return unitOfWork.write(
                transaction -> jdbc.sql("""
                                insert into mesh_inbox (message_id, received_at, message_type, workflow_id, local_id,
                                    linked_id, status_code, body)
                                values (:id, :at, :type, :workflow, :localId, :linkedId, :status, :body)
                                """)
                                .param("id", mail.messageId())
                                .param("at", Instants.column(at))
                                .param("type", mail.type().orElse(null), Types.VARCHAR)
                                .param("workflow", mail.workflowId().orElse(null), Types.VARCHAR)
                                .param("localId", mail.localId().orElse(null), Types.VARCHAR)
                                .param("linkedId", mail.linkedId().orElse(null), Types.VARCHAR)
                                .param("status", mail.statusCode().orElse(null), Types.VARCHAR)
                                .param("body", mail.body().bytes())
                                .update()
                        == 1,
                () -> Optional.of(false));
    }

    @Override
    public List<MeshMail> reportsThatFitNow() {
        return jdbc.sql("""
                        select mesh_inbox.*
                        from mesh_inbox join mesh_document on mesh_document.mesh_id = mesh_inbox.linked_id
                        where mesh_inbox.matched_at is null
                        order by mesh_inbox.received_at
                        """).query(JdbcMeshLedger::mail).list();
    }

    @Override
    public void matched(String messageId, Instant at) {
        unitOfWork.write(transaction -> jdbc.sql("update mesh_inbox set matched_at = :at where message_id = :id")
                .param("at", Instants.column(at))
                .param("id", messageId)
                .update());
    }

    private static MeshDocument document(ResultSet row, int number) throws SQLException {
        return new MeshDocument(
                row.getObject("entry_id", UUID.class),
                row.getInt("edition"),
                row.getInt("attempt"),
                row.getObject("local_id", UUID.class),
                Instants.read(row, "composed_at"),
                Instants.read(row, "begun_at"),
                row.getInt("begun"),
                Optional.ofNullable(row.getString("mesh_id")),
                instant(row, "sent_at"),
                instant(row, "infrastructure_at"),
                instant(row, "business_at"),
                instant(row, "refused_at"),
                failure(row),
                instant(row, "asked_anew_at"));
    }

    private static Optional<Failure> failure(ResultSet row) throws SQLException {
        String kind = row.getString("failure_kind");
        return kind == null
                ? Optional.empty()
                : Optional.of(new Failure(Kind.valueOf(kind.toUpperCase(Locale.ROOT)), row.getString("failure")));
    }

    private static MeshMail mail(ResultSet row, int number) throws SQLException {
        return new MeshMail(
                row.getString("message_id"),
                Optional.ofNullable(row.getString("message_type")),
                Optional.ofNullable(row.getString("workflow_id")),
                Optional.ofNullable(row.getString("local_id")),
                Optional.ofNullable(row.getString("linked_id")),
                Optional.ofNullable(row.getString("status_code")),
                Body.of(row.getBytes("body")));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private static String column(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
