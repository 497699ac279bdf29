package org.linkway.gateway.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.linkway.referral.FilingStatus;
import org.linkway.referral.Kebab;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.Settlement;
import org.linkway.routes.port.RecordEntries;
import org.linkway.workflow.EntryStanding;
import org.linkway.workflow.Party;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The tables {@code record_entry} and {@code record_entry_standing}, read. */
final class JdbcRecordEntries implements RecordEntries {
    private static final Set<FilingStatus> A_PERSONS_TURN = Arrays.stream(FilingStatus.values())
            .filter(FilingStatus::needsAPerson)
            .collect(Collectors.toSet());

    private final JdbcClient jdbc;
    private final JsonMapper json;

    JdbcRecordEntries(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public Optional<RecordEntry> find(Party party, UUID id) {
        return jdbc.sql("""
                        select record_entry.document
                        from record_entry join referral on referral.id = record_entry.referral_id
                        where record_entry.id = :id and %s
                        """.formatted(Visibility.ofReferrals(party)))
                .param("id", id)
                .param("party", party.id())
                .query((row, number) -> json.readValue(row.getString("document"), RecordEntry.class))
                .optional();
    }

    @Override
    public List<EntryStanding> history(Party party, UUID referralId) {
        return jdbc.sql("""
                        select record_entry_standing.*, record_entry.version as entry_version
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
        return list(party, statuses, "", limit);
    }

    @Override
    public List<RecordEntry> waitingForAPerson(Party party, int limit) {
        return list(party, A_PERSONS_TURN, "and record_entry.settled_at is null", limit);
    }

    private List<RecordEntry> list(Party party, Set<FilingStatus> statuses, String further, int limit) {
        return jdbc.sql("""
                        select record_entry.document
                        from record_entry
                            join referral on referral.id = record_entry.referral_id
                            join record_entry_standing standing
                                on standing.entry_id = record_entry.id and standing.version = record_entry.version
                        where record_entry.status in (:statuses) and %s %s
                        order by standing.written_at, record_entry.position
                        limit :limit
                        """.formatted(Visibility.ofReferrals(party), further))
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
                Instants.read(row, "written_at"),
                settlement(row));
    }

    private static Optional<Settlement> settlement(ResultSet row) throws SQLException {
        String by = row.getString("settled_by");
        return by == null
                ? Optional.empty()
                : Optional.of(new Settlement(
                        by,
                        row.getString("settled_reason"),
                        Instants.read(row, "written_at"),
                        row.getLong("version") == row.getLong("entry_version")));
    }
}
