package org.linkway.conformance.runner;

/**
 * What came of a step, and why.
 *
 * @param sentence what was expected and what was found, for whoever reads the report
 */
public record Judgement(Result result, String sentence) {

    static Judgement pass(String sentence) {
        return new Judgement(Result.PASS, sentence);
    }

    static Judgement of(boolean holds, String expected, String found) {
        return holds
                ? pass("As expected: " + found + ".")
                : new Judgement(Result.FAIL, "Expected " + expected + "; found " + found + ".");
    }

    /** The same, where the script says that it is no failure. */
    Judgement asWarning() {
        return result == Result.FAIL ? new Judgement(Result.WARNING, sentence) : this;
    }
}
