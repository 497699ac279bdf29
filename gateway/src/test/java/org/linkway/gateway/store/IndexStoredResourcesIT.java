package org.linkway.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linkway.gateway.store.TestChanges.GP_SYSTEM;
import static org.linkway.gateway.store.TestChanges.NOON;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.linkway.gateway.delivery.TestQueue;
import org.linkway.routes.port.Criterion;
import org.linkway.routes.port.Criterion.Coded;
import org.linkway.routes.port.Criterion.Present;
import org.linkway.routes.port.ResourceSearch.Past;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Resources that were stored before they could be searched. */
@OnBothDatabases
class IndexStoredResourcesIT {
    private final TestDatabase database;

    IndexStoredResourcesIT(TestDatabase database) {
        this.database = database;
    }

    @Test
    void areFoundAsTheyStandNow() {
        DataSource dataSource = database.migratedTo("2");
        JdbcClient jdbc = JdbcClient.create(dataSource);
        for (int number = 0; number < 600; number++) {
            write(jdbc, "task-" + number, 1, "requested", NOON);
        }
        write(jdbc, "task-7", 2, "completed", NOON.plusMillis(1));
        jdbc.sql("update store_clock set last_stamp = :stamp")
                .param("stamp", Instants.column(NOON.plusMillis(1)))
                .update();

        database.migrate(dataSource);

        TestStore store = new TestStore(dataSource, TestQueue.on(dataSource), new TestClock(NOON));
        assertThat(count(store, status("requested"))).isEqualTo(599);
        assertThat(count(store, status("completed"))).isEqualTo(1);
        assertThat(count(store, new Present("owner:present"))).isEqualTo(600);
        assertThat(store.search()
                        .history(
                                GP_SYSTEM,
                                store.search().latest(),
                                new Past("Task", Optional.of("task-7"), Optional.empty(), Optional.empty(), 5)))
                .hasSize(2);
    }

    private static Criterion status(String code) {
        return new Coded("status", Optional.empty(), Optional.of(code));
    }

    private static long count(TestStore store, Criterion criterion) {
        return store.search().count(GP_SYSTEM, store.search().latest(), "Task", List.of(criterion));
    }

    private static void write(JdbcClient jdbc, String id, long version, String status, Instant stamp) {
        jdbc.sql("""
                        insert into resource_version (type, id, version, party, last_updated, json)
                        values ('Task', :id, :version, :party, :stamp, :json)
                        """)
                .param("id", id)
                .param("version", version)
                .param("party", GP_SYSTEM.id())
                .param("stamp", Instants.column(stamp))
                .param(
                        "json",
                        "{\"resourceType\":\"Task\",\"owner\":{\"display\":\"Choir\"},\"status\":\"" + status + "\"}")
                .update();
    }
}
