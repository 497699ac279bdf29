package org.linkway.conformance.runner;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.linkway.conformance.access.Access;
import org.linkway.conformance.partner.SyntheticPeople;
import org.linkway.fhir.profile.MountedPackages;

/** A system under test that answers as it is told, and a runner in front of it. */
final class PlayedServer implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final Profiles PROFILES = new Profiles(MountedPackages.none());

    private final WireMockServer server =
            new WireMockServer(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));
    private final Map<String, String> variables = new HashMap<>();
    private final Map<Integer, Server> others = new HashMap<>();

    private final String base;

    PlayedServer() {
        server.start();
        base = server.baseUrl() + "/fhir";
    }

    /** Where the scripts that are run here find another destination. */
    void beside(int number, PlayedServer other) {
        others.put(number, other.target());
    }

    String base() {
        return base;
    }

    void answers(MappingBuilder question, ResponseDefinitionBuilder answer) {
        server.stubFor(question.willReturn(answer));
    }

    /** JSON, with a status. */
    static ResponseDefinitionBuilder fhir(int status, String json) {
        return WireMock.aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/fhir+json;charset=UTF-8")
                .withBody(json);
    }

    void variable(String name, String value) {
        variables.put(name, value);
    }

    /** What came, oldest first. */
    List<LoggedRequest> requests() {
        return server.findAll(WireMock.anyRequestedFor(WireMock.anyUrl()));
    }

    ScriptResult run(String file) {
        try {
            Path script = Path.of("src/test/resources/testscripts").resolve(file);
            return run(ScriptReader.read(
                    file, Files.readAllBytes(script), Shelf.folder(script.getParent(), script.getParent())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One that has nothing beside it. */
    ScriptResult runText(String text) {
        return run(ScriptReader.read("script", text.getBytes(UTF_8), path -> Optional.empty()));
    }

    private Server target() {
        return new HttpTarget(base, Access.open(), List.of(), Duration.ofSeconds(5), Optional.empty());
    }

    private ScriptResult run(Script script) {
        Map<Integer, Server> destinations = new HashMap<>(others);
        destinations.put(1, target());
        SyntheticPeople people = new SyntheticPeople(1);
        return new ScriptRun(
                        script,
                        new ScriptRun.Setting(
                                destinations,
                                variables,
                                PROFILES,
                                () -> people.next().nhsNumber(),
                                Clock.fixed(NOW, ZoneOffset.UTC)))
                .run();
    }

    @Override
    public void close() {
        server.stop();
    }
}
