package org.linkway.gateway.fhir.search;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.linkway.fhir.validation.Issue;
import org.linkway.routes.port.Criterion;
import org.linkway.routes.port.EventFilters;
import org.linkway.workflow.Topic;

/**
 * Filters of subscriptions are searches like any other, strictly read (Subscriptions R5 Backport 1.1.0, "Subscription Filters":
 * {@code Task?owner=…}, {@code Task.owner=…} or {@code owner=…}).
 */
public final class TopicFilters implements EventFilters {
    private static final int MOST_FILTERS = 20;

    /** In all filters together: each is a question to the store about each version. */
    private static final int MOST_VALUES = 200;

    private final Supplier<String> base;
    private final Clock clock;

    /** @param base of this server, under which a reference is a local one */
    public TopicFilters(Supplier<String> base, Clock clock) {
        this.base = base;
        this.clock = clock;
    }

    @Override
    public Read read(Topic topic, List<String> filters) {
        if (filters.size() > MOST_FILTERS) {
            return new Read(
                    List.of(),
                    List.of(new Fault(
                            MOST_FILTERS,
                            "There are " + filters.size() + " filters. Send up to " + MOST_FILTERS + ".")));
        }
        List<Criterion> criteria = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        int values = 0;
        topic.condition().ifPresent(condition -> criteria.addAll(search(topic, QueryString.parse(condition))));
        for (int filter = 0; filter < filters.size(); filter++) {
            try {
                Map<String, List<String>> parameters = offered(topic, filters.get(filter));
                values += values(parameters);
                criteria.addAll(search(topic, parameters));
            } catch (SearchRefused refused) {
                for (Issue issue : refused.issues()) {
                    faults.add(new Fault(filter, issue.sentence()));
                }
            }
        }
        if (values > MOST_VALUES) {
            faults.add(new Fault(
                    filters.size() - 1,
                    "The filters have " + values + " values in all. Send up to " + MOST_VALUES
                            + ", or several subscriptions."));
        }
        return new Read(faults.isEmpty() ? List.copyOf(criteria) : List.of(), List.copyOf(faults));
    }

    private static int values(Map<String, List<String>> parameters) {
        return parameters.values().stream()
                .flatMap(List::stream)
                .mapToInt(value -> Values.split(value, ',').size())
                .sum();
    }

    private List<Criterion> search(Topic topic, Map<String, List<String>> parameters) {
        return SearchReader.read(topic.type(), parameters, base.get(), clock.instant(), true)
                .criteria();
    }

    /** The parameters of a filter, once all of them are among those that the topic offers. */
    private static Map<String, List<String>> offered(Topic topic, String filter) {
        Findings findings = new Findings(true);
        Map<String, List<String>> offered = new LinkedHashMap<>();
        String query = filter.replaceFirst("^(?:" + topic.type() + ")?\\?", "");
        if (QueryString.isOne(query)) {
            QueryString.parse(query)
                    .forEach((name, values) -> offered.computeIfAbsent(
                                    parameter(topic, name, findings), parameter -> new ArrayList<>())
                            .addAll(values));
        } else {
            findings.bad(filter, "'" + filter + "' is no filter." + howTo(topic));
        }
        findings.refuse();
        return offered;
    }

    private static String parameter(Topic topic, String written, Findings findings) {
        String name = written.replaceFirst("^" + topic.type() + "\\.", "");
        if (!topic.filters().contains(name.replaceFirst("[:.].*", ""))) {
            findings.notOffered(
                    written,
                    "'" + written + "' is nothing that this topic is filtered by" + Suggestion.of(name, topic.filters())
                            + howTo(topic));
        }
        return name;
    }

    private static String howTo(Topic topic) {
        return " Offered are " + String.join(", ", topic.filters()) + ", each as in " + topic.type()
                + "?status=[code].";
    }
}
