package org.linkway.gateway.store;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.linkway.routes.port.SearchPages;
import org.linkway.workflow.Party;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code search_page}. */
final class JdbcSearchPages implements SearchPages {
    private final JdbcClient jdbc;
    private final Clock clock;
    private final Duration kept;

    JdbcSearchPages(JdbcClient jdbc, Clock clock, Duration kept) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.kept = kept;
    }

    /** Whoever adds one clears away the old ones, so that nothing has to run for it. */
    @Override
    public UUID keep(Party party, Kept search) {
        jdbc.sql("delete from search_page where expires_at <= :now")
                .param("now", Instants.column(clock.instant()))
                .update();
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        insert into search_page (id, party, path, query, as_of, expires_at)
                        values (:id, :party, :path, :query, :asOf, :expiresAt)
                        """)
                .param("id", id)
                .param("party", party.id())
                .param("path", search.path())
                .param("query", search.query())
                .param("asOf", Instants.column(search.asOf()))
                .param("expiresAt", Instants.column(clock.instant().plus(kept)))
                .update();
        return id;
    }

    @Override
    public Optional<Kept> find(Party party, UUID id) {
        return jdbc.sql("""
                        select * from search_page where id = :id and party = :party and expires_at > :now
                        """)
                .param("id", id)
                .param("party", party.id())
                .param("now", Instants.column(clock.instant()))
                .query((row, number) ->
                        new Kept(row.getString("path"), row.getString("query"), Instants.read(row, "as_of")))
                .optional();
    }
}
