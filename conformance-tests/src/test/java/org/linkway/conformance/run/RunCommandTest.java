package org.linkway.conformance.run;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linkway.conformance.command.CommandFailed;

/** From the command line to the reports. */
class RunCommandTest {
    private static final String SCRIPT = """
            {"resourceType": "TestScript", "url": "urn:x", "name": "Example", "status": "draft",
             "test": [{"name": "Reads", "action": [
               {"operation": {"type": {"code": "read"}, "resource": "Patient", "params": "/${patient}"}},
               {"assert": {"resource": "%s"}}]}]}""";

    private final WireMockServer server =
            new WireMockServer(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @BeforeEach
    void start() {
        server.start();
        server.stubFor(any(anyUrl()).willReturn(okJson("{\"resourceType\": \"Patient\"}")));
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void runsAFolderOfScriptsAndWritesWhatCameOfThem() throws Exception {
        Path scripts = Files.createDirectories(folder.resolve("suite/server"));
        Files.writeString(scripts.resolve("one.json"), SCRIPT.formatted("Patient"));
        Files.writeString(scripts.resolve("a-fixture.json"), "{\"resourceType\": \"Patient\"}");

        run("--script", folder.resolve("suite").toString(), "--variable", "patient=1", "--header", "X-Test=a=b");

        assertThat(printed.toString(UTF_8)).contains("Example", "PASS    Reads", "index.html");
        assertThat(folder.resolve("report/index.html"))
                .content()
                .contains("1 as asked.", "/fhir/Patient/1", "X-Test: a=b");
        assertThat(folder.resolve("report/junit.xml")).content().contains("tests=\"1\"", "failures=\"0\"");
        assertThat(folder.resolve("report/testreports/001.json")).content().contains("\"result\": \"pass\"");
    }

    @Test
    void failsWhereSomethingIsNotAsAsked() throws Exception {
        Path script = Files.writeString(folder.resolve("one.json"), SCRIPT.formatted("Task"));

        assertThatThrownBy(() -> run("--script", script.toString(), "--variable", "patient=1"))
                .isInstanceOf(CommandFailed.class)
                .hasMessage("1 of 1 scripts did not come out as asked.");
        assertThat(printed.toString(UTF_8))
                .contains("FAIL    Reads: Expected the resource to be `Task`; found the resource is `Patient`.");
        assertThat(folder.resolve("report/index.html")).exists();
    }

    @Test
    void failsWhereItWarnsWhenItIsToBeStrict() throws Exception {
        Path script = Files.writeString(
                folder.resolve("one.json"),
                SCRIPT.formatted("Task")
                        .replace("\"resource\": \"Task\"", "\"resource\": \"Task\", \"warningOnly\": true"));

        run("--script", script.toString(), "--variable", "patient=1");
        assertThat(printed.toString(UTF_8)).contains("WARNING Reads: Expected", "Tests: WARNING 1.");
        assertThatThrownBy(() -> run("--script", script.toString(), "--variable", "patient=1", "--strict"))
                .hasMessage("1 of 1 scripts did not come out as asked.");
    }

    @Test
    void saysWhyASetupFailed() throws Exception {
        Path script = Files.writeString(folder.resolve("one.json"), """
                {"resourceType": "TestScript", "url": "urn:x", "name": "Example", "status": "draft",
                 "setup": {"action": [{"operation": {"type": {"code": "read"}, "resource": "Task", "params": "/1"}},
                                      {"assert": {"description": "It is there.", "responseCode": "204"}}]},
                 "test": [{"name": "Reads", "action": [{"assert": {"resource": "Task"}}]}]}""");

        assertThatThrownBy(() -> run("--script", script.toString())).isInstanceOf(CommandFailed.class);

        assertThat(printed.toString(UTF_8))
                .contains("FAIL    Setup: It is there. Expected the status to be `204`; found the status is `200`.")
                .contains("SKIP    Reads: Left out", "Tests: SKIP 1.");
    }

    @Test
    void runsNothingWhereNobodyIsThere() throws Exception {
        Path script = Files.writeString(folder.resolve("one.json"), SCRIPT.formatted("Patient"));
        List<String> arguments = arguments("--script", script.toString(), "--variable", "patient=1");
        server.stop();

        assertThatThrownBy(() -> new RunCommand().run(arguments, new PrintStream(printed, true, UTF_8)))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("cannot be reached")
                .hasMessageEndingWith("Nothing was run.");
    }

    @Test
    void saysWhereNobodyCanListen() {
        assertThatThrownBy(() -> run("--suite", "receiver", "--test", "LW-capability", "--listen", "" + server.port()))
                .isInstanceOf(CommandFailed.class)
                .hasMessage(
                        "Nobody can listen on port " + server.port() + ": it is taken. Choose another with --listen.");
    }

    @Test
    void runsASuiteByItsRequirement() {
        assertThatThrownBy(() -> run("--suite", "receiver", "--test", "LW-capability"))
                .hasMessage("1 of 1 scripts did not come out as asked.");
        assertThatThrownBy(() -> run("--suite", "choir")).hasMessageContaining("sender, receiver, record");

        assertThat(printed.toString(UTF_8)).contains("What the receiver says of itself");
        assertThat(folder.resolve("report/index.html"))
                .content()
                .contains("LW-capability", "SHALL: A receiver says in a CapabilityStatement");
    }

    @Test
    void saysWhatItNeeds() throws Exception {
        Path none = Files.writeString(folder.resolve("none.json"), "{\"resourceType\": \"Patient\"}");

        assertThatThrownBy(() -> run()).hasMessageContaining("--script");
        assertThatThrownBy(() -> run("--script", none.toString()))
                .hasMessageContaining("is a Patient, and no TestScript");
        assertThatThrownBy(() -> run("--script", folder.resolve("away").toString()))
                .hasMessageContaining("cannot be read");
        assertThatThrownBy(() -> run("--script", none.toString(), "--destination", "two"))
                .hasMessageContaining("name=value");
        assertThatThrownBy(() -> run("--script", none.toString(), "--destination", "x=http://a"))
                .hasMessageContaining("2=https://example.org/fhir");
        assertThatThrownBy(() -> run("--script", none.toString(), "--header", "X"))
                .hasMessageContaining("name=value");
    }

    private void run(String... arguments) {
        new RunCommand().run(arguments(arguments), new PrintStream(printed, true, UTF_8));
    }

    private List<String> arguments(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of(
                "--target",
                server.baseUrl() + "/fhir",
                "--report",
                folder.resolve("report").toString()));
        return all;
    }
}
