package org.linkway.gateway.store;

import java.util.List;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.linkway.routes.port.PublishedResources.Version;
import org.linkway.routes.port.SearchIndex;
import org.linkway.workflow.PublishedResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The second half of {@code V3__search}: indexes what was stored before there was an index, once and in the migration's own
 * transaction. Only what stands now, because no search looks behind the moment it begins.
 */
final class IndexStoredResources implements JavaMigration {
    private final SearchIndex index;

    IndexStoredResources(SearchIndex index) {
        this.index = index;
    }

    @Override
    public void migrate(Context context) {
        JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(context.getConnection(), true));
        List<Version> some = standing(jdbc, "", "");
        while (!some.isEmpty()) {
            some.forEach(version ->
                    IndexRows.add(jdbc, version.resource(), version.version(), index.entries(version.resource())));
            PublishedResource last = some.get(some.size() - 1).resource();
            some = standing(jdbc, last.type(), last.id());
        }
    }

    private static List<Version> standing(JdbcClient jdbc, String afterType, String afterId) {
        return jdbc.sql("""
                        select * from resource_version
                        where superseded_at > timestamp with time zone '9999-01-01 00:00:00+00:00'
                            and (type > :type or type = :type and id > :id)
                        order by type, id
                        limit 500
                        """)
                .param("type", afterType)
                .param("id", afterId)
                .query(JdbcPublishedResources::version)
                .list();
    }

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("3.1");
    }

    @Override
    public String getDescription() {
        return "index stored resources";
    }

    @Override
    public Integer getChecksum() {
        return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }
}
