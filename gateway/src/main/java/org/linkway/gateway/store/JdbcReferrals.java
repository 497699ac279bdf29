package org.linkway.gateway.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralEvent;
import org.linkway.referral.ReferralStatus;
import org.linkway.routes.port.Referrals;
import org.linkway.workflow.Party;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Reads a referral together with what the store keeps beside it: its events and its record entries. */
final class JdbcReferrals implements Referrals {
    private final JdbcClient jdbc;
    private final JsonMapper json;

    JdbcReferrals(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public Optional<Referral> find(Party party, UUID id) {
        return jdbc.sql("select document from referral where id = :id and " + Visibility.ofReferrals(party))
                .param("id", id)
                .param("party", party.id())
                .query(this::referral)
                .optional()
                .map(this::withHistory);
    }

    @Override
    public List<Referral> list(Party party, Set<ReferralStatus> statuses, Optional<UUID> after, int limit) {
        String wanted = statuses.isEmpty() ? "" : "and status in (:statuses)";
        String rest = after.isEmpty()
                ? ""
                : "and opened_at > (select opened_at from referral where id = :after and %s)"
                        .formatted(Visibility.ofReferrals(party));
        return jdbc.sql("""
                        select document from referral
                        where %s %s %s
                        order by opened_at
                        limit :limit
                        """.formatted(Visibility.ofReferrals(party), wanted, rest))
                .param("party", party.id())
                .param("statuses", statuses.stream().map(ReferralStatus::code).toList())
                .param("after", after.orElse(null))
                .param("limit", limit)
                .query(this::referral)
                .list();
    }

    @Override
    public List<Referral> ofPerson(Party party, String nhsNumber) {
        return jdbc.sql("select document from referral where nhs_number = :nhsNumber and %s order by opened_at"
                        .formatted(Visibility.ofReferrals(party)))
                .param("nhsNumber", nhsNumber)
                .param("party", party.id())
                .query(this::referral)
                .list();
    }

    /** The history that made this version: what was added since the referral was read stays out of it. */
    private Referral withHistory(Referral referral) {
        List<ReferralEvent> events = jdbc.sql("""
                        select document from referral_event
                        where referral_id = :id and version_after <= :version
                        order by version_after
                        """)
                .param("id", referral.id())
                .param("version", referral.version())
                .query((row, number) -> json.readValue(row.getString("document"), ReferralEvent.class))
                .list();
        List<RecordEntry> entries = jdbc.sql("""
                        select record_entry.document
                        from record_entry join referral_event on referral_event.id = record_entry.cause
                        where record_entry.referral_id = :id and version_after <= :version
                        order by position
                        """)
                .param("id", referral.id())
                .param("version", referral.version())
                .query((row, number) -> json.readValue(row.getString("document"), RecordEntry.class))
                .list();
        return referral.withHistory(events, entries);
    }

    private Referral referral(ResultSet row, int number) throws SQLException {
        return json.readValue(row.getString("document"), Referral.class);
    }
}
