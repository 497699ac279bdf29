package org.linkway.fhir.validation;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Resource;

/**
 * What came of reading a body that is one resource.
 *
 * @param resource present unless there is an error among the issues
 */
public record ResourceReading(Optional<Resource> resource, List<Issue> issues) {
    public ResourceReading {
        issues = List.copyOf(issues);
    }
}
