package org.linkway.conformance.runner;

import java.util.Comparator;
import java.util.stream.Stream;

/** What came of a step, a test or a script, in the order of their weight. */
public enum Result {
    PASS,
    /** Not as asked, where the script says that this is no failure. */
    WARNING,
    /** Nobody knows: it was not tried, and the sentence beside says why. */
    SKIP,
    /** The system under test is not as asked. */
    FAIL,
    /** It could not be tried: the system did not answer, or the script contradicts itself. */
    ERROR;

    /** That of many: the weightiest. Nothing tried is nothing known. */
    static Result of(Stream<Result> results) {
        return results.max(Comparator.naturalOrder()).orElse(SKIP);
    }

    /** Whether what comes after it in a test has any ground to stand on. */
    boolean isBroken() {
        return this == FAIL || this == ERROR;
    }
}
