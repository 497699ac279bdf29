package org.linkway.translation;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The path of an operation of a FHIRPath Patch, as far as it is looked at before it is evaluated. A path leads to an element; what
 * FHIRPath can do beyond that (patterns, recursion, all pairs of two lists) could keep a thread busy for days.
 */
final class PatchPath {
    private static final int LONGEST = 1000;

    /** None of them does more than look at each element once. */
    private static final Set<String> FUNCTIONS = Set.of(
            "where",
            "exists",
            "empty",
            "not",
            "hasValue",
            "extension",
            "ofType",
            "as",
            "is",
            "first",
            "last",
            "tail",
            "skip",
            "take",
            "single",
            "count",
            "startsWith",
            "endsWith",
            "contains");

    /** That stand before a bracket and call nothing. */
    private static final Set<String> OPERATORS = Set.of("and", "or", "xor", "implies", "in", "contains", "is", "as");

    private static final Pattern TEXT = Pattern.compile("'(?:[^'\\\\]|\\\\.)*+'");
    private static final Pattern CALL = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*+)\\s*+\\(");

    /** Variables, unions, comments, division, and names in quotes, which could hide a call. */
    private static final Pattern BEYOND_A_PATH = Pattern.compile("[%|/`\"]");

    private PatchPath() {}

    static boolean leadsToAnElement(String path) {
        if (path.length() > LONGEST) {
            return false;
        }
        String bare = TEXT.matcher(path).replaceAll("''");
        Matcher calls = CALL.matcher(bare);
        boolean callsMore = calls.results()
                .map(call -> call.group(1))
                .anyMatch(name -> !FUNCTIONS.contains(name) && !OPERATORS.contains(name));
        return !callsMore && !BEYOND_A_PATH.matcher(bare).find();
    }

    static String offered() {
        return FUNCTIONS.stream()
                .sorted()
                .reduce((some, one) -> some + ", " + one)
                .orElseThrow();
    }
}
