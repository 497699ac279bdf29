package org.linkway.gateway.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.linkway.referral.Referral;
import org.linkway.routes.port.PublishedResources;
import org.linkway.routes.port.SearchIndex;
import org.linkway.workflow.Party;
import org.linkway.workflow.PublishedResource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code resource_version}, with what its rows are found by. */
final class JdbcPublishedResources implements PublishedResources {
    private static final String CURRENT = """
            select * from resource_version
            where type = :type and id = :id and %s
            order by version desc
            limit 1
            """;

    private static final String NOT_WITHDRAWN =
            "superseded_at > timestamp with time zone '9999-01-01 00:00:00+00:00' and ";

    private final JdbcClient jdbc;
    private final SearchIndex index;

    JdbcPublishedResources(JdbcClient jdbc, SearchIndex index) {
        this.jdbc = jdbc;
        this.index = index;
    }

    /** A resource, and what it is found by. */
    record Indexed(PublishedResource resource, List<SearchIndex.Entry> entries) {}

    /** Worked out before the stamp is drawn, because from then on others wait. */
    List<Indexed> indexed(List<PublishedResource> resources) {
        return resources.stream().map(it -> new Indexed(it, index.entries(it))).toList();
    }

    /** The version at which each stands afterwards, by its place. */
    Map<String, Long> publish(List<Indexed> resources, Instant stamp) {
        Map<String, Long> versions = new HashMap<>();
        resources.forEach(
                it -> versions.put(it.resource().type() + "/" + it.resource().id(), publish(it, stamp)));
        return versions;
    }

    /** Remembers for which referral they are published: they go with it. Inside a transaction that holds its row. */
    void publishedFor(Referral referral, List<PublishedResource> resources) {
        Set<String> places = new LinkedHashSet<>();
        referral.published()
                .ifPresent(it -> places.addAll(List.of(
                        "Task/" + it.taskId(),
                        "ServiceRequest/" + it.serviceRequestId(),
                        "Patient/" + it.patientId())));
        resources.forEach(it -> places.add(it.type() + "/" + it.id()));
        places.removeAll(jdbc.sql("select type || '/' || id from resource_of_referral where referral_id = :referral")
                .param("referral", referral.id())
                .query(String.class)
                .list());
        if (!places.isEmpty()) {
            List<Object> values = new ArrayList<>();
            for (String place : places) {
                values.add(referral.id());
                values.addAll(List.of(place.split("/", 2)));
            }
            jdbc.sql("insert into resource_of_referral (referral_id, type, id) values "
                            + String.join(", ", Collections.nCopies(places.size(), "(?, ?, ?)")))
                    .params(values)
                    .update();
        }
    }

    /** Adds a version, unless the resource stands so already: a version that changes nothing would wake every poller. */
    private long publish(Indexed indexed, Instant stamp) {
        PublishedResource resource = indexed.resource();
        Optional<Version> current = jdbc.sql(CURRENT.formatted("true"))
                .param("type", resource.type())
                .param("id", resource.id())
                .query(JdbcPublishedResources::version)
                .optional();
        long version = current.map(Version::version).orElse(0L);
        if (current.map(Version::resource).filter(resource::equals).isPresent()) {
            return version;
        }
        current.ifPresent(before -> supersede(before, stamp));
        add(resource, version + 1, stamp);
        IndexRows.add(jdbc, resource, version + 1, indexed.entries());
        return version + 1;
    }

    private void supersede(Version before, Instant stamp) {
        jdbc.sql("""
                        update resource_version set superseded_at = :stamp
                        where type = :type and id = :id and version = :version
                        """)
                .param("stamp", Instants.column(stamp))
                .param("type", before.resource().type())
                .param("id", before.resource().id())
                .param("version", before.version())
                .update();
    }

    private void add(PublishedResource resource, long version, Instant stamp) {
        jdbc.sql("""
                        insert into resource_version (type, id, version, party, last_updated, json)
                        values (:type, :id, :version, :party, :lastUpdated, :json)
                        """)
                .param("type", resource.type())
                .param("id", resource.id())
                .param("version", version)
                .param("party", resource.party())
                .param("lastUpdated", Instants.column(stamp))
                .param("json", resource.json())
                .update();
    }

    /** From this stamp on it is not there any more; its versions stay. */
    void withdraw(Version last, Instant stamp) {
        supersede(last, stamp);
    }

    @Override
    public Optional<Version> read(Party party, String type, String id) {
        return jdbc.sql(CURRENT.formatted(NOT_WITHDRAWN + Visibility.ofResources(party)))
                .param("type", type)
                .param("id", id)
                .param("party", party.id())
                .query(JdbcPublishedResources::version)
                .optional();
    }

    @Override
    public Optional<Version> read(Party party, String type, String id, long version) {
        return jdbc.sql("""
                        select * from resource_version
                        where type = :type and id = :id and version = :version and %s
                        """.formatted(Visibility.ofResources(party)))
                .param("type", type)
                .param("id", id)
                .param("version", version)
                .param("party", party.id())
                .query(JdbcPublishedResources::version)
                .optional();
    }

    static Version version(ResultSet row, int number) throws SQLException {
        PublishedResource resource = new PublishedResource(
                row.getString("type"), row.getString("id"), row.getString("party"), row.getString("json"));
        return new Version(resource, row.getLong("version"), Instants.read(row, "last_updated"));
    }
}
