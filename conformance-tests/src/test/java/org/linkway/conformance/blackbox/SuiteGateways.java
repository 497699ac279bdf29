package org.linkway.conformance.blackbox;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.linkway.conformance.access.Access;
import org.linkway.conformance.partner.SyntheticPeople;
import org.linkway.conformance.played.Hook;
import org.linkway.conformance.played.Stage;
import org.linkway.conformance.runner.HttpTarget;
import org.linkway.conformance.runner.Profiles;
import org.linkway.conformance.runner.ScriptResult;
import org.linkway.conformance.runner.ScriptRun;
import org.linkway.conformance.runner.Server;
import org.linkway.conformance.suite.Role;
import org.linkway.conformance.suite.Suite;
import org.linkway.fhir.profile.MountedPackages;

/** The packaged gateway as the suites try it: told which service it hosts, once on H2 and once on PostgreSQL. */
final class SuiteGateways implements AutoCloseable {
    private static final Map<String, String> OPTIONS = Map.of("linkway.door.bars.hosted-services", "9999999999");
    private static final Profiles PROFILES = new Profiles(MountedPackages.none());
    private static final Hook HOOK = Hook.open("127.0.0.1", Stage.ANY_PORT);
    private static final SyntheticPeople PEOPLE = new SyntheticPeople();

    private final EmbeddedPostgres postgres;
    private final GatewayProcess onH2;
    private final GatewayProcess onPostgres;
    private Results results;

    private SuiteGateways() {
        try {
            postgres = EmbeddedPostgres.start();
            Map<String, String> options = new HashMap<>(OPTIONS);
            options.put("spring.datasource.url", postgres.getJdbcUrl("postgres", "postgres"));
            Path first = Files.createTempDirectory("linkway");
            Path second = Files.createTempDirectory("linkway");
            CompletableFuture<GatewayProcess> starting =
                    CompletableFuture.supplyAsync(() -> GatewayProcess.quiet(first, options));
            onH2 = GatewayProcess.quiet(second, OPTIONS);
            onPostgres = starting.join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    GatewayProcess onH2() {
        return onH2;
    }

    GatewayProcess onPostgres() {
        return onPostgres;
    }

    /** What the suite for receivers says of it. Both are tried once for all, and at once: each is busy with its own process. */
    synchronized Results results() {
        if (results == null) {
            CompletableFuture<List<ScriptResult>> second = CompletableFuture.supplyAsync(() -> resultsOf(onPostgres));
            results = new Results(resultsOf(onH2), second.join());
        }
        return results;
    }

    private static List<ScriptResult> resultsOf(GatewayProcess gateway) {
        ScriptRun.Setting setting = setting(gateway.http().base() + "/fhir", gateway);
        return Suite.of(Role.RECEIVER).scripts().stream()
                .map(script -> new ScriptRun(script, setting).run())
                .toList();
    }

    record Results(List<ScriptResult> onH2, List<ScriptResult> onPostgres) {}

    /**
     * What a suite is run with.
     *
     * @param base the FHIR base of the system under test
     * @param gateway whose link workers' API is destination 2
     */
    static ScriptRun.Setting setting(String base, GatewayProcess gateway) {
        return HOOK.addedTo(new ScriptRun.Setting(
                Map.of(1, server(base), 2, server(gateway.http().base() + "/local/v1")),
                Map.of(),
                PROFILES,
                () -> PEOPLE.next().nhsNumber(),
                Clock.systemUTC()));
    }

    private static Server server(String base) {
        return new HttpTarget(base, Access.open(), List.of(), Duration.ofSeconds(30), Optional.empty());
    }

    @Override
    public void close() throws IOException {
        onH2.close();
        onPostgres.close();
        postgres.close();
    }

    /** They are started for the first class that asks, and closed by JUnit with its store. */
    static final class Parameter implements ParameterResolver {
        private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(Parameter.class);

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == SuiteGateways.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(NAMESPACE)
                    .computeIfAbsent(SuiteGateways.class, key -> new SuiteGateways(), SuiteGateways.class);
        }
    }
}
