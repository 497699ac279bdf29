package org.linkway.routes.port;

import java.util.UUID;

/** Told when something has come back for a document that was handed over on a {@link DocumentChannel}. */
@FunctionalInterface
public interface DocumentNews {

    /**
     * {@link DocumentChannel#receipt} may say something else of this entry now. The same news may come more than once, and
     * what fails here is told again later.
     */
    void arrived(UUID entryId);
}
