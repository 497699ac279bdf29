package org.linkway.workflow;

import java.util.List;
import java.util.Optional;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralEvent;

/**
 * Everything that one decision changes: written together or not at all.
 *
 * @param referral as it stands afterwards
 * @param event what happened
 * @param recordEntries planned for the GP record
 * @param deliveries to be made
 * @param resources what parties can read over FHIR afterwards
 * @param answer what is kept to answer a repeat of the request that caused it
 */
public record Change(
        Referral referral,
        ReferralEvent event,
        List<RecordEntry> recordEntries,
        List<Delivery> deliveries,
        List<PublishedResource> resources,
        Optional<KeptAnswer> answer) {
    public Change {
        recordEntries = List.copyOf(recordEntries);
        deliveries = List.copyOf(deliveries);
        resources = List.copyOf(resources);
    }

    public Change publishing(List<PublishedResource> published) {
        return new Change(referral, event, recordEntries, deliveries, published, answer);
    }

    public Change answering(KeptAnswer kept) {
        return new Change(referral, event, recordEntries, deliveries, resources, Optional.of(kept));
    }
}
