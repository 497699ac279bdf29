package org.linkway.routes.port;

import java.time.Instant;
import java.util.List;
import org.linkway.workflow.PublishedResource;

/** ServiceRequests that came alone, and for which no Task has come yet: nobody acts on them. */
public interface WaitingRequests {

    /** Those of which that is to be said now, the longest waiting first. */
    List<PublishedResource> due(Instant now);

    /**
     * Publishes what says so, once for each.
     *
     * @return whether it was; not where a Task has come, or somebody else has said it
     */
    boolean tell(PublishedResource request, PublishedResource notice);
}
