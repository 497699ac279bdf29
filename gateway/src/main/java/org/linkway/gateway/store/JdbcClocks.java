package org.linkway.gateway.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.linkway.referral.Kebab;
import org.linkway.referral.Referral;
import org.linkway.referral.TimerKind;
import org.linkway.routes.port.Clocks;
import org.linkway.workflow.Party;
import org.linkway.workflow.Timer;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code referral_timer}. */
final class JdbcClocks implements Clocks {
    private final JdbcClient jdbc;
    private final UnitOfWork unitOfWork;

    JdbcClocks(JdbcClient jdbc, UnitOfWork unitOfWork) {
        this.jdbc = jdbc;
        this.unitOfWork = unitOfWork;
    }

    /** Inside the caller's transaction, which holds the referral's row. */
    void replace(UUID referral, List<Timer> timers) {
        jdbc.sql("delete from referral_timer where referral_id = :referral")
                .param("referral", referral)
                .update();
        timers.forEach(timer -> jdbc.sql("""
                        insert into referral_timer (referral_id, kind, about, due_at, next_at)
                        values (:referral, :kind, :about, :dueAt, :nextAt)
                        """)
                .param("referral", referral)
                .param("kind", timer.kind().code())
                .param("about", timer.about().orElse(referral))
                .param("dueAt", Instants.column(timer.dueAt()))
                .param("nextAt", Instants.column(timer.nextAt()))
                .update());
    }

    @Override
    public void set(Referral referral, List<Timer> timers) {
        unitOfWork.write(transaction -> {
            boolean unchanged = jdbc.sql("select version from referral where id = :id for update")
                    .param("id", referral.id())
                    .query(Long.class)
                    .single()
                    .equals(referral.version());
            if (unchanged) {
                replace(referral.id(), timers);
            }
            return unchanged;
        });
    }

    @Override
    public List<UUID> ringing(Instant now) {
        return jdbc.sql("""
                        select referral_id from referral_timer
                        where next_at <= :now
                        group by referral_id
                        order by min(case when kind = :concern then 0 else 1 end), min(next_at), referral_id
                        """)
                .param("now", Instants.column(now))
                .param("concern", TimerKind.CONCERN.code())
                .query(UUID.class)
                .list();
    }

    @Override
    public List<Overdue> overdue(Party party, Set<TimerKind> kinds, Instant now, int limit) {
        String wanted = kinds.isEmpty() ? "" : "and kind in (:kinds)";
        return jdbc.sql("""
                        select referral_timer.* from referral_timer join referral on referral.id = referral_timer.referral_id
                        where due_at <= :now and %s %s
                        order by due_at, referral_id, kind, about
                        limit :limit
                        """.formatted(Visibility.ofReferrals(party), wanted))
                .param("now", Instants.column(now))
                .param("party", party.id())
                .param("kinds", kinds.stream().map(TimerKind::code).toList())
                .param("limit", limit)
                .query(JdbcClocks::overdue)
                .list();
    }

    private static Overdue overdue(ResultSet row, int number) throws SQLException {
        UUID referral = row.getObject("referral_id", UUID.class);
        UUID about = row.getObject("about", UUID.class);
        return new Overdue(
                referral,
                Kebab.read(TimerKind.class, row.getString("kind")).orElseThrow(),
                about.equals(referral) ? Optional.empty() : Optional.of(about),
                Instants.read(row, "due_at"),
                Instants.read(row, "next_at"));
    }
}
