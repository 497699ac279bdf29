package org.linkway.conformance.blackbox;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.linkway.conformance.partner.Partner;

/** One or more nodes on one PostgreSQL, and the partners to which they speak: all that can be struck. */
final class CampaignSite implements AutoCloseable {
    static final Duration RESPONSE_TIMEOUT = Duration.ofMillis(1500);
    private static final String DATABASE = "linkway";

    /** What takes minutes in earnest takes seconds here. */
    private static final Map<String, String> IN_A_HURRY = Map.of(
            "linkway.partner.response-timeout", RESPONSE_TIMEOUT.toMillis() + "ms",
            "linkway.partner.connect-timeout", "1s",
            "linkway.store.claim-lease", "5s",
            "linkway.delivery.heartbeat", "500ms",
            "linkway.delivery.poll-interval", "500ms",
            "linkway.delivery.first-retry", "200ms",
            "linkway.delivery.longest-retry", "3s",
            "linkway.delivery.breaker.pause", "2s",
            "linkway.mesh.poll-interval", "1s",
            "linkway.mesh.settle-after", "1s");

    private final CampaignPartners partners;
    private final EmbeddedPostgres postgres;
    private final Path dataDir;
    private final Map<String, String> options;
    private final List<GatewayProcess> nodes;

    /** @param seed from which follows what the partners do */
    CampaignSite(int nodeCount, Path dataDir, long seed) {
        this.dataDir = dataDir;
        this.partners = new CampaignPartners(seed);
        try {
            postgres = EmbeddedPostgres.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        asAdministrator("create database " + DATABASE);
        options = new LinkedHashMap<>(IN_A_HURRY);
        options.put("spring.datasource.url", postgres.getJdbcUrl("postgres", DATABASE));
        options.putAll(partners.options());
        List<CompletableFuture<GatewayProcess>> starting = Stream.generate(
                        () -> CompletableFuture.supplyAsync(this::newNode))
                .limit(nodeCount)
                .toList();
        nodes = new CopyOnWriteArrayList<>(
                starting.stream().map(CompletableFuture::join).toList());
    }

    private GatewayProcess newNode() {
        return GatewayProcess.quiet(dataDir, options);
    }

    CampaignPartners partners() {
        return partners;
    }

    /** Any of them, dead or alive: whoever asks does not know either. */
    GatewayProcess node(int number) {
        return nodes.get(Math.floorMod(number, nodes.size()));
    }

    GatewayProcess living() {
        return nodes.stream()
                .filter(GatewayProcess::isAlive)
                .findFirst()
                .orElseThrow(() -> new AssertionError("No node is alive. The last words of the last one:\n"
                        + nodes.get(nodes.size() - 1).tail()));
    }

    /** SIGKILL. */
    void kill(int number) {
        node(number).kill();
    }

    /** After it was killed; returns when it is ready. */
    void restart(int number) {
        nodes.set(Math.floorMod(number, nodes.size()), newNode());
    }

    boolean hasAnother() {
        return nodes.size() > 1;
    }

    /** All connections of all nodes are gone, and nobody gets a new one while this runs. */
    void cutDatabaseDuring(Runnable pause) {
        asAdministrator(
                "alter database " + DATABASE + " with allow_connections false",
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + DATABASE + "'");
        try {
            pause.run();
        } finally {
            asAdministrator("alter database " + DATABASE + " with allow_connections true");
        }
    }

    /** @param number chooses which */
    void partnerDownDuring(int number, Runnable pause) {
        Partner partner =
                partners.all().get(Math.floorMod(number, partners.all().size()));
        partner.goDown();
        try {
            pause.run();
        } finally {
            partner.comeUp();
        }
    }

    private void asAdministrator(String... statements) {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        List<CompletableFuture<Void>> closing = new ArrayList<>();
        nodes.forEach(node -> closing.add(CompletableFuture.runAsync(node::close)));
        closing.forEach(CompletableFuture::join);
        postgres.close();
        partners.close();
    }
}
