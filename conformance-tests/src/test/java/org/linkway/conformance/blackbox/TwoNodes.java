package org.linkway.conformance.blackbox;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Two gateways on one PostgreSQL, as production runs them. They are started together: the empty database is theirs to share. */
final class TwoNodes implements AutoCloseable {
    private final EmbeddedPostgres postgres;
    private final GatewayProcess first;
    private final GatewayProcess second;

    TwoNodes(Path dataDir, Map<String, String> options) {
        try {
            postgres = EmbeddedPostgres.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> both = new LinkedHashMap<>(options);
        both.put("spring.datasource.url", postgres.getJdbcUrl("postgres", "postgres"));
        CompletableFuture<GatewayProcess> starting =
                CompletableFuture.supplyAsync(() -> GatewayProcess.quiet(dataDir, both));
        first = GatewayProcess.quiet(dataDir, both);
        second = starting.join();
    }

    GatewayProcess first() {
        return first;
    }

    GatewayProcess second() {
        return second;
    }

    @Override
    public void close() throws IOException {
        first.close();
        second.close();
        postgres.close();
    }
}
