package org.linkway.gateway.fhir.search;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.linkway.Hazard;
import org.linkway.gateway.delivery.TestQueue;
import org.linkway.gateway.security.Callers;
import org.linkway.gateway.security.TestCallers;
import org.linkway.gateway.store.OnBothDatabases;
import org.linkway.gateway.store.TestChanges;
import org.linkway.gateway.store.TestDatabase;
import org.linkway.gateway.store.TestStore;
import org.linkway.gateway.store.Together;
import org.linkway.routes.port.Journal.Commit;
import org.linkway.workflow.PublishedResource;

/**
 * A poller that knows no better than to ask for everything since the latest stamp it has seen, while many others write, misses
 * nothing. {@code -Dchanges=10000} is the full size.
 */
@OnBothDatabases
class PollCompletenessIT {
    private static final int CHANGES = Integer.getInteger("changes", 500);
    private static final int WRITERS = 20;
    private static final int TASKS = Math.max(20, CHANGES / 25);
    private static final String BASE = "http://localhost/fhir";
    private static final long SEED = 20260302;

    private final Callers callers = TestCallers.sender();
    private final StoredVersions versions =
            new StoredVersions(FhirContext.forR4Cached(), (reader, resource) -> {}, TestCallers.sender());
    private final TestStore store;
    private final SearchProvider searches;
    private final HistoryProvider histories;

    PollCompletenessIT(TestDatabase database) {
        store = new TestStore(database.emptied(), TestQueue.on(database.dataSource()), Clock.systemUTC());
        searches = new SearchProvider(Task.class, store.search(), store.pages(), versions, callers);
        histories = new HistoryProvider(Task.class, store.search(), store.pages(), versions, callers);
    }

    @Test
    @Hazard("H15")
    void endsWithTheLastVersionOfEveryTask() throws Exception {
        AtomicInteger writing = new AtomicInteger(WRITERS);
        Poller poller = new Poller();

        Together.run(WRITERS + 1, number -> {
            if (number == 0) {
                while (writing.get() > 0) {
                    poller.poll();
                }
                poller.poll();
            } else {
                write(number);
                writing.decrementAndGet();
            }
            return number;
        });

        Map<String, Long> written = written();
        assertThat(written.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(CHANGES);
        assertThat(poller.lastVersions).isEqualTo(written);
        written.forEach(this::everyVersionIsTold);
        assertThat(poller.answered)
                .allSatisfy((stamp, count) ->
                        assertThat(upTo(stamp)).as("versions up to %s", stamp).isEqualTo(count));
    }

    /** The last version of each Task. */
    private Map<String, Long> written() {
        return store
                .jdbc()
                .sql("select id, max(version) as latest from resource_version where type = 'Task' group by id")
                .query((row, number) -> Map.entry(row.getString("id"), row.getLong("latest")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private void write(int writer) {
        Random random = new Random(SEED + writer);
        IntStream.range(0, CHANGES / WRITERS).forEach(change -> {
            PublishedResource task = new PublishedResource(
                    "Task",
                    "task-" + random.nextInt(TASKS),
                    callers.party().id(),
                    "{\"resourceType\":\"Task\",\"status\":\"requested\",\"description\":\"%d of writer %d\"}"
                            .formatted(change, writer));
            assertThat(store.journal()
                            .commit(
                                    TestChanges.opening(callers.party(), TestCallers.WORKER)
                                            .publishing(List.of(task)),
                                    0))
                    .isEqualTo(new Commit.Committed());
        });
    }

    private void everyVersionIsTold(String id, long latest) {
        List<Long> told = new ArrayList<>();
        pages(Map.of("_count", new String[] {"7"}), request -> histories.ofInstance(new IdType("Task", id), request))
                .forEach(resource -> told.add(resource.getIdElement().getVersionIdPartAsLong()));
        assertThat(told)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, latest)
                        .map(number -> latest + 1 - number)
                        .boxed()
                        .toList());
    }

    private long upTo(Instant stamp) {
        return store.jdbc()
                .sql("select count(*) from resource_version where last_updated <= :stamp")
                .param("stamp", stamp.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    /** Follows the pages to the end. */
    private List<Resource> pages(Map<String, String[]> asked, Function<SystemRequestDetails, Bundle> ask) {
        List<Resource> all = new ArrayList<>();
        Optional<Map<String, String[]>> next = Optional.of(asked);
        while (next.isPresent()) {
            SystemRequestDetails request = new SystemRequestDetails();
            request.setFhirServerBase(BASE);
            request.setParameters(new HashMap<>(next.get()));
            Bundle bundle = ask.apply(request);
            bundle.getEntry().forEach(entry -> all.add(entry.getResource()));
            next = Optional.ofNullable(bundle.getLink("next"))
                    .map(link -> parameters(URI.create(link.getUrl()).getRawQuery()));
        }
        return all;
    }

    private static Map<String, String[]> parameters(String query) {
        return List.of(query.split("&")).stream()
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> new String[] {URLDecoder.decode(pair[1], UTF_8)}));
    }

    private final class Poller {
        private final Map<String, Long> lastVersions = new HashMap<>();

        /** How many versions could be seen with the latest stamp or an earlier one, when it was answered. */
        private final Map<Instant, Long> answered = new HashMap<>();

        private Instant latest = Instant.EPOCH;

        private void poll() {
            Map<String, String[]> asked =
                    Map.of("_lastUpdated", new String[] {"ge" + latest}, "_count", new String[] {"30"});
            pages(asked, searches::search).forEach(this::see);
            answered.computeIfAbsent(latest, PollCompletenessIT.this::upTo);
        }

        private void see(Resource task) {
            lastVersions.merge(
                    task.getIdElement().getIdPart(), task.getIdElement().getVersionIdPartAsLong(), Math::max);
            Instant stamp = task.getMeta().getLastUpdated().toInstant();
            latest = stamp.isAfter(latest) ? stamp : latest;
        }
    }
}
