package org.linkway.conformance.suite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.linkway.conformance.runner.Extensions;

/** Which tests show which requirements. */
public final class Coverage {
    private static final Map<String, List<Test>> BY_REQUIREMENT = read();

    private Coverage() {}

    /**
     * One test of one script.
     *
     * @param script its name
     */
    public record Test(Role role, String script, String name) {}

    /** @return empty where none does */
    public static List<Test> of(String requirement) {
        return BY_REQUIREMENT.getOrDefault(requirement, List.of());
    }

    /** The ids that tests name, whether or not there are such requirements. */
    public static List<String> named() {
        return List.copyOf(BY_REQUIREMENT.keySet());
    }

    private static Map<String, List<Test>> read() {
        Map<String, List<Test>> tests = new LinkedHashMap<>();
        Stream.of(Role.values())
                .forEach(role -> Suite.of(role)
                        .scripts()
                        .forEach(script -> script.resource()
                                .getTest()
                                .forEach(test -> Extensions.requirements(test)
                                        .forEach(id -> tests.computeIfAbsent(id, it -> new ArrayList<>())
                                                .add(new Test(role, script.name(), test.getName()))))));
        return tests;
    }
}
