package org.linkway.gateway.store;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.linkway.routes.port.Criterion;
import org.linkway.routes.port.PublishedResources.Version;
import org.linkway.routes.port.ResourceSearch;
import org.linkway.workflow.Party;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables {@code resource_version} and {@code resource_index}, as they stood at a stamp. */
final class JdbcResourceSearch implements ResourceSearch {
    private static final String FOUND = "found";

    private final JdbcClient jdbc;

    JdbcResourceSearch(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A stamp is drawn and committed with what carries it, so what is read here was committed, and all before it. */
    @Override
    public Instant latest() {
        return jdbc.sql("select last_stamp from store_clock")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    @Override
    public List<Found> find(Party party, Instant asOf, Query query) {
        SearchSql sql = SearchSql.on(FOUND, party, asOf);
        Order order = query.order();
        String key = key(order, sql);
        String direction = order.descending() ? "desc" : "asc";
        String statement = """
                select found.*, %s as sort_key from resource_version found
                where found.type = %s and %s%s%s
                order by sort_key %s, found.id %s
                limit %s
                """.formatted(
                        key,
                        sql.parameter(query.type()),
                        sql.standing(),
                        sql.all(query.criteria()),
                        query.after()
                                .map(place -> beyond(place, key, order.descending() ? "<" : ">", sql))
                                .orElse(""),
                        direction,
                        direction,
                        sql.parameter(query.limit()));
        return jdbc.sql(statement)
                .params(sql.parameters())
                .query((row, number) -> {
                    Version version = JdbcPublishedResources.version(row, number);
                    return new Found(
                            version,
                            new Place(
                                    Optional.of(Instants.read(row, "sort_key")),
                                    version.resource().id(),
                                    version.version()));
                })
                .list();
    }

    /** What the order goes by, before the id. */
    private static String key(Order order, SearchSql sql) {
        return switch (order.by()) {
            case UPDATED -> "found.last_updated";
            case ID -> "timestamp with time zone '1970-01-01 00:00:00+00:00'";
            case TIME -> """
                coalesce(
                    (
                        select min(i.from_time) from resource_index i
                        where i.type = found.type and i.id = found.id and i.version = found.version and i.name = %s
                    ),
                    timestamp with time zone '0001-01-01 00:00:00+00:00'
                )""".formatted(sql.parameter(order.time().orElseThrow()));
        };
    }

    private static String beyond(Place place, String key, String further, SearchSql sql) {
        String last = sql.parameter(Instants.column(place.key().orElseThrow()));
        return " and (%1$s %2$s %3$s or %1$s = %3$s and found.id %2$s %4$s)"
                .formatted(key, further, last, sql.parameter(place.id()));
    }

    @Override
    public long count(Party party, Instant asOf, String type, List<Criterion> criteria) {
        SearchSql sql = SearchSql.on(FOUND, party, asOf);
        return jdbc.sql("select count(*) from resource_version found where found.type = %s and %s%s"
                        .formatted(sql.parameter(type), sql.standing(), sql.all(criteria)))
                .params(sql.parameters())
                .query(Long.class)
                .single();
    }

    @Override
    public List<Version> targets(Party party, Instant asOf, Link link, Collection<String> ids) {
        SearchSql sql = SearchSql.on("source", party, asOf);
        return linked("target", party, sql, link, "source.id in (" + sql.parameter(ids) + ")");
    }

    @Override
    public List<Version> sources(Party party, Instant asOf, Link link, String target, Collection<String> ids) {
        SearchSql sql = SearchSql.on("source", party, asOf);
        return linked(
                "source",
                party,
                sql,
                new Link(link.source(), link.name(), Optional.of(target)),
                "i.content in (" + sql.parameter(ids) + ")");
    }

    private List<Version> linked(String wanted, Party party, SearchSql sql, Link link, String among) {
        String statement = """
                select %1$s.* from resource_version source
                join resource_index i on i.type = source.type and i.id = source.id and i.version = source.version
                join resource_version target on target.type = i.scope and target.id = i.content
                where source.type = %2$s and i.type = %2$s and i.name = %3$s and %4$s and %5$s and %6$s%7$s
                order by %1$s.id
                """.formatted(
                        wanted,
                        sql.parameter(link.source()),
                        sql.parameter(link.name()),
                        among,
                        sql.standing(),
                        SearchSql.standing("target", party),
                        link.target()
                                .map(type -> " and target.type = " + sql.parameter(type))
                                .orElse(""));
        return once(jdbc.sql(statement)
                .params(sql.parameters())
                .query(JdbcPublishedResources::version)
                .list());
    }

    /** Two references may lead to the same. */
    private static List<Version> once(List<Version> versions) {
        Map<String, Version> byId = new LinkedHashMap<>();
        versions.forEach(version -> byId.putIfAbsent(
                version.resource().type() + "/" + version.resource().id(), version));
        return List.copyOf(byId.values());
    }

    @Override
    public List<Version> history(Party party, Instant asOf, Past past) {
        SearchSql sql = SearchSql.on(FOUND, party, asOf);
        String statement = """
                select found.* from resource_version found
                where found.type = %s and found.last_updated <= :asOf and %s%s%s%s
                order by found.last_updated desc, found.id, found.version desc
                limit %s
                """.formatted(
                sql.parameter(past.type()),
                Visibility.ofResources(party, FOUND),
                past.id().map(id -> " and found.id = " + sql.parameter(id)).orElse(""),
                past.since()
                        .map(since -> " and found.last_updated >= " + sql.parameter(Instants.column(since)))
                        .orElse(""),
                past.after().map(place -> before(place, sql)).orElse(""),
                sql.parameter(past.limit()));
        return jdbc.sql(statement)
                .params(sql.parameters())
                .query(JdbcPublishedResources::version)
                .list();
    }

    private static String before(Place place, SearchSql sql) {
        return " and "
                + """
                (found.last_updated < %1$s or found.last_updated = %1$s
                    and (found.id > %2$s or found.id = %2$s and found.version < %3$s))""".formatted(
                                sql.parameter(Instants.column(place.key().orElseThrow())),
                                sql.parameter(place.id()),
                                sql.parameter(place.version()));
    }
}
