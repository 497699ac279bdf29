package org.linkway.routes.port;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.linkway.workflow.Party;

/** Searches whose next page somebody may come back for, on any node. What was searched for stands here and not in the link. */
public interface SearchPages {

    /** Keeps it for a while. */
    UUID keep(Party party, Kept kept);

    /** Empty where it is kept no longer, or was another party's. */
    Optional<Kept> find(Party party, UUID id);

    /**
     * @param path what was asked, such as {@code Task} or {@code Task/1/_history}
     * @param query how, as a query string
     */
    record Kept(String path, String query, Instant asOf) {}
}
