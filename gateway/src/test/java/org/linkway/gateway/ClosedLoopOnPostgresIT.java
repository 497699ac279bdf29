package org.linkway.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** The same loop as in the sandbox, on the database of production. */
@ExtendWith(OutputCaptureExtension.class)
class ClosedLoopOnPostgresIT {

    @Test
    void closesTheLoopOnPostgres(@TempDir Path dataDir, CapturedOutput output) throws IOException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
                ConfigurableApplicationContext gateway = new SpringApplicationBuilder(GatewayApplication.class)
                        .run(
                                "--server.port=0",
                                "--linkway.data-dir=" + dataDir,
                                "--spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"))) {
            assertThat(gateway.isRunning()).isTrue();
            await().atMost(Duration.ofMinutes(3))
                    .untilAsserted(() -> assertThat(output.getOut()).contains("The loop is closed"));

            assertFailsAtNoRequest(gateway);
        }
    }

    /** Here, because PostgreSQL takes fewer characters than H2, and this gateway runs already. */
    private static void assertFailsAtNoRequest(ConfigurableApplicationContext gateway) {
        HostileRequests hostile =
                new HostileRequests(gateway.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
        assertThat(hostile.failures()).isEmpty();
        assertThat(hostile.sent()).isGreaterThan(1000);
    }
}
