package org.linkway.gateway.store;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.linkway.routes.port.SearchIndex.Entry;
import org.linkway.routes.port.Span;
import org.linkway.workflow.PublishedResource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes the table {@code resource_index}. */
final class IndexRows {
    private static final String ROW = "(?, ?, ?, ?, ?, ?, ?, ?)";

    private IndexRows() {}

    /** In one statement, because others wait for this transaction. */
    static void add(JdbcClient jdbc, PublishedResource resource, long version, List<Entry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        List<Object> values = new ArrayList<>();
        for (Entry entry : entries) {
            values.add(resource.type());
            values.add(resource.id());
            values.add(version);
            values.add(entry.name());
            values.add(entry.scope());
            values.add(entry.content());
            values.add(entry.when().map(Span::from).map(Instants::column).orElse(null));
            values.add(entry.when().map(Span::to).map(Instants::column).orElse(null));
        }
        jdbc.sql("insert into resource_index (type, id, version, name, scope, content, from_time, to_time) values "
                        + IntStream.range(0, entries.size())
                                .mapToObj(row -> ROW)
                                .collect(Collectors.joining(", ")))
                .params(values)
                .update();
    }
}
