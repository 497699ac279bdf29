package org.linkway.fhir.validation;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;

/**
 * What came of reading a body.
 *
 * @param bundle present unless there is an error among the issues
 */
public record Reading(Optional<Bundle> bundle, List<Issue> issues) {
    public Reading {
        issues = List.copyOf(issues);
    }

    static Reading refused(Issue issue) {
        return refused(List.of(issue));
    }

    static Reading refused(List<Issue> issues) {
        return new Reading(Optional.empty(), issues);
    }
}
