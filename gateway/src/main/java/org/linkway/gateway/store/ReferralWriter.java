package org.linkway.gateway.store;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralEvent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import tools.jackson.databind.json.JsonMapper;

/** Writes a referral and what the store keeps beside it: its identifiers and events. */
final class ReferralWriter {
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final ReferralIdentifiers identifiers;

    ReferralWriter(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.identifiers = new ReferralIdentifiers(jdbc);
        this.json = json;
    }

    void open(Referral referral) {
        bound("""
                        insert into referral (id, version, status, stage, sender, worker, episode_id, nhs_number, received_at,
                            correlation_id, bundle_id, document)
                        values (:id, :version, :status, :stage, :sender, :worker, :episode, :nhsNumber, :receivedAt,
                            :correlation, :bundle, :document)
                        """, referral)
                .param("sender", referral.sender())
                .param("worker", referral.worker())
                .param("episode", referral.episode())
                .param("receivedAt", Instants.column(referral.receivedAt()))
                .param("correlation", referral.conversation().correlationId().orElse(null))
                .param("bundle", referral.conversation().bundleId().orElse(null))
                .update();
        identifiers.add(
                referral.id(), referral.sender(), referral.conversation().businessIdentifiers());
    }

    /** False where the referral is no longer at the expected version. */
    boolean move(Referral referral, long expectedVersion) {
        return bound("""
                                update referral
                                set version = :version, status = :status, stage = :stage, nhs_number = :nhsNumber,
                                    document = :document
                                where id = :id and version = :expectedVersion
                                """, referral).param("expectedVersion", expectedVersion).update() == 1;
    }

    private StatementSpec bound(String sql, Referral referral) {
        return jdbc.sql(sql)
                .param("id", referral.id())
                .param("version", referral.version())
                .param("status", referral.status().code())
                .param("stage", referral.stage().code())
                .param("nhsNumber", referral.person().nhsNumber().orElse(null))
                .param("document", json.writeValueAsString(referral.withHistory(List.of(), List.of())));
    }

    void stampOpening(Referral referral, Instant stamp) {
        jdbc.sql("update referral set opened_at = :stamp where id = :id")
                .param("stamp", Instants.column(stamp))
                .param("id", referral.id())
                .update();
    }

    /** The version that an event makes is its place among the referral's events. */
    void add(ReferralEvent event, Referral referral) {
        jdbc.sql("""
                        insert into referral_event (id, referral_id, version_after, status_after, type, document)
                        values (:id, :referral, :version, :status, :type, :document)
                        """)
                .param("id", event.id())
                .param("referral", referral.id())
                .param("version", referral.events().indexOf(event) + 1)
                .param("status", referral.asOf(event).status().code())
                .param("type", event.type().code())
                .param("document", json.writeValueAsString(event))
                .update();
    }

    void stampEvents(Referral referral, long after, Instant stamp) {
        jdbc.sql(
                        "update referral_event set recorded_stamp = :stamp where referral_id = :referral and version_after > :after")
                .param("stamp", Instants.column(stamp))
                .param("referral", referral.id())
                .param("after", after)
                .update();
    }

    /** The referrals that stand under one of the business identifiers that this sender gave. */
    List<UUID> underIdentifiersOf(Referral referral) {
        return identifiers.referrals(referral.sender(), referral.conversation().businessIdentifiers());
    }

    /** The referral that has this event; empty or one. */
    List<UUID> withEvent(UUID eventId) {
        return jdbc.sql("select referral_id from referral_event where id = :id")
                .param("id", eventId)
                .query(UUID.class)
                .list();
    }
}
