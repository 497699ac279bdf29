package org.linkway.conformance.runner;

import java.util.List;

/** What has to hold of a body, so that it is the one that is meant. */
final class Conditions {
    private Conditions() {}

    /** @param condition FHIRPath, or JSONPath where it begins with a {@code $}; of what is neither, nothing holds */
    static boolean holds(String condition, Body body) {
        try {
            List<String> found = condition.startsWith("$")
                    ? Expressions.path(body, condition).values()
                    : Expressions.fhirPath(body, condition).values();
            return !found.isEmpty() && !found.equals(List.of("false"));
        } catch (StepStopped stopped) {
            if (stopped.judgement().result() == Result.ERROR) {
                throw stopped;
            }
            return false;
        }
    }
}
