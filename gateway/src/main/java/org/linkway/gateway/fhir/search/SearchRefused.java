package org.linkway.gateway.fhir.search;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.util.List;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.fhir.validation.Issue;

/** What is wrong with how something was asked for, all of it. */
public final class SearchRefused extends BaseServerResponseException {
    private static final long serialVersionUID = 1L;

    private final transient List<Issue> issues;

    public SearchRefused(List<Issue> issues) {
        super(Issue.httpStatus(issues), "refused");
        this.issues = issues;
    }

    static SearchRefused gone() {
        return new SearchRefused(
                List.of(
                        Issue.error(
                                GatewayError.GONE,
                                "This page is not kept any more, or was never yours. Search again from the beginning: nothing is missed by it.")));
    }

    public List<Issue> issues() {
        return issues;
    }
}
