package org.linkway.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A sandbox that was made in the running process, after its pool has retired the connection that made the tables. */
class ReopenAfterMigrationIT {
    @TempDir
    private Path directory;

    private HikariDataSource pool;
    private Flyway flyway;

    @BeforeEach
    void open() {
        pool = TestDatabase.h2PoolIn(directory);
        // What was evicted is not made up for, so that it can be seen to be gone.
        pool.setMinimumIdle(0);
        flyway = TestDatabase.H2.flyway(pool, "latest");
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void takesARequestWhenTheConnectionThatMadeTheTablesIsClosed() throws SQLException {
        new ReopenAfterMigration(pool).migrate(flyway);

        try (Connection keepsItOpen = DriverManager.getConnection(pool.getJdbcUrl())) {
            retireConnections(keepsItOpen);

            claim();
        }

        assertThat(claims()).isEqualTo(1);
    }

    /** Where this fails, H2 has mended it, and {@link ReopenAfterMigration} can go. */
    @Test
    void h2RefusesTheRequestWhereItWasNotOpenedAnew() throws SQLException {
        flyway.migrate();

        try (Connection keepsItOpen = DriverManager.getConnection(pool.getJdbcUrl())) {
            retireConnections(keepsItOpen);

            assertThatThrownBy(this::claim)
                    .isInstanceOf(DataIntegrityViolationException.class)
                    .hasStackTraceContaining("The database has been closed");
        }
    }

    @Test
    void leavesADatabaseThatWasUpToDateOpen() throws SQLException {
        new ReopenAfterMigration(pool).migrate(flyway);

        try (Connection atWork = DriverManager.getConnection(pool.getJdbcUrl())) {
            new ReopenAfterMigration(pool).migrate(flyway);

            assertThat(atWork.isValid(1)).isTrue();
        }
    }

    @Test
    void keepsADatabaseInMemory() {
        try (HikariDataSource inMemory = new HikariDataSource()) {
            inMemory.setJdbcUrl("jdbc:h2:mem:reopen-after-migration");
            new ReopenAfterMigration(inMemory).migrate(TestDatabase.H2.flyway(inMemory, "latest"));

            assertThat(claims(JdbcClient.create(inMemory))).isZero();
        }
    }

    private void retireConnections(Connection keepsItOpen) {
        pool.getHikariPoolMXBean().softEvictConnections();
        JdbcClient watching = JdbcClient.create(new SingleConnectionDataSource(keepsItOpen, true));
        await().untilAsserted(() -> assertThat(watching.sql("select count(*) from information_schema.sessions")
                        .query(Long.class)
                        .single())
                .isEqualTo(1));
    }

    private void claim() {
        JdbcClient jdbc = JdbcClient.create(pool);
        UUID message = UUID.randomUUID();
        jdbc.sql("""
                        insert into inbound_message (id, party, door, received_at, digest, body)
                        values (:id, 'gp-system', 'transaction', :at, 'digest', :body)
                        """)
                .param("id", message)
                .param("at", Instants.column(Instant.parse("2026-04-01T09:00:00Z")))
                .param("body", new byte[0])
                .update();
        jdbc.sql("""
                        insert into request_claim (party, request_id, message_id, digest, state, lease, leased_until)
                        values ('gp-system', 'request', :message, 'digest', 'running', :lease, :until)
                        """)
                .param("message", message)
                .param("lease", UUID.randomUUID())
                .param("until", Instants.column(Instant.parse("2026-04-01T09:01:00Z")))
                .update();
    }

    private long claims() {
        return claims(JdbcClient.create(pool));
    }

    private static long claims(JdbcClient jdbc) {
        return jdbc.sql("select count(*) from request_claim").query(Long.class).single();
    }
}
