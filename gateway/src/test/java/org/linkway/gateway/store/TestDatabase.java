package org.linkway.gateway.store;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The two databases that Linkway runs on, each started once per JVM and migrated as the application would. */
public enum TestDatabase {
    /** In a file, with the URL of the sandbox. */
    H2 {
        @Override
        DataSource start() throws IOException {
            return h2In(Files.createTempDirectory("linkway-store"));
        }
    },
    POSTGRESQL {
        @Override
        DataSource start() throws IOException {
            // Zonky stops it when the JVM ends.
            DataSource server = EmbeddedPostgres.builder().start().getPostgresDatabase();
            HikariDataSource pool = new HikariDataSource();
            pool.setDataSource(server);
            return migrated(pool, "postgresql");
        }
    };

    /** Children before parents; the clock stays, as it would. */
    private static final String EMPTY = """
            delete from scheduled_tasks;
            delete from priority_tasks;
            delete from onward_at_service;
            delete from referral_timer;
            delete from open_episode;
            delete from priority_tasks;
            delete from onward_at_service;
            delete from referral_timer;
            delete from open_episode;
            delete from delivery;
            delete from resource_version;
            delete from record_entry;
            delete from referral_event;
            delete from request_claim;
            delete from inbound_message;
            delete from referral_identifier;
            delete from referral;
            """;

    private static final Map<TestDatabase, DataSource> STARTED = new ConcurrentHashMap<>();

    abstract DataSource start() throws IOException;

    public DataSource dataSource() {
        return STARTED.computeIfAbsent(this, database -> {
            try {
                return database.start();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
    }

    /** The embedded database as the sandbox opens it in this directory. */
    public static DataSource h2In(Path dataDir) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(setting("spring.datasource.url", dataDir));
        return migrated(pool, "h2");
    }

    private static DataSource migrated(HikariDataSource pool, String vendor) {
        // More connections than the largest race has threads, so that they meet in the database and not before it.
        pool.setMaximumPoolSize(20);
        String locations = setting("spring.flyway.locations", Path.of("")).replace("{vendor}", vendor);
        Flyway.configure()
                .dataSource(pool)
                .locations(locations.split(","))
                .load()
                .migrate();
        return pool;
    }

    /** The database with nothing in it. */
    public DataSource emptied() {
        EMPTY.lines()
                .forEach(statement ->
                        JdbcClient.create(dataSource()).sql(statement).update());
        return dataSource();
    }

    private static String setting(String name, Path dataDir) {
        try {
            StandardEnvironment environment = new StandardEnvironment();
            environment
                    .getPropertySources()
                    .addFirst(new MapPropertySource("test", Map.of("linkway.data-dir", dataDir.toString())));
            new YamlPropertySourceLoader()
                    .load("application", new ClassPathResource("application.yaml"))
                    .forEach(environment.getPropertySources()::addLast);
            return environment.getRequiredProperty(name);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
