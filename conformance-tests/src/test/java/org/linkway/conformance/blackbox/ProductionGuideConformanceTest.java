package org.linkway.conformance.blackbox;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linkway.Hazard;
import org.linkway.conformance.blackbox.GuideShell.Ended;

/** The operating guide leads from nothing to a gateway for real people, and to a first referral: each of its steps is done here. */
class ProductionGuideConformanceTest {
    private static final Path GUIDE = Path.of("..", "docs", "operating.md");
    private static final Duration START_PATIENCE = Duration.ofMinutes(3);
    private static final String PASSWORD = "{spring.datasource.password}";

    @TempDir
    private Path machine;

    private final WireMockServer partners =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
    private EmbeddedPostgres postgres;
    private GuideShell shell;
    private List<GuideStep> guide;
    private Process gateway;

    @BeforeEach
    void findAMachine() throws IOException, SQLException {
        assumeTrue(
                isHere("openssl") && isHere("curl"),
                "There is no openssl or no curl here, so the guide was not tried.");
        partners.start();
        partners.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(202)));
        postgres = EmbeddedPostgres.start();
        askForPasswords();
        int port = freePort();
        Path home = Files.createDirectory(machine.resolve("home"));
        // There is no such name, and the certificate is for it.
        Files.writeString(home.resolve(".curlrc"), "resolve = \"linkway.example.org:" + port + ":127.0.0.1\"\n");
        shell = new GuideShell(home);
        guide = GuideStep.of(GUIDE, "Production", places(port));
    }

    @AfterEach
    void leaveIt() throws IOException, InterruptedException {
        if (gateway != null) {
            gateway.destroy();
            gateway.waitFor();
        }
        partners.stop();
        if (postgres != null) {
            postgres.close();
        }
    }

    private Map<String, String> places(int port) {
        Map<String, String> places = new LinkedHashMap<>();
        places.put("/etc/linkway", machine.resolve("etc").toString());
        places.put("/var/lib/linkway", machine.resolve("var").toString());
        places.put("8443", Integer.toString(port));
        places.put("0.0.0.0", "127.0.0.1");
        places.put("127.0.0.1:5432", "127.0.0.1:" + postgres.getPort());
        places.put("https://workers.example.org", partners.baseUrl());
        places.put("https://pds.example.org", partners.baseUrl());
        places.put("https://records.example.org", partners.baseUrl());
        places.put("-Xmx2g", "-Xmx512m");
        return places;
    }

    @Test
    @Hazard({"H14", "H17"})
    void leadsAStrangerToAGatewayForRealPeopleAndToAReferral() throws Exception {
        List<GuideStep> together = new ArrayList<>();
        for (GuideStep step : guide) {
            if (!together.isEmpty() && together.get(0).hand() != step.hand()) {
                take(together);
                together.clear();
            }
            together.add(step);
        }
        take(together);

        partners.verify(postRequestedFor(urlPathEqualTo("/linkway")));
        assertThat(output()).doesNotContain(password(), "9997700015", "Madeup", "eyJ", " ERROR ");
    }

    /** Steps that one does after the other, in one shell. */
    private void take(List<GuideStep> steps) throws Exception {
        switch (steps.get(0).hand()) {
            case DATABASE -> alter(steps.get(0).code().replace(PASSWORD, password()));
            case START -> gateway = shell.start(steps.get(0).code(), log());
            case REFUSED -> isRefused(steps.get(0));
            default -> {
                if (gateway == null) {
                    shell.run(steps);
                } else {
                    // Ready when it says so; the others come later.
                    printsWhatItSays(steps);
                }
            }
        }
    }

    private void printsWhatItSays(List<GuideStep> steps) {
        if (steps.get(0).code().contains("readiness")) {
            await().atMost(START_PATIENCE)
                    .until(() -> !gateway.isAlive()
                            || steps.get(0)
                                    .isPrinted(shell.end(steps.get(0).code()).output()));
            assertThat(gateway.isAlive()).as(this::output).isTrue();
        }
        List<String> printed = shell.run(steps);
        for (int i = 0; i < steps.size(); i++) {
            GuideStep step = steps.get(i);
            if (!step.prints().isEmpty()) {
                assertThat(step.isPrinted(printed.get(i)))
                        .as("%s%nsays:%n%s%nprinted:%n%s%n%s", step.heading(), step.prints(), printed.get(i), output())
                        .isTrue();
            }
        }
    }

    private void isRefused(GuideStep step) {
        Ended ended = shell.end(step.code());

        assertThat(ended.status()).as(ended.output() + ended.complaints()).isEqualTo(1);
        assertThat(ended.output()).contains(step.prints().strip()).doesNotContain("\tat org.linkway", password());
    }

    private void alter(String statements) throws SQLException {
        try (Connection administrator = postgres.getPostgresDatabase().getConnection();
                Statement statement = administrator.createStatement()) {
            for (String one : statements.split(";\n", -1)) {
                if (!one.isBlank()) {
                    statement.execute(one);
                }
            }
        }
    }

    /** As it comes, this database believes everybody. */
    private void askForPasswords() throws SQLException, IOException {
        try (Connection administrator = postgres.getPostgresDatabase().getConnection();
                Statement statement = administrator.createStatement()) {
            var file = statement.executeQuery("show hba_file");
            file.next();
            Path rules = Path.of(file.getString(1));
            Files.writeString(rules, "host linkway linkway 127.0.0.1/32 scram-sha-256\n" + Files.readString(rules));
            statement.execute("select pg_reload_conf()");
        }
    }

    private String password() {
        return read(machine.resolve("etc/secrets/spring.datasource.password"));
    }

    private Path log() {
        return machine.resolve("gateway.log");
    }

    private String output() {
        return read(log());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static boolean isHere(String program) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
}
