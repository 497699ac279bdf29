package org.linkway.gateway.store;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.linkway.routes.port.Criterion;
import org.linkway.routes.port.EventFilters;
import org.linkway.workflow.Subscription;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Gives the events of a subscription their numbers, in the order of the store's stamps. Nothing becomes visible with a stamp
 * that was looked at before ({@link StoreClock}), so a walk from stamp to stamp meets each version once.
 */
final class EventNumbers {
    private final JdbcClient jdbc;
    private final EventFilters filters;

    EventNumbers(JdbcClient jdbc, EventFilters filters) {
        this.jdbc = jdbc;
        this.filters = filters;
    }

    /** The last stamp of which everything can be seen. */
    Instant latest() {
        return jdbc.sql("select last_stamp from store_clock")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    /**
     * Up to this stamp. Inside the caller's transaction, which holds the subscription's row.
     *
     * @param from the stamp up to which they are numbered
     * @param events how many there are
     */
    void number(Subscription subscription, Instant from, long events, Instant upTo) {
        SearchSql sql = SearchSql.on("found", subscription.owner(), upTo);
        String statement = """
                insert into subscription_event (subscription_id, number, type, resource_id, version, stamp)
                select
                    cast(%s as varchar(64)),
                    cast(%s as bigint) + row_number() over (order by found.last_updated, found.id, found.version),
                    found.type, found.id, found.version, found.last_updated
                from resource_version found
                where found.type = %s and found.last_updated > %s and found.last_updated <= :asOf and %s%s%s
                """.formatted(
                        sql.parameter(subscription.id()),
                        sql.parameter(events),
                        sql.parameter(subscription.topic().type()),
                        sql.parameter(Instants.column(from)),
                        Visibility.ofResources(subscription.owner(), "found"),
                        subscription.topic().tellsOfCreations() ? "" : " and found.version > 1",
                        sql.all(criteria(subscription)));
        int found = jdbc.sql(statement).params(sql.parameters()).update();
        jdbc.sql("update subscription set events = :events, numbered_to = :upTo where id = :id")
                .param("events", events + found)
                .param("upTo", Instants.column(upTo))
                .param("id", subscription.id())
                .update();
    }

    private List<Criterion> criteria(Subscription subscription) {
        EventFilters.Read read = filters.read(subscription.topic(), subscription.filters());
        if (!read.faults().isEmpty()) {
            throw new IllegalStateException(
                    "What subscription " + subscription.id() + " filters by is not offered any more.");
        }
        return read.criteria();
    }
}
