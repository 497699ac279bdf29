package org.linkway.gateway.store;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.linkway.gateway.fhir.search.ResourceIndex;
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
        HikariDataSource create() throws IOException {
            return h2PoolIn(Files.createTempDirectory("linkway-store"));
        }
    },
    POSTGRESQL {
        @Override
        HikariDataSource create() throws IOException {
            // Zonky stops it when the JVM ends.
            HikariDataSource pool = new HikariDataSource();
            pool.setDataSource(EmbeddedPostgres.builder().start().getPostgresDatabase());
            return pool;
        }
    };

    /** Children before parents; the clock stays, as it would, and so do parties, whose history is only ever added to. */
    private static final String EMPTY = """
            delete from used_assertion;
            delete from subscription_event;
            delete from subscription;
            delete from notification_tasks;
            delete from scheduled_tasks;
            delete from priority_tasks;
            delete from mesh_document;
            delete from mesh_inbox;
            delete from onward_at_service;
            delete from referral_timer;
            delete from open_episode;
            delete from alert;
            delete from destination;
            delete from failing;
            delete from delivery;
            delete from service_request;
            delete from resource_of_referral;
            delete from resource_version;
            delete from resource_index;
            delete from search_page;
            delete from record_entry_standing;
            delete from record_entry;
            delete from referral_event;
            delete from request_claim;
            delete from inbound_message;
            delete from referral_identifier;
            delete from service_request;
            delete from referral;
            """;

    private static final Map<TestDatabase, DataSource> STARTED = new ConcurrentHashMap<>();

    /** A new one, with nothing in it. */
    abstract HikariDataSource create() throws IOException;

    public DataSource dataSource() {
        return STARTED.computeIfAbsent(this, database -> database.migratedTo("latest"));
    }

    /** A new one, as the version of Linkway made it whose last migration this was. */
    DataSource migratedTo(String version) {
        try {
            HikariDataSource pool = create();
            // More connections than the largest race has threads, so that they meet in the database and not before it.
            pool.setMaximumPoolSize(20);
            migrate(pool, version);
            return pool;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The embedded database as the sandbox opens it in this directory. */
    public static DataSource h2In(Path dataDir) {
        HikariDataSource pool = h2PoolIn(dataDir);
        H2.migrate(pool);
        return pool;
    }

    /** With nothing in it, unless there is one in this directory. */
    static HikariDataSource h2PoolIn(Path dataDir) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(setting("spring.datasource.url", dataDir));
        return pool;
    }

    /** Brings it up to date, as the application does when it starts. */
    void migrate(DataSource dataSource) {
        migrate(dataSource, "latest");
    }

    private void migrate(DataSource dataSource, String version) {
        new ReopenAfterMigration(dataSource).migrate(flyway(dataSource, version));
    }

    /** Linkway's migrations, as the application configures them. */
    Flyway flyway(DataSource dataSource, String version) {
        String vendor = name().toLowerCase(Locale.ROOT);
        String locations = setting("spring.flyway.locations", Path.of("")).replace("{vendor}", vendor);
        return Flyway.configure()
                .dataSource(dataSource)
                .locations(locations.split(","))
                .javaMigrations(new IndexStoredResources(new ResourceIndex()))
                .target(version)
                .load();
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
