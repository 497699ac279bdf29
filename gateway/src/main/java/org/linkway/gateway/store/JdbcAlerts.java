package org.linkway.gateway.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.linkway.referral.Kebab;
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
    public List<Alert> list(boolean openOnly) {
        return jdbc.sql("select * from alert %s order by id desc limit :most"
                        .formatted(openOnly ? "where open_key is not null" : ""))
                .param("most", MOST)
                .query(JdbcAlerts::alert)
                .list();
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
