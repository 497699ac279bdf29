package org.linkway.gateway.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.linkway.referral.FilingStatus;
import org.linkway.referral.Kebab;
import org.linkway.referral.RecordEntry;
import org.linkway.routes.port.RecordEntries;
import org.linkway.workflow.EntryStanding;
import org.linkway.workflow.Party;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The tables {@code record_entry} and {@code record_entry_standing}, read. */
final class JdbcRecordEntries implements RecordEntries {
    private final JdbcClient jdbc;
    private final JsonMapper json;

    JdbcRecordEntries(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public List<EntryStanding> history(Party party, UUID referralId) {
        return jdbc.sql("""
                        select record_entry_standing.*
                        from record_entry_standing
                            join record_entry on record_entry.id = record_entry_standing.entry_id
                            join referral on referral.id = record_entry.referral_id
                        where referral.id = :referral and %s
                        order by record_entry.position, record_entry_standing.version
                        """.formatted(Visibility.ofReferrals(party)))
                .param("referral", referralId)
                .param("party", party.id())
                .query(JdbcRecordEntries::standing)
                .list();
    }

    @Override
    public List<RecordEntry> standing(Party party, Set<FilingStatus> statuses, int limit) {
        return jdbc.sql("""
                        select record_entry.document
                        from record_entry
                            join referral on referral.id = record_entry.referral_id
                            join record_entry_standing standing
                                on standing.entry_id = record_entry.id and standing.version = record_entry.version
                        where record_entry.status in (:statuses) and %s
                        order by standing.written_at, record_entry.position
                        limit :limit
                        """.formatted(Visibility.ofReferrals(party)))
                .param("statuses", statuses.stream().map(FilingStatus::code).toList())
                .param("party", party.id())
                .param("limit", limit)
                .query((row, number) -> json.readValue(row.getString("document"), RecordEntry.class))
                .list();
    }

    private static EntryStanding standing(ResultSet row, int number) throws SQLException {
        return new EntryStanding(
                row.getObject("entry_id", UUID.class),
                row.getLong("version"),
                row.getInt("edition"),
                Kebab.read(FilingStatus.class, row.getString("status")).orElseThrow(),
                Optional.ofNullable(row.getString("explanation")),
                Instants.read(row, "written_at"));
    }
}
