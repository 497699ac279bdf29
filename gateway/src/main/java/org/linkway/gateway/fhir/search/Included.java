package org.linkway.gateway.fhir.search;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.linkway.gateway.fhir.search.AskedSearch.Inclusion;
import org.linkway.routes.port.PublishedResources.Version;
import org.linkway.routes.port.ResourceSearch;
import org.linkway.workflow.Party;

/** What comes along with the matches of a page. */
final class Included {
    /** From an outcome over its referral to whoever made it is less. */
    private static final int MOST_STEPS = 5;

    private final ResourceSearch search;
    private final Party party;
    private final Instant asOf;
    private final Set<String> shown = new HashSet<>();

    Included(ResourceSearch search, Party party, Instant asOf) {
        this.search = search;
        this.party = party;
        this.asOf = asOf;
    }

    /** Each once, and none that is a match. */
    List<Version> of(List<Version> matches, List<Inclusion> inclusions) {
        matches.forEach(match -> shown.add(key(match)));
        List<Version> all = new ArrayList<>();
        List<Version> latest = step(matches, inclusions);
        List<Inclusion> again = inclusions.stream().filter(Inclusion::iterate).toList();
        for (int step = 1; step <= MOST_STEPS && !latest.isEmpty(); step++) {
            all.addAll(latest);
            latest = step(latest, again);
        }
        return all;
    }

    private List<Version> step(List<Version> from, List<Inclusion> inclusions) {
        Map<String, List<String>> idsByType = from.stream()
                .collect(Collectors.groupingBy(
                        version -> version.resource().type(),
                        Collectors.mapping(version -> version.resource().id(), Collectors.toList())));
        return inclusions.stream()
                .flatMap(inclusion -> along(inclusion, idsByType))
                .filter(version -> shown.add(key(version)))
                .toList();
    }

    private Stream<Version> along(Inclusion inclusion, Map<String, List<String>> idsByType) {
        if (inclusion.reverse()) {
            return idsByType.entrySet().stream()
                    .filter(target -> inclusion
                            .link()
                            .target()
                            .map(target.getKey()::equals)
                            .orElse(true))
                    .flatMap(target ->
                            search.sources(party, asOf, inclusion.link(), target.getKey(), target.getValue()).stream());
        }
        List<String> ids = idsByType.getOrDefault(inclusion.link().source(), List.of());
        return ids.isEmpty() ? Stream.empty() : search.targets(party, asOf, inclusion.link(), ids).stream();
    }

    private static String key(Version version) {
        return version.resource().type() + "/" + version.resource().id();
    }
}
