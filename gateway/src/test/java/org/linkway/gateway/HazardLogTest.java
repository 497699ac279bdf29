package org.linkway.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** Each hazard is shown to be controlled by tests that name it, in whichever module; the log is written from both. */
class HazardLogTest {
    private static final Path ROOT = Path.of("..");
    private static final List<String> MODULES =
            List.of("fhir-profiles", "camel-routes", "gateway", "conformance-tests");
    private static final Path SAFETY = ROOT.resolve("docs/clinical-safety");

    /** The mark, what stands between it and the method, and the method's name. */
    private static final Pattern MARK =
            Pattern.compile("@Hazard\\(([^)]*)\\)([^;{}]*?)\\bvoid\\s+(\\w+)\\s*\\(", Pattern.DOTALL);

    private static final Pattern ANY_MARK = Pattern.compile("^\\s*@Hazard\\(", Pattern.MULTILINE);
    private static final Pattern ID = Pattern.compile("\"(H[0-9]+)\"");
    private static final Pattern RUNS =
            Pattern.compile("@(Test|ParameterizedTest|Property|TestFactory|RepeatedTest)\\b");

    private static List<Map<String, Object>> hazards;
    private static final Map<String, List<String>> TESTS = new TreeMap<>();
    private static final List<String> FAULTS = new ArrayList<>();

    @BeforeAll
    static void read() throws IOException {
        Map<String, List<Map<String, Object>>> log = new Yaml().load(Files.readString(SAFETY.resolve("hazards.yaml")));
        hazards = log.get("hazards");
        for (String module : MODULES) {
            try (Stream<Path> sources = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
                for (Path source : sources.filter(it -> it.toString().endsWith(".java"))
                        .sorted()
                        .toList()) {
                    read(module, source);
                }
            }
        }
    }

    private static void read(String module, Path source) throws IOException {
        String text = Files.readString(source);
        String file = source.getFileName().toString().replace(".java", "");
        if (file.equals("Hazard") || file.equals("HazardLogTest")) {
            return;
        }
        Matcher mark = MARK.matcher(text);
        int read = 0;
        while (mark.find()) {
            read++;
            String test = module + ": " + file + "." + mark.group(3);
            String before = text.substring(text.substring(0, mark.start()).lastIndexOf("\n\n") + 1, mark.start());
            if (!RUNS.matcher(before + mark.group(2)).find()) {
                FAULTS.add(test + " carries @Hazard and is no test");
            }
            Matcher id = ID.matcher(mark.group(1));
            while (id.find()) {
                TESTS.computeIfAbsent(id.group(1), it -> new ArrayList<>()).add(test);
            }
        }
        if (read != ANY_MARK.matcher(text).results().count()) {
            FAULTS.add(file + " carries a @Hazard that belongs to no method");
        }
    }

    @Test
    void everyHazardHasATestAndEveryMarkAHazard() {
        assertThat(FAULTS).isEmpty();
        assertThat(TESTS.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        hazards.stream().map(HazardLog::id).toList());
    }

    @Test
    void everyHazardIsMadeSmallerThanItWas() {
        assertThat(hazards)
                .allMatch(it -> HazardLog.risk(it, "residual") < HazardLog.risk(it, "initial"))
                .allMatch(it -> HazardLog.risk(it, "residual") <= 3);
    }

    @Test
    void theMarkIsTheSameInEveryModule() throws IOException {
        String here = Files.readString(ROOT.resolve("gateway/src/test/java/org/linkway/Hazard.java"));

        for (String module : MODULES) {
            assertThat(ROOT.resolve(module).resolve("src/test/java/org/linkway/Hazard.java"))
                    .hasContent(here);
        }
    }

    @Test
    void theLogIsWhatTheHazardsAndTheTestsSay() throws IOException {
        Path page = SAFETY.resolve("hazard-log.md");
        String log = HazardLog.page(hazards, TESTS);
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(page, log);
            fail("%s was written: look at what changed, and run the test again without golden.update.", page);
        }
        assertThat(Files.readString(page)).isEqualTo(log);
    }
}
