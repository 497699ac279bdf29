package org.linkway.gateway.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.linkway.referral.ReferralEvent;
import org.linkway.routes.port.EventFeed;
import org.linkway.workflow.Party;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code referral_event}, in the order of the commits. */
final class JdbcEventFeed implements EventFeed {
    private final JdbcClient jdbc;
    private final JsonMapper json;

    JdbcEventFeed(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public boolean knows(Party party, UUID eventId) {
        return jdbc.sql("""
                        select count(*) from referral_event join referral on referral.id = referral_event.referral_id
                        where referral_event.id = :id and %s
                        """.formatted(Visibility.ofReferrals(party)))
                        .param("id", eventId)
                        .param("party", party.id())
                        .query(Long.class)
                        .single()
                == 1;
    }

    @Override
    public List<Entry> after(Party party, Optional<UUID> after, int limit) {
        String rest = after.isEmpty()
                ? ""
                : "and (recorded_stamp, version_after) > (select recorded_stamp, version_after from referral_event where id = :after)";
        return jdbc.sql("""
                        select referral_event.* from referral_event join referral on referral.id = referral_event.referral_id
                        where %s %s
                        order by recorded_stamp, version_after
                        limit :limit
                        """.formatted(Visibility.ofReferrals(party), rest))
                .param("party", party.id())
                .param("after", after.orElse(null))
                .param("limit", limit)
                .query(this::entry)
                .list();
    }

    private Entry entry(ResultSet row, int number) throws SQLException {
        return new Entry(
                row.getObject("referral_id", UUID.class),
                row.getLong("version_after"),
                json.readValue(row.getString("document"), ReferralEvent.class));
    }
}
