package org.linkway.gateway.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.linkway.referral.Kebab;
import org.linkway.routes.port.Deliveries;
import org.linkway.workflow.Delivery;
import org.linkway.workflow.Party;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code delivery}. */
final class JdbcDeliveries implements Deliveries {
    private final JdbcClient jdbc;

    JdbcDeliveries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(Delivery delivery) {
        jdbc.sql("""
                        insert into delivery (id, referral_id, kind, destination, subject, state, attempts, created_at,
                            given_up_from, next_attempt_at, last_problem, owner)
                        values (:id, :referral, :kind, :destination, :subject, :state, :attempts, :createdAt,
                            :givenUpFrom, :nextAttemptAt, :problem, :owner)
                        """)
                .param("id", delivery.id())
                .param("referral", delivery.referralId())
                .param("kind", Kebab.of(delivery.kind()))
                .param("destination", delivery.destination())
                .param("subject", delivery.subject())
                .param("state", Kebab.of(delivery.state()))
                .param("attempts", delivery.attempts())
                .param("createdAt", Instants.column(delivery.createdAt()))
                .param("givenUpFrom", Instants.column(delivery.givenUpFrom()))
                .param("nextAttemptAt", Instants.column(delivery.nextAttemptAt()))
                .param("problem", delivery.lastProblem().orElse(null))
                .param("owner", delivery.owner().map(Kebab::of).orElse(null))
                .update();
    }

    /** What was parked of an entry waits for nobody any more once a later delivery brings it. */
    void supersede(UUID entry) {
        jdbc.sql("""
                        update delivery
                        set state = 'cancelled', owner = null, last_problem = 'A later delivery brings this entry.'
                        where subject = :entry and kind = 'entry-to-record' and state = 'parked'
                        """).param("entry", entry).update();
    }

    @Override
    public List<Delivery> list(Party party, Filter filter) {
        return jdbc.sql("""
                        select delivery.* from delivery join referral on referral.id = delivery.referral_id
                        where %s %s %s %s %s
                        order by delivery.position desc
                        limit :limit
                        """.formatted(
                                Visibility.ofReferrals(party),
                                filter.referral().isPresent() ? "and delivery.referral_id = :referral" : "",
                                filter.state().isPresent() ? "and delivery.state = :state" : "",
                                filter.destination().isPresent() ? "and delivery.destination = :destination" : "",
                                filter.after().isPresent()
                                        ? "and delivery.position < (select position from delivery where id = :after)"
                                        : ""))
                .param("party", party.id())
                .param("referral", filter.referral().orElse(null))
                .param("state", filter.state().map(Kebab::of).orElse(null))
                .param("destination", filter.destination().orElse(null))
                .param("after", filter.after().orElse(null))
                .param("limit", filter.limit())
                .query(JdbcDeliveries::delivery)
                .list();
    }

    @Override
    public Optional<Delivery> find(Party party, UUID id) {
        return jdbc.sql("""
                        select delivery.* from delivery join referral on referral.id = delivery.referral_id
                        where %s and delivery.id = :id
                        """.formatted(Visibility.ofReferrals(party)))
                .param("party", party.id())
                .param("id", id)
                .query(JdbcDeliveries::delivery)
                .optional();
    }

    static Delivery delivery(ResultSet row, int number) throws SQLException {
        return new Delivery(
                row.getObject("id", UUID.class),
                row.getObject("referral_id", UUID.class),
                Kebab.read(Delivery.Kind.class, row.getString("kind")).orElseThrow(),
                row.getString("destination"),
                row.getObject("subject", UUID.class),
                Kebab.read(Delivery.State.class, row.getString("state")).orElseThrow(),
                row.getInt("attempts"),
                Instants.read(row, "created_at"),
                Instants.read(row, "given_up_from"),
                Instants.read(row, "next_attempt_at"),
                Optional.ofNullable(row.getString("last_problem")),
                Kebab.read(Delivery.Owner.class, row.getString("owner")));
    }
}
