package org.linkway.gateway.store;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.jdbc.DatabaseDriver;

/**
 * Brings the schema up to date and, on H2, opens the database anew before anybody works on it.
 *
 * <p>H2 2.4.240 has {@code check (… in (…))} evaluated by the session that made the constraint, for as long as the database
 * stays open. Once the pool has retired that session's connection (by default after 30 minutes), every row of such a table is
 * refused: "The database has been closed [90098]", "Check constraint invalid". In a database that is opened, H2 reads the
 * constraints by a session of its own, which stays.
 *
 * <p>A database in memory is left as it is: to close it would be to lose it. PostgreSQL has no such fault.
 */
final class ReopenAfterMigration implements FlywayMigrationStrategy {
    private final DataSource pool;

    /**
     * @param pool from which the gateway takes its connections, whichever way Flyway takes its own
     */
    ReopenAfterMigration(DataSource pool) {
        this.pool = pool;
    }

    @Override
    public void migrate(Flyway flyway) {
        if (flyway.migrate().migrationsExecuted > 0) {
            reopen(flyway.getConfiguration().getDataSource());
        }
    }

    /** Whoever asks for a connection next opens the database. */
    private void reopen(DataSource migrated) {
        try (Connection connection = migrated.getConnection();
                Statement statement = connection.createStatement()) {
            if (isH2(connection) && isKept(statement)) {
                statement.execute("shutdown");
                // This one as well, and so before the pool gets it back: it would try to tidy it up.
                forgetConnections();
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(
                    "The database could not be closed after its migration, to be opened anew.", failure);
        }
    }

    private static boolean isH2(Connection connection) throws SQLException {
        return DatabaseDriver.fromProductName(connection.getMetaData().getDatabaseProductName()) == DatabaseDriver.H2;
    }

    /** H2 names no path of a database in memory. */
    private static boolean isKept(Statement statement) throws SQLException {
        try (ResultSet path = statement.executeQuery("call database_path()")) {
            return path.next() && path.getString(1) != null;
        }
    }

    /** They were closed with the database, and the pool hands out what was used a moment ago without a look. */
    private void forgetConnections() throws SQLException {
        if (pool.isWrapperFor(HikariDataSource.class)) {
            pool.unwrap(HikariDataSource.class).getHikariPoolMXBean().softEvictConnections();
        }
    }
}
