package org.linkway.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linkway.gateway.GatewayApplication;
import org.linkway.gateway.store.AuditBook;
import org.linkway.workflow.AuditEntry.Circumstances;
import org.linkway.workflow.AuditEntry.Deed;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** What a reading costs with its entry in the audit trail and without, by turns in one run. Run by its name. */
class AuditCostBenchmark {
    private static final int ROUNDS = Integer.getInteger("audit.rounds", 20);
    private static final int READINGS = Integer.getInteger("audit.readings", 200);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    private Path folder;

    @Test
    void onTheEmbeddedDatabase() throws Exception {
        measure("H2");
    }

    @Test
    void onPostgres() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            measure("PostgreSQL", "--spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"));
        }
    }

    private void measure(String database, String... more) throws Exception {
        List<String> settings = new ArrayList<>(
                List.of("--server.port=0", "--linkway.data-dir=" + folder, "--linkway.sandbox.autopilot=false"));
        settings.addAll(List.of(more));
        try (ConfigurableApplicationContext gateway = new SpringApplicationBuilder(
                        GatewayApplication.class, Switch.class)
                .run(settings.toArray(String[]::new))) {
            String base = "http://127.0.0.1:" + gateway.getEnvironment().getRequiredProperty("local.server.port");
            SwitchedBook book = gateway.getBean(SwitchedBook.class);
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> get(base + "/fhir/Task").body().contains("\"fullUrl\""));
            String task = JsonMapper.shared()
                    .readTree(get(base + "/fhir/Task").body())
                    .at("/entry/0/resource/id")
                    .asString();
            List<Long> with = new ArrayList<>();
            List<Long> without = new ArrayList<>();
            for (int round = -2; round < ROUNDS; round++) {
                for (boolean writes : new boolean[] {true, false}) {
                    book.writes = writes;
                    List<Long> times = times(base + "/fhir/Task/" + task);
                    if (round >= 0) {
                        (writes ? with : without).addAll(times);
                    }
                }
            }
            book.writes = true;
            System.out.printf(
                    Locale.ROOT,
                    "%s, %d readings of a Task each way: with its entry p50 %.2f ms, p95 %.2f ms; without p50 %.2f ms, p95 %.2f ms%n",
                    database,
                    with.size(),
                    percentile(with, 50),
                    percentile(with, 95),
                    percentile(without, 50),
                    percentile(without, 95));
            assertThat(with).hasSameSizeAs(without).hasSize(ROUNDS * READINGS);
        }
    }

    private List<Long> times(String address) throws IOException, InterruptedException {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < READINGS; i++) {
            long begun = System.nanoTime();
            int status = get(address).statusCode();
            times.add(System.nanoTime() - begun);
            assertThat(status).isEqualTo(200);
        }
        return times;
    }

    private HttpResponse<String> get(String address) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
    }

    private static double percentile(List<Long> nanos, int percent) {
        List<Long> sorted = nanos.stream().sorted().toList();
        return sorted.get((int) Math.ceil(percent / 100.0 * sorted.size()) - 1) / 1e6;
    }

    /** Puts a switch before the audit book. */
    @Configuration(proxyBeanMethods = false)
    static class Switch {
        @Bean
        static BeanPostProcessor switched() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof AuditBook book ? new SwitchedBook(book) : bean;
                }
            };
        }
    }

    private static final class SwitchedBook implements AuditBook {
        private final AuditBook book;
        private volatile boolean writes = true;

        private SwitchedBook(AuditBook book) {
            this.book = book;
        }

        @Override
        public void record(Deed deed) {
            if (writes) {
                book.record(deed);
            }
        }

        @Override
        public void record(Deed deed, Circumstances circumstances) {
            if (writes) {
                book.record(deed, circumstances);
            }
        }
    }
}
