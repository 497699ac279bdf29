package org.linkway.translation;

import java.util.ArrayList;
import java.util.List;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.fhir.validation.Issue;

/** Everything found while one message is translated. */
final class Findings {
    private final List<Issue> issues = new ArrayList<>();

    void error(GatewayError error, String expression, String sentence) {
        issues.add(Issue.error(error, expression, sentence));
    }

    void warning(GatewayError error, String expression, String sentence) {
        issues.add(Issue.warning(error, expression, sentence));
    }

    boolean anyError() {
        return Issue.anyError(issues);
    }

    /** Once each: two ways can lead to the same place. */
    List<Issue> all() {
        return issues.stream().distinct().toList();
    }
}
