package org.linkway.gateway.fhir.search;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.linkway.fhir.validation.Issue;
import org.linkway.routes.port.Matches;
import org.linkway.routes.port.PublishedResources.Version;
import org.linkway.routes.port.ResourceSearch;
import org.linkway.routes.port.ResourceSearch.Query;
import org.linkway.workflow.Party;
import org.springframework.stereotype.Component;

/** Conditions are searches like any other, strictly read: what is not understood would find too much. */
@Component
public final class SearchMatches implements Matches {
    private static final int TWO_SAY_IT = 2;

    private final ResourceSearch search;

    public SearchMatches(ResourceSearch search) {
        this.search = search;
    }

    @Override
    public Found of(Party party, String type, String query) {
        Optional<AskedSearch> asked;
        try {
            asked = QueryString.isOne(query) && SearchParameters.types().contains(type)
                    ? Optional.of(SearchReader.read(type, parameters(query), "", search.latest(), true))
                    : Optional.empty();
        } catch (SearchRefused refused) {
            return Found.fault(refused.issues().stream()
                    .map(Issue::sentence)
                    .reduce((a, b) -> a + " " + b)
                    .orElseThrow());
        }
        if (asked.isEmpty() || asked.get().criteria().isEmpty()) {
            return Found.fault("This is no search of a " + type
                    + " that is offered here. Write it as a query, for example 'identifier=[system]|[value]'.");
        }
        List<Version> found = search
                .find(
                        party,
                        search.latest(),
                        new Query(type, asked.get().criteria(), asked.get().order(), Optional.empty(), TWO_SAY_IT))
                .stream()
                .map(it -> it.version())
                .toList();
        return Found.of(found);
    }

    private static Map<String, List<String>> parameters(String query) {
        return QueryString.parse(query);
    }
}
