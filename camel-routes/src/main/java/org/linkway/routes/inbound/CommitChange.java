package org.linkway.routes.inbound;

import java.time.Instant;
import java.util.List;
import org.linkway.referral.Referral;
import org.linkway.routes.port.Journal;
import org.linkway.routes.port.Journal.Commit;
import org.linkway.routes.port.PublishedResources;
import org.linkway.translation.ReferralTranslation;
import org.linkway.workflow.Change;
import org.linkway.workflow.Party;
import org.linkway.workflow.PublishedResource;

/** Commits what an event changes, with what the sender reads of it over FHIR. */
public final class CommitChange {
    private final ReferralTranslation translation;
    private final PublishedResources resources;
    private final Journal journal;
    private final Party linkway;

    /** @param linkway the gateway itself, which sees every resource */
    public CommitChange(ReferralTranslation translation, PublishedResources resources, Journal journal, Party linkway) {
        this.translation = translation;
        this.resources = resources;
        this.journal = journal;
        this.linkway = linkway;
    }

    public Commit commit(Referral before, Change change, Instant now) {
        List<PublishedResource> published = translation.afterEvent(
                change.referral(),
                (type, id) -> resources.read(linkway, type, id).map(PublishedResources.Version::resource),
                now);
        return journal.commit(change.publishing(published), before.version());
    }
}
