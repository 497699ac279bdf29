package org.linkway.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linkway.gateway.store.TestChanges.GP_SYSTEM;
import static org.linkway.gateway.store.TestChanges.LINK_WORKERS;
import static org.linkway.gateway.store.TestChanges.NOON;
import static org.linkway.gateway.store.TestChanges.OPERATOR;
import static org.linkway.gateway.store.TestChanges.OTHER_GP_SYSTEM;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linkway.Hazard;
import org.linkway.gateway.delivery.TestQueue;
import org.linkway.routes.port.Criterion;
import org.linkway.routes.port.Criterion.AnyOf;
import org.linkway.routes.port.Criterion.Coded;
import org.linkway.routes.port.Criterion.HasId;
import org.linkway.routes.port.Criterion.Linked;
import org.linkway.routes.port.Criterion.Moment;
import org.linkway.routes.port.Criterion.Moment.Comparison;
import org.linkway.routes.port.Criterion.Not;
import org.linkway.routes.port.Criterion.Present;
import org.linkway.routes.port.Criterion.Refers;
import org.linkway.routes.port.Criterion.Timed;
import org.linkway.routes.port.Criterion.Updated;
import org.linkway.routes.port.Journal.Commit;
import org.linkway.routes.port.PublishedResources.Version;
import org.linkway.routes.port.ResourceSearch.Found;
import org.linkway.routes.port.ResourceSearch.Link;
import org.linkway.routes.port.ResourceSearch.Order;
import org.linkway.routes.port.ResourceSearch.Past;
import org.linkway.routes.port.ResourceSearch.Place;
import org.linkway.routes.port.ResourceSearch.Query;
import org.linkway.routes.port.SearchPages.Kept;
import org.linkway.routes.port.Span;
import org.linkway.workflow.Party;
import org.linkway.workflow.PublishedResource;

/** What a party finds of what was published, and as of when. */
@OnBothDatabases
class ResourceSearchIT {
    private static final String STATUS = "http://hl7.org/fhir/task-status";
    private static final Order BY_STAMP = new Order(Order.By.UPDATED, Optional.empty(), false);
    private static final Order BY_ID = new Order(Order.By.ID, Optional.empty(), true);
    private static final Order BY_AUTHORED = new Order(Order.By.TIME, Optional.of("authored-on"), true);

    private final TestClock clock = new TestClock(NOON);
    private final TestStore store;

    ResourceSearchIT(TestDatabase database) {
        store = new TestStore(database.emptied(), TestQueue.on(database.dataSource()), clock);
    }

    @BeforeEach
    void publishAReferral() {
        publish(
                GP_SYSTEM,
                resource(GP_SYSTEM, "Patient", "ann", """
                        "identifier":[{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"9990000018"}]"""),
                resource(GP_SYSTEM, "ServiceRequest", "request", """
                        "status":"active","subject":{"reference":"Patient/ann"},"authoredOn":"2026-03-02\""""),
                resource(GP_SYSTEM, "Task", "first", """
                        "status":"requested","focus":{"reference":"ServiceRequest/request"},
                        "for":{"reference":"Patient/ann"},"authoredOn":"2026-03-02T09:00:00Z\""""),
                resource(GP_SYSTEM, "Task", "second", """
                        "status":"accepted","owner":{"identifier":{"value":"choir"}},"authoredOn":"2026-03-03T09:00:00Z\""""),
                resource(GP_SYSTEM, "Task", "third", "\"status\":\"accepted\""));
    }

    @Test
    void findsByWhatStandsInTheIndex() {
        Coded accepted = new Coded("status", Optional.of(STATUS), Optional.of("accepted"));

        assertThat(ids(accepted)).containsExactlyInAnyOrder("second", "third");
        assertThat(ids(new Not(accepted))).containsExactly("first");
        assertThat(ids(new Coded("status", Optional.of(""), Optional.of("accepted"))))
                .isEmpty();
        assertThat(ids(new Coded("status", Optional.of(STATUS), Optional.empty())))
                .hasSize(3);
        assertThat(ids(new Present("focus"))).containsExactly("first");
        assertThat(ids(new Not(new Present("focus")), accepted, new HasId("third")))
                .containsExactly("third");
        assertThat(ids(new AnyOf(List.of(new HasId("first"), new HasId("second")))))
                .containsExactlyInAnyOrder("first", "second");
        assertThat(ids(new Refers("focus", Optional.empty(), "request"))).containsExactly("first");
        assertThat(ids(new Refers("focus", Optional.of("Task"), "request"))).isEmpty();
        assertThat(ids(new Coded("owner:identifier", Optional.of(""), Optional.of("choir"))))
                .containsExactly("second");
        assertThat(ids(new Not(new Present("owner:present")))).containsExactlyInAnyOrder("first", "third");
    }

    @Test
    void findsByWhatIsReferredTo() {
        Coded ann = new Coded("identifier", Optional.empty(), Optional.of("9990000018"));

        assertThat(ids(new Linked("patient", "Patient", ann))).containsExactly("first");
        assertThat(ids(new Linked("focus", "ServiceRequest", new Linked("patient", "Patient", ann))))
                .containsExactly("first");
        assertThat(ids(new Linked("patient", "Patient", new Coded("identifier", Optional.empty(), Optional.of("1")))))
                .isEmpty();
    }

    @Test
    void comparesTimesAsTheirPrefixesMean() {
        Span day = new Span(Instant.parse("2026-03-02T00:00:00Z"), Instant.parse("2026-03-03T00:00:00Z"));

        assertThat(authored(Comparison.WITHIN, day)).containsExactly("first");
        assertThat(authored(Comparison.NOT_WITHIN, day)).containsExactly("second");
        assertThat(authored(Comparison.LATER, day)).containsExactly("second");
        assertThat(authored(Comparison.EARLIER, day)).isEmpty();
        assertThat(authored(Comparison.NOT_BEFORE, day)).containsExactly("first", "second");
        assertThat(authored(Comparison.NOT_AFTER, day)).containsExactly("first");
        assertThat(authored(Comparison.STARTS_AFTER, day)).containsExactly("second");
        assertThat(authored(Comparison.ENDS_BEFORE, day)).isEmpty();
        assertThat(authored(Comparison.OVERLAPS, day)).containsExactly("first");
    }

    private List<String> authored(Comparison comparison, Span span) {
        return ids(new Timed("authored-on", new Moment(comparison, span)));
    }

    @Test
    void findsWhatChangedSinceAStampAndWithTheStampItself() {
        Instant seen = store.search().latest();
        publish(GP_SYSTEM, resource(GP_SYSTEM, "Task", "later", "\"status\":\"requested\""));
        Span stamp = new Span(seen, seen.plusMillis(1));

        assertThat(ids(new Updated(new Moment(Comparison.LATER, stamp)))).containsExactly("later");
        assertThat(ids(new Updated(new Moment(Comparison.NOT_BEFORE, stamp)))).hasSize(4);
        assertThat(ids(new Updated(new Moment(Comparison.WITHIN, stamp)))).hasSize(3);
    }

    @Test
    void sortsByTimeAndById() {
        assertThat(pageThrough(BY_AUTHORED, GP_SYSTEM, store.search().latest(), 2))
                .containsExactly("second@1", "first@1", "third@1");
        assertThat(pageThrough(BY_ID, GP_SYSTEM, store.search().latest(), 2))
                .containsExactly("third@1", "second@1", "first@1");
    }

    /** What is written between two pages is found by the next search. */
    @Test
    void pagesThroughWhatStoodWhenTheSearchBegan() {
        Instant began = store.search().latest();
        List<Found> firstPage = find(GP_SYSTEM, began, BY_STAMP, Optional.empty(), 2);
        publish(
                GP_SYSTEM,
                resource(GP_SYSTEM, "Task", "first", "\"status\":\"completed\""),
                resource(GP_SYSTEM, "Task", "third", "\"status\":\"completed\""),
                resource(GP_SYSTEM, "Task", "fourth", "\"status\":\"requested\""));
        List<Found> secondPage =
                find(GP_SYSTEM, began, BY_STAMP, Optional.of(firstPage.get(1).place()), 2);

        assertThat(firstPage).hasSize(2);
        assertThat(names(secondPage)).containsExactly("third@1");
        assertThat(store.search().count(GP_SYSTEM, began, "Task", List.of())).isEqualTo(3);
        assertThat(pageThrough(BY_STAMP, GP_SYSTEM, store.search().latest(), 3))
                .containsExactly("second@1", "first@2", "fourth@1", "third@2");
        assertThat(store.search().targets(GP_SYSTEM, store.search().latest(), focus(), List.of("first")))
                .isEmpty();
        assertThat(store.search().targets(GP_SYSTEM, began, focus(), List.of("first")))
                .hasSize(1);
    }

    @Test
    void followsReferencesBothWays() {
        Instant now = store.search().latest();

        assertThat(store.search().targets(GP_SYSTEM, now, focus(), List.of("first", "second")))
                .extracting(version -> version.resource().id())
                .containsExactly("request");
        assertThat(store.search().sources(GP_SYSTEM, now, focus(), "ServiceRequest", List.of("request")))
                .extracting(version -> version.resource().id())
                .containsExactly("first");
        assertThat(store.search()
                        .targets(GP_SYSTEM, now, new Link("Task", "focus", Optional.of("Patient")), List.of("first")))
                .isEmpty();
    }

    @Test
    void tellsEveryVersionTheLatestFirst() {
        publish(GP_SYSTEM, resource(GP_SYSTEM, "Task", "first", "\"status\":\"accepted\""));
        Instant between = store.search().latest();
        publish(GP_SYSTEM, resource(GP_SYSTEM, "Task", "first", "\"status\":\"completed\""));
        Instant now = store.search().latest();

        assertThat(past(GP_SYSTEM, now, Optional.of("first"), Optional.empty(), Optional.empty()))
                .containsExactly("first@3", "first@2", "first@1");
        assertThat(past(GP_SYSTEM, between, Optional.of("first"), Optional.empty(), Optional.empty()))
                .containsExactly("first@2", "first@1");
        assertThat(past(GP_SYSTEM, now, Optional.empty(), Optional.of(between), Optional.empty()))
                .containsExactly("first@3", "first@2");
        assertThat(past(
                        GP_SYSTEM,
                        now,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new Place(Optional.of(between), "first", 2))))
                .containsExactly("first@1", "second@1", "third@1");
    }

    @Test
    @Hazard("H14")
    void showsAPartyNothingOfAnother() {
        publish(OTHER_GP_SYSTEM, resource(OTHER_GP_SYSTEM, "Task", "theirs", """
                        "status":"requested","for":{"reference":"Patient/ann"},
                        "focus":{"reference":"ServiceRequest/request"}"""));
        Instant now = store.search().latest();
        Linked aboutAnn =
                new Linked("patient", "Patient", new Coded("identifier", Optional.empty(), Optional.of("9990000018")));

        assertThat(pageThrough(BY_STAMP, OTHER_GP_SYSTEM, now, 5)).containsExactly("theirs@1");
        assertThat(ids(new HasId("theirs"))).isEmpty();
        assertThat(store.search().count(OTHER_GP_SYSTEM, now, "Task", List.of(aboutAnn)))
                .isZero();
        assertThat(store.search().targets(OTHER_GP_SYSTEM, now, focus(), List.of("theirs", "first")))
                .isEmpty();
        assertThat(store.search().sources(GP_SYSTEM, now, focus(), "ServiceRequest", List.of("request")))
                .extracting(version -> version.resource().id())
                .containsExactly("first");
        assertThat(past(GP_SYSTEM, now, Optional.of("theirs"), Optional.empty(), Optional.empty()))
                .isEmpty();
        assertThat(store.search().count(LINK_WORKERS, now, "Task", List.of())).isZero();
        assertThat(store.search().count(OPERATOR, now, "Task", List.of())).isEqualTo(4);
    }

    @Test
    void keepsASearchForItsPartyAndForAWhile() {
        Kept search =
                new Kept("Task", "patient.identifier=9990000018", store.search().latest());
        UUID id = store.pages().keep(GP_SYSTEM, search);

        assertThat(store.pages().find(GP_SYSTEM, id)).contains(search);
        assertThat(store.pages().find(OTHER_GP_SYSTEM, id)).isEmpty();

        clock.advance(TestStore.SEARCH_PAGES_KEPT.plus(Duration.ofSeconds(1)));
        assertThat(store.pages().find(GP_SYSTEM, id)).isEmpty();

        store.pages().keep(GP_SYSTEM, search);
        assertThat(store.rows("search_page")).isEqualTo(1);
    }

    private static Link focus() {
        return new Link("Task", "focus", Optional.empty());
    }

    private List<String> ids(Criterion... criteria) {
        return store
                .search()
                .find(
                        GP_SYSTEM,
                        store.search().latest(),
                        new Query("Task", Arrays.asList(criteria), BY_STAMP, Optional.empty(), 50))
                .stream()
                .map(found -> found.version().resource().id())
                .toList();
    }

    private List<String> pageThrough(Order order, Party party, Instant asOf, int size) {
        List<String> all = new ArrayList<>();
        List<Found> page = find(party, asOf, order, Optional.empty(), size);
        while (!page.isEmpty()) {
            all.addAll(names(page));
            page = find(
                    party, asOf, order, Optional.of(page.get(page.size() - 1).place()), size);
        }
        return all;
    }

    private List<Found> find(Party party, Instant asOf, Order order, Optional<Place> after, int limit) {
        return store.search().find(party, asOf, new Query("Task", List.of(), order, after, limit));
    }

    private List<String> past(
            Party party, Instant asOf, Optional<String> id, Optional<Instant> since, Optional<Place> after) {
        return store.search().history(party, asOf, new Past("Task", id, since, after, 50)).stream()
                .map(ResourceSearchIT::name)
                .toList();
    }

    private static List<String> names(List<Found> found) {
        return found.stream().map(it -> name(it.version())).toList();
    }

    private static String name(Version version) {
        return version.resource().id() + "@" + version.version();
    }

    private void publish(Party party, PublishedResource... resources) {
        assertThat(store.journal()
                        .commit(TestChanges.opening(party, LINK_WORKERS).publishing(List.of(resources)), 0))
                .isEqualTo(new Commit.Committed());
    }

    private static PublishedResource resource(Party party, String type, String id, String elements) {
        return new PublishedResource(
                type, id, party.id(), "{\"resourceType\":\"" + type + "\"," + elements.strip() + "}");
    }
}
