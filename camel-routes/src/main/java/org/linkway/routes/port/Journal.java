package org.linkway.routes.port;

import java.util.List;
import java.util.UUID;
import org.linkway.referral.RecordEntry;
import org.linkway.workflow.Absence;
import org.linkway.workflow.Change;
import org.linkway.workflow.KeptAnswer;
import org.linkway.workflow.PublishedResource;

/** The only way anything about a referral is written. Each call is one database transaction of its own. */
public interface Journal {

    /**
     * Writes the whole change, or nothing.
     *
     * @param expectedVersion the version of the referral that the decision was made on; 0 for a new referral
     */
    Commit commit(Change change, long expectedVersion);

    /**
     * Keeps a resource that belongs to no referral yet, with the answer to whoever sent it.
     *
     * @param unless what has to be absent still
     */
    Commit keep(PublishedResource resource, List<Absence> unless, KeptAnswer answer);

    /**
     * Writes how an entry for the GP record now stands; false where it has moved on since it was read: what was decided on it
     * is not about how it stands now.
     */
    boolean settle(RecordEntry entry);

    /** What came of a commit. */
    sealed interface Commit {
        record Committed() implements Commit {}

        /** The referral has moved on since it was read, or what had to be absent is there: read again and decide again. */
        record Stale() implements Commit {}

        /** The sender has a referral with one of these business identifiers already, or the event id is taken. */
        record Duplicate(List<UUID> referralIds) implements Commit {}

        /** The claim on the request id was taken over while this request was being worked. */
        record ClaimLost() implements Commit {}
    }
}
