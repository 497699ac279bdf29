package org.linkway.gateway.store;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Each statement names what may go by what must not: a row that anybody may still ask for stays. */
final class JdbcRetention implements Retention {
    private final JdbcClient jdbc;
    private final UnitOfWork unitOfWork;
    private final AuditBook audit;
    private final StoreClock clock;
    private final ClosedReferrals referrals;

    JdbcRetention(JdbcClient jdbc, UnitOfWork unitOfWork, AuditBook audit, StoreClock clock) {
        this.jdbc = jdbc;
        this.unitOfWork = unitOfWork;
        this.audit = audit;
        this.clock = clock;
        this.referrals = new ClosedReferrals(jdbc);
    }

    /** What MESH brought and nobody knew is a message too. */
    @Override
    public int reduceMessages(Instant before, int limit) {
        return unitOfWork.write(transaction -> jdbc.sql("""
                                update inbound_message set body = :nothing, reduced_at = :now
                                where id in (
                                    select id from inbound_message where reduced_at is null and received_at <= :before
                                    order by received_at limit :limit)
                                """)
                        .param("nothing", new byte[0])
                        .param("now", Instants.column(clock.now()))
                        .param("before", Instants.column(before))
                        .param("limit", limit)
                        .update()
                + jdbc.sql("""
                                update mesh_inbox set body = null
                                where message_id in (
                                    select message_id from mesh_inbox where body is not null and received_at <= :before
                                    limit :limit)
                                """)
                        .param("before", Instants.column(before))
                        .param("limit", limit)
                        .update());
    }

    /** One that is being worked, or whose answer a referral still needs, stays. */
    @Override
    public int removeRequests(Instant before, int limit) {
        return unitOfWork.write(transaction -> {
            List<UUID> over = jdbc.sql("""
                            select id from inbound_message
                            where received_at <= :before and not exists (
                                select 1 from request_claim
                                where message_id = inbound_message.id
                                    and (referral_id is not null or opened_referral_id is not null
                                        or state = 'running' and leased_until > :before))
                            order by received_at
                            limit :limit
                            """)
                    .param("before", Instants.column(before))
                    .param("limit", limit)
                    .query(UUID.class)
                    .list();
            removeMessages(jdbc, over);
            return over.size();
        });
    }

    /** With the claims that hold them. Inside the caller's transaction. */
    static void removeMessages(JdbcClient jdbc, List<UUID> messages) {
        if (!messages.isEmpty()) {
            jdbc.sql("delete from request_claim where message_id in (:ids)")
                    .param("ids", messages)
                    .update();
            jdbc.sql("delete from inbound_message where id in (:ids)")
                    .param("ids", messages)
                    .update();
        }
    }

    @Override
    public int removeDeliveries(Instant before, int limit) {
        return unitOfWork.write(transaction -> jdbc.sql("""
                        delete from delivery
                        where id in (
                            select id from delivery
                            where state in ('delivered', 'cancelled') and created_at <= :before and next_attempt_at <= :before
                            order by created_at limit :limit)
                        """)
                .param("before", Instants.column(before))
                .param("limit", limit)
                .update());
    }

    private record VersionKey(String type, String id, long version) {}

    /** The answer to the transaction that opened a referral names what was published with it, by the stamp of the opening. */
    @Override
    public int removeVersions(Instant before, int limit) {
        return unitOfWork.write(transaction -> {
            List<VersionKey> over = jdbc.sql("""
                            select type, id, version from resource_version v
                            where superseded_at <= :before
                                and not exists (select 1 from referral where referral.opened_at = v.last_updated)
                                and not exists (select 1 from request_claim
                                    where location = v.type || '/' || v.id || '/_history/' || v.version)
                                and not exists (select 1 from subscription
                                    where status <> 'off' and numbered_to < v.last_updated)
                                and not exists (select 1 from subscription_event e
                                    join subscription on subscription.id = e.subscription_id
                                    where e.type = v.type and e.resource_id = v.id and e.version = v.version
                                        and e.number > subscription.delivered)
                            order by superseded_at
                            limit :limit
                            """)
                    .param("before", Instants.column(before))
                    .param("limit", limit)
                    .query((row, number) ->
                            new VersionKey(row.getString("type"), row.getString("id"), row.getLong("version")))
                    .list();
            over.forEach(this::remove);
            return over.size();
        });
    }

    private void remove(VersionKey key) {
        List.of("resource_index", "resource_version")
                .forEach(table -> jdbc.sql(
                                "delete from " + table + " where type = :type and id = :id and version = :version")
                        .param("type", key.type())
                        .param("id", key.id())
                        .param("version", key.version())
                        .update());
    }

    @Override
    public int removeSearchPages(Instant now, int limit) {
        return unitOfWork.write(transaction -> jdbc.sql("""
                        delete from search_page
                        where id in (select id from search_page where expires_at <= :now limit :limit)
                        """)
                .param("now", Instants.column(now))
                .param("limit", limit)
                .update());
    }

    @Override
    public List<UUID> closedReferrals(Instant before, int limit) {
        return referrals.over(before, limit);
    }

    @Override
    public boolean removeReferral(UUID referral, Instant before) {
        return unitOfWork.write(transaction -> {
            // Whose it was is known only while it is here.
            audit.record(AuditedWrites.removal(referral));
            boolean removed = referrals.remove(referral, before);
            if (!removed) {
                transaction.setRollbackOnly();
            }
            return removed;
        });
    }
}
