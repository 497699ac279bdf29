package org.linkway.gateway.fhir.search;

import java.util.ArrayList;
import java.util.List;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.fhir.validation.Issue;

/** What is wrong with a query. Where FHIR names a place in a request it begins with {@code http.}. */
final class Findings {
    private static final String PLACE = "http.";

    private final boolean strict;
    private final List<Issue> ignored = new ArrayList<>();
    private final List<Issue> refused = new ArrayList<>();

    /** @param strict what is not offered is refused, and not only left out */
    Findings(boolean strict) {
        this.strict = strict;
    }

    /** What holds, and is not offered here. */
    void notOffered(String parameter, String sentence) {
        if (strict) {
            refused.add(Issue.error(GatewayError.PARAMETER_UNKNOWN, PLACE + parameter, sentence));
        } else {
            ignored.add(
                    Issue.warning(GatewayError.PARAMETER_UNKNOWN, PLACE + parameter, sentence + " It was left out."));
        }
    }

    /** What does not hold, and could mean anything. */
    void bad(String parameter, String sentence) {
        refused.add(Issue.error(GatewayError.PARAMETER_INVALID, PLACE + parameter, sentence));
    }

    boolean isRefused() {
        return !refused.isEmpty();
    }

    void refuse() {
        if (isRefused()) {
            throw new SearchRefused(List.copyOf(refused));
        }
    }

    List<Issue> ignored() {
        return List.copyOf(ignored);
    }
}
