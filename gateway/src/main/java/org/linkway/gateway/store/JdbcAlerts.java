package org.linkway.gateway.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.linkway.referral.Kebab;
import org.linkway.workflow.Party;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code alert}. */
final class JdbcAlerts implements AlertBook {
    private static final int MOST = 500;

    private final JdbcClient jdbc;
    private final UnitOfWork unitOfWork;

    JdbcAlerts(JdbcClient jdbc, UnitOfWork unitOfWork) {
        this.jdbc = jdbc;
        this.unitOfWork = unitOfWork;
    }

    @Override
    public boolean raise(Kind kind, String subject, String sentence, Instant now) {
        return unitOfWork.write(transaction -> insert(kind, subject, sentence, now), () -> Optional.of(false));
    }

    /** Looks first, because the database logs each key that it finds taken. */
    private boolean insert(Kind kind, String subject, String sentence, Instant now) {
        boolean open = jdbc.sql("select count(*) from alert where open_key = :key")
                        .param("key", key(kind, subject))
                        .query(Long.class)
                        .single()
                > 0;
        return !open
                && jdbc.sql("""
                                insert into alert (kind, subject, sentence, raised_at, open_key)
                                values (:kind, :subject, :sentence, :now, :key)
                                """)
                                .param("kind", Kebab.of(kind))
                                .param("subject", subject)
                                .param("sentence", sentence)
                                .param("now", Instants.column(now))
                                .param("key", key(kind, subject))
                                .update()
                        == 1;
    }

    @Override
    public boolean clear(Kind kind, String subject, Instant now) {
        return jdbc.sql("update alert set cleared_at = :now, open_key = null where open_key = :key")
                        .param("now", Instants.column(now))
                        .param("key", key(kind, subject))
                        .update()
                == 1;
    }

    private static String key(Kind kind, String subject) {
        return Kebab.of(kind) + " " + subject;
    }

    @Override
    public List<Alert> open() {
        return jdbc.sql("select * from alert where open_key is not null order by id desc")
                .query(JdbcAlerts::alert)
                .list();
    }

    @Override
    public Listed list(Party party, boolean openOnly) {
        String which = visible(party) + (openOnly ? " and open_key is not null" : "");
        List<Alert> newest = jdbc.sql("select * from alert where " + which + " order by id desc limit :most")
                .param("party", party.id())
                .param("most", MOST)
                .query(JdbcAlerts::alert)
                .list();
        return new Listed(newest, newest.size() < MOST ? 0 : count(party, which) - newest.size());
    }

    private long count(Party party, String which) {
        return jdbc.sql("select count(*) from alert where " + which)
                .param("party", party.id())
                .query(Long.class)
                .single();
    }

    /** Such an alert has a destination for its subject, but for those about what Linkway needs itself. */
    private static String visible(Party party) {
        String atItsDestinations = """
                exists (select 1 from delivery join referral on referral.id = delivery.referral_id
                    where delivery.destination = alert.subject and %s)
                """.formatted(Visibility.ofReferrals(party));
        return switch (party.kind()) {
            case SENDER -> atItsDestinations;
            case WORKER -> "(kind = '" + Kebab.of(Kind.NEEDED_SERVICE_FAILING) + "' or " + atItsDestinations + ")";
            case ONWARD -> "false";
            case OPERATOR -> "true";
        };
    }

    private static Alert alert(ResultSet row, int number) throws SQLException {
        return new Alert(
                Kebab.read(Kind.class, row.getString("kind")).orElseThrow(),
                row.getString("subject"),
                row.getString("sentence"),
                Instants.read(row, "raised_at"),
                Instants.readOptional(row, "cleared_at"));
    }
}
