package org.linkway.conformance.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.linkway.conformance.access.Access;
import org.linkway.conformance.access.AccessOptions;
import org.linkway.conformance.command.CommandFailed;
import org.linkway.conformance.command.Options;
import org.linkway.conformance.partner.SyntheticPeople;
import org.linkway.conformance.played.Stage;
import org.linkway.conformance.runner.Headers.Header;
import org.linkway.conformance.runner.HttpTarget;
import org.linkway.conformance.runner.Profiles;
import org.linkway.conformance.runner.Script;
import org.linkway.conformance.runner.ScriptReader;
import org.linkway.conformance.runner.ScriptRun;
import org.linkway.conformance.runner.Server;
import org.linkway.conformance.runner.Server.Unanswered;
import org.linkway.conformance.runner.Shelf;
import org.linkway.conformance.suite.Role;
import org.linkway.fhir.profile.MountedPackages;

/**
 * What was asked of the command {@code run}.
 *
 * @param target the FHIR base of the system under test
 * @param listening where notifications are awaited
 * @param report the folder into which the reports go
 */
record RunPlan(
        String target,
        HttpTarget server,
        List<Script> scripts,
        ScriptRun.Setting setting,
        Listening listening,
        Path report) {
    static final String TARGET = "--target";
    static final String SCRIPT = "--script";
    static final String SUITE = "--suite";
    static final String TEST = "--test";
    static final String REPORT = "--report";
    static final String DESTINATION = "--destination";
    static final String VARIABLE = "--variable";
    private static final String HEADER = "--header";
    static final String PACKAGES = "--packages";
    static final String PATIENCE = "--patience";
    static final String LISTEN = "--listen";
    static final String STRICT = "--strict";
    private static final Set<String> NAMES =
            Set.of(TARGET, SCRIPT, SUITE, TEST, REPORT, DESTINATION, VARIABLE, HEADER, PACKAGES, PATIENCE, LISTEN);

    static Options options(List<String> arguments) {
        Set<String> names = new TreeSet<>(NAMES);
        names.addAll(AccessOptions.NAMES);
        return Options.parse(arguments, names, Set.of(STRICT));
    }

    /** @throws CommandFailed where something is missing, or cannot be read */
    static RunPlan of(Options options) {
        String target = address(TARGET, options.text(TARGET).orElse("http://localhost:8080/fhir"));
        Optional<SSLContext> tls = AccessOptions.tls(options);
        Access access = AccessOptions.of(options, target, tls);
        List<Header> always = options.pairs(HEADER).entrySet().stream()
                .map(header -> new Header(header.getKey(), header.getValue()))
                .toList();
        Duration patience = patience(options);
        Map<Integer, Server> destinations = new HashMap<>();
        HttpTarget server = new HttpTarget(target, access, always, patience, tls);
        destinations.put(1, server);
        options.pairs(DESTINATION)
                .forEach((number, url) -> destinations.put(
                        number(number), new HttpTarget(address(DESTINATION, url), access, always, patience, tls)));
        SyntheticPeople people = new SyntheticPeople();
        return new RunPlan(
                target,
                server,
                scripts(options),
                new ScriptRun.Setting(
                        destinations,
                        options.pairs(VARIABLE),
                        profiles(options),
                        () -> people.next().nhsNumber(),
                        Clock.systemUTC()),
                Listening.of(options, Stage.ANY_PORT),
                report(options));
    }

    /** @throws CommandFailed where nobody is there, so that this is said once, and not by each test */
    void reach() {
        try {
            server.reach();
        } catch (Unanswered nobody) {
            throw new CommandFailed(nobody.getMessage() + " Nothing was run.");
        }
    }

    static Profiles profiles(Options options) {
        return new Profiles(options.text(PACKAGES)
                .map(folder -> MountedPackages.from(Path.of(folder)))
                .orElse(MountedPackages.none()));
    }

    static Duration patience(Options options) {
        return Duration.ofSeconds(options.number(PATIENCE, 30, 1, 600));
    }

    static Path report(Options options) {
        return Path.of(options.text(REPORT).orElse("target/report"));
    }

    static String address(String option, String url) {
        if (!url.matches("https?://[^\\s]+")) {
            throw new CommandFailed(option + " is " + url + ". Give an address such as https://example.org/fhir.");
        }
        return url;
    }

    private static int number(String text) {
        if (!text.matches("[1-9][0-9]?")) {
            throw new CommandFailed(DESTINATION + " names " + text + ". Write it as 2=https://example.org/fhir.");
        }
        return Integer.parseInt(text);
    }

    static List<Script> scripts(Options options) {
        Stream<Script> ofSuites = options.all(SUITE).stream().flatMap(word -> Suites.named(word).scripts().stream());
        Stream<Script> ofFiles = options.all(SCRIPT).stream()
                .flatMap(given -> files(Path.of(given)))
                .map(RunPlan::script);
        List<String> wanted = options.all(TEST);
        List<Script> scripts = Stream.concat(ofSuites, ofFiles)
                .filter(script -> wanted.isEmpty() || wanted.stream().anyMatch(script::isOrShows))
                .toList();
        if (scripts.isEmpty()) {
            throw new CommandFailed("There is nothing to run. Name a suite with " + SUITE + ": "
                    + String.join(", ", Role.words()) + "; or a TestScript, or a folder of them, with " + SCRIPT
                    + (wanted.isEmpty() ? "." : "; and with " + TEST + " a script or a requirement that is in it."));
        }
        return scripts;
    }

    /** Of a folder all TestScripts in it, in the order of their names. */
    private static Stream<Path> files(Path given) {
        if (Files.isRegularFile(given)) {
            return Stream.of(given);
        }
        try (Stream<Path> all = Files.walk(given)) {
            return all
                    .filter(file -> file.toString().toLowerCase(Locale.ROOT).matches(".*\\.(json|xml)"))
                    .filter(RunPlan::isTestScript)
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new CommandFailed("The script " + given + " cannot be read. Give a file or a folder that is there.");
        }
    }

    private static boolean isTestScript(Path file) {
        try {
            String text = Files.readString(file);
            return text.contains("<TestScript") || text.matches("(?s).*\"resourceType\"\\s*:\\s*\"TestScript\".*");
        } catch (IOException e) {
            // What is no text is none.
            return false;
        }
    }

    private static Script script(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        try {
            return ScriptReader.read(file.toString(), Files.readAllBytes(file), Shelf.folder(folder, root(folder)));
        } catch (IllegalArgumentException e) {
            throw new CommandFailed(e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Suites keep their fixtures in folders beside those of their scripts. */
    private static Path root(Path folder) {
        Path root = folder;
        for (int up = 0; up < 3 && root.getParent() != null; up++) {
            root = root.getParent();
        }
        return root;
    }
}
