package org.linkway.gateway.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.linkway.referral.Kebab;
import org.linkway.routes.port.Alerts;
import org.linkway.workflow.Delivery;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables {@code delivery} and {@code destination}, as those see them who make the deliveries. */
final class JdbcDeliveryLedger implements DeliveryLedger {
    private final JdbcClient jdbc;
    private final UnitOfWork unitOfWork;
    private final FollowsDeliveries follows;

    JdbcDeliveryLedger(JdbcClient jdbc, UnitOfWork unitOfWork, FollowsDeliveries follows) {
        this.jdbc = jdbc;
        this.unitOfWork = unitOfWork;
        this.follows = follows;
    }

    @Override
    public Optional<Delivery> find(UUID id) {
        return jdbc.sql("select * from delivery where id = :id")
                .param("id", id)
                .query(JdbcDeliveries::delivery)
                .optional();
    }

    @Override
    public Optional<Delivery> ahead(Delivery delivery) {
        return neighbour(delivery, "<");
    }

    @Override
    public Optional<Delivery> behind(Delivery delivery) {
        return neighbour(delivery, ">");
    }

    private Optional<Delivery> neighbour(Delivery delivery, String side) {
        return jdbc.sql("""
                        select * from delivery
                        where referral_id = :referral and destination = :destination
                            and state in ('pending', 'retrying')
                            and position %s (select position from delivery where id = :id)
                        order by position
                        limit 1
                        """.formatted(side))
                .param("referral", delivery.referralId())
                .param("destination", delivery.destination())
                .param("id", delivery.id())
                .query(JdbcDeliveries::delivery)
                .optional();
    }

    @Override
    public boolean mayStart(Delivery delivery) {
        return jdbc.sql("""
                                select count(*) from destination
                                where name = :destination
                                    and (flow = 'paused' or (flow = 'draining'
                                        and drained_up_to < (select position from delivery where id = :id)))
                                """)
                        .param("destination", delivery.destination())
                        .param("id", delivery.id())
                        .query(Long.class)
                        .single()
                == 0;
    }

    @Override
    public void record(Delivery delivery) {
        write(delivery, Optional.empty());
    }

    @Override
    public void attempted(Delivery delivery, Instant due) {
        write(delivery, Optional.of(due));
    }

    /** Whoever calls it holds its row until the call is committed. */
    @Override
    public Optional<Delivery> findOnceCalled(UUID id) {
        return unitOfWork.write(transaction -> jdbc.sql("select * from delivery where id = :id for update")
                .param("id", id)
                .query(JdbcDeliveries::delivery)
                .optional());
    }

    @Override
    public void giveUp(Delivery parked) {
        unitOfWork.write(transaction -> {
            boolean parks = write(parked, Optional.empty());
            if (parks) {
                follows.gaveUp(parked, parked.lastProblem().orElseThrow());
            }
            return parks;
        });
    }

    /** The time from which it is given up tells one life of a delivery from the next, after it was replayed. */
    private boolean write(Delivery delivery, Optional<Instant> due) {
        String next = due.isPresent()
                ? "case when next_attempt_at = :due then :nextAttemptAt else next_attempt_at end"
                : ":nextAttemptAt";
        return jdbc.sql("""
                                update delivery
                                set state = :state, destination = :destination, attempts = :attempts,
                                    next_attempt_at = %s, last_problem = :problem, owner = :owner
                                where id = :id and state in ('pending', 'retrying', 'awaiting')
                                    and given_up_from = :givenUpFrom
                                """.formatted(next))
                        .param("due", due.map(Instants::column).orElse(null))
                        .param("state", Kebab.of(delivery.state()))
                        .param("destination", delivery.destination())
                        .param("attempts", delivery.attempts())
                        .param("nextAttemptAt", Instants.column(delivery.nextAttemptAt()))
                        .param("problem", delivery.lastProblem().orElse(null))
                        .param("owner", delivery.owner().map(Kebab::of).orElse(null))
                        .param("id", delivery.id())
                        .param("givenUpFrom", Instants.column(delivery.givenUpFrom()))
                        .update()
                == 1;
    }

    @Override
    public void endDrains() {
        jdbc.sql("""
                        update destination set flow = 'paused', drained_up_to = null
                        where flow = 'draining' and not exists (
                            select 1 from delivery
                            where delivery.destination = destination.name and state in ('pending', 'retrying')
                                and position <= drained_up_to)
                        """).update();
    }

    @Override
    public void failing(Alerts.Kind kind, Set<String> subjects, Instant until) {
        subjects.forEach(subject -> unitOfWork.write(
                transaction -> renew(kind, subject, until) || insert(kind, subject, until),
                // Another node was faster, and says the same.
                () -> Optional.of(true)));
    }

    private boolean renew(Alerts.Kind kind, String subject, Instant until) {
        return failing("""
                update failing set holds_until = :until where kind = :kind and subject = :subject
                """, kind, subject, until);
    }

    private boolean insert(Alerts.Kind kind, String subject, Instant until) {
        return failing("""
                insert into failing (kind, subject, holds_until) values (:kind, :subject, :until)
                """, kind, subject, until);
    }

    private boolean failing(String sql, Alerts.Kind kind, String subject, Instant until) {
        return jdbc.sql(sql)
                        .param("kind", Kebab.of(kind))
                        .param("subject", subject)
                        .param("until", Instants.column(until))
                        .update()
                == 1;
    }

    @Override
    public Set<String> failing(Alerts.Kind kind, Instant now) {
        return jdbc.sql("select subject from failing where kind = :kind and holds_until > :now")
                .param("kind", Kebab.of(kind))
                .param("now", Instants.column(now))
                .query(String.class)
                .set();
    }

    @Override
    public List<Delivery> forgotten() {
        return jdbc.sql("""
                        select * from delivery
                        where state in ('pending', 'retrying', 'awaiting')
                            and not exists (select 1 from scheduled_tasks
                                where task_name = 'deliver' and task_instance = cast(delivery.id as varchar(36)))
                            and not exists (select 1 from priority_tasks
                                where task_name = 'deliver' and task_instance = cast(delivery.id as varchar(36)))
                        limit 1000
                        """).query(JdbcDeliveries::delivery).list();
    }

    @Override
    public List<Backlog> backlogs() {
        return jdbc.sql("""
                        select destination,
                            sum(case when state = 'pending' then 1 else 0 end) as pending,
                            sum(case when state = 'retrying' then 1 else 0 end) as retrying,
                            sum(case when state = 'awaiting' then 1 else 0 end) as awaiting,
                            sum(case when state = 'parked' then 1 else 0 end) as parked,
                            min(case when state = 'retrying' then given_up_from end) as oldest_retry,
                            min(case when state = 'pending' and attempts > 0 then given_up_from end) as oldest_held
                        from delivery where state in ('pending', 'retrying', 'awaiting', 'parked')
                        group by destination
                        """).query(JdbcDeliveryLedger::backlog).list();
    }

    private static Backlog backlog(ResultSet row, int number) throws SQLException {
        return new Backlog(
                row.getString("destination"),
                row.getLong("pending"),
                row.getLong("retrying"),
                row.getLong("awaiting"),
                row.getLong("parked"),
                Instants.readOptional(row, "oldest_retry"),
                Instants.readOptional(row, "oldest_held"));
    }
}
