package org.linkway.routes.port;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.linkway.routes.port.PublishedResources.Version;
import org.linkway.workflow.Party;

/**
 * Finds what a party may see, as it stood at one stamp. Nothing becomes visible any more with a stamp that was answered before,
 * so what was found as of it is found again as of it: a reader can take all the time it needs between two pages.
 */
public interface ResourceSearch {

    /** The latest stamp: everything that carries it or an earlier one can be seen. */
    Instant latest();

    /** In the query's order, the same each time it is asked as of this stamp. */
    List<Found> find(Party party, Instant asOf, Query query);

    /** How many meet these criteria. */
    long count(Party party, Instant asOf, String type, List<Criterion> criteria);

    /** What these resources of {@code link.source()} refer to. */
    List<Version> targets(Party party, Instant asOf, Link link, Collection<String> ids);

    /** What of {@code link.source()} refers to these resources of the type {@code target}. */
    List<Version> sources(Party party, Instant asOf, Link link, String target, Collection<String> ids);

    /** All versions up to the stamp, the latest first. */
    List<Version> history(Party party, Instant asOf, Past past);

    /**
     * @param criteria all of which have to be met
     * @param after the last one that was found already
     */
    record Query(String type, List<Criterion> criteria, Order order, Optional<Place> after, int limit) {}

    /** @param time the time of that name in the index, which {@link By#TIME} orders by; missing ones count as the earliest */
    record Order(By by, Optional<String> time, boolean descending) {
        public enum By {
            UPDATED,
            ID,
            TIME
        }
    }

    /** Where in the order something stands. */
    record Place(Optional<Instant> key, String id, long version) {}

    record Found(Version version, Place place) {}

    /** A reference from one type, under a name of its index. */
    record Link(String source, String name, Optional<String> target) {}

    /** @param id empty for all of this type */
    record Past(String type, Optional<String> id, Optional<Instant> since, Optional<Place> after, int limit) {}
}
