package org.linkway.gateway.store;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.linkway.referral.BusinessIdentifier;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralEvent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import tools.jackson.databind.json.JsonMapper;

/** Writes a referral and what the store keeps beside it: its identifiers, events and record entries. */
final class ReferralWriter {
    private final JdbcClient jdbc;
    private final JsonMapper json;

    ReferralWriter(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void open(Referral referral) {
        bound("""
                        insert into referral (id, version, status, stage, sender, worker, nhs_number, received_at, document)
                        values (:id, :version, :status, :stage, :sender, :worker, :nhsNumber, :receivedAt, :document)
                        """, referral)
                .param("sender", referral.sender())
                .param("worker", referral.worker())
                .param("receivedAt", Instants.column(referral.receivedAt()))
                .update();
        // In one order for everybody: two requests with the same identifiers wait for each other, but never in a
        // circle.
        identifiers(referral)
                .sorted(Comparator.comparing(BusinessIdentifier::system).thenComparing(BusinessIdentifier::value))
                .forEach(identifier -> add(identifier, referral));
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

    private void add(BusinessIdentifier identifier, Referral referral) {
        jdbc.sql("""
                        insert into referral_identifier (sender, identifier_system, identifier_value, referral_id)
                        values (:sender, :system, :value, :referral)
                        """)
                .param("sender", referral.sender())
                .param("system", identifier.system())
                .param("value", identifier.value())
                .param("referral", referral.id())
                .update();
    }

    void stampOpening(Referral referral, Instant stamp) {
        jdbc.sql("update referral set opened_at = :stamp where id = :id")
                .param("stamp", Instants.column(stamp))
                .param("id", referral.id())
                .update();
    }

    void add(ReferralEvent event, Referral after) {
        jdbc.sql("""
                        insert into referral_event (id, referral_id, version_after, status_after, type, document)
                        values (:id, :referral, :version, :status, :type, :document)
                        """)
                .param("id", event.id())
                .param("referral", after.id())
                .param("version", after.version())
                .param("status", after.status().code())
                .param("type", event.type().code())
                .param("document", json.writeValueAsString(event))
                .update();
    }

    void add(RecordEntry entry) {
        jdbc.sql("""
                        insert into record_entry (id, referral_id, cause, status, document)
                        values (:id, :referral, :cause, :status, :document)
                        """)
                .param("id", entry.id())
                .param("referral", entry.referralId())
                .param("cause", entry.cause())
                .param("status", entry.status().code())
                .param("document", json.writeValueAsString(entry))
                .update();
    }

    /** False where there is no such entry. */
    boolean settle(RecordEntry entry) {
        return jdbc.sql("update record_entry set status = :status, document = :document where id = :id")
                        .param("status", entry.status().code())
                        .param("document", json.writeValueAsString(entry))
                        .param("id", entry.id())
                        .update()
                == 1;
    }

    /** The referrals that stand under one of the business identifiers that this sender gave. */
    List<UUID> underIdentifiersOf(Referral referral) {
        List<Object[]> pairs = identifiers(referral)
                .map(identifier -> new Object[] {identifier.system(), identifier.value()})
                .toList();
        if (pairs.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("""
                        select distinct referral_id from referral_identifier
                        where sender = :sender and (identifier_system, identifier_value) in (:pairs)
                        """)
                .param("sender", referral.sender())
                .param("pairs", pairs)
                .query(UUID.class)
                .list();
    }

    /** The referral that has this event; empty or one. */
    List<UUID> withEvent(UUID eventId) {
        return jdbc.sql("select referral_id from referral_event where id = :id")
                .param("id", eventId)
                .query(UUID.class)
                .list();
    }

    private static Stream<BusinessIdentifier> identifiers(Referral referral) {
        return referral.conversation().businessIdentifiers().stream().distinct();
    }
}
