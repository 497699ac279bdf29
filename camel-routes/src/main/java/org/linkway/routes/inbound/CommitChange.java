package org.linkway.routes.inbound;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** Whatever the change brings along is published too, as it stands after the events. */
    public Commit commit(Referral before, Change change, Instant now) {
        Map<String, PublishedResource> all = new LinkedHashMap<>();
        change.resources().forEach(brought -> all.put(key(brought), brought));
        ReferralTranslation.Standing standing = (type, id) -> Optional.ofNullable(all.get(type + "/" + id))
                .or(() -> resources.read(linkway, type, id).map(PublishedResources.Version::resource));
        translation.afterEvent(change.referral(), standing, now).forEach(after -> all.put(key(after), after));
        return journal.commit(change.publishing(List.copyOf(all.values())), before.version());
    }

    private static String key(PublishedResource resource) {
        return resource.type() + "/" + resource.id();
    }
}
