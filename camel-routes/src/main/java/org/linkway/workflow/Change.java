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
 * @param events what happened, in order; the last of them made this version
 * @param recordEntries planned for the GP record
 * @param movedEntries planned before, and corrected or taken back now
 * @param deliveries to be made
 * @param timers all that run on the referral afterwards
 * @param episode what it means for the person's episode with the service
 * @param resources what parties can read over FHIR afterwards
 * @param unless what has to be absent still when this is written
 * @param answer what is kept to answer a repeat of the request that caused it
 */
public record Change(
        Referral referral,
        List<ReferralEvent> events,
        List<RecordEntry> recordEntries,
        List<RecordEntry> movedEntries,
        List<Delivery> deliveries,
        List<Timer> timers,
        EpisodeStep episode,
        List<PublishedResource> resources,
        List<Absence> unless,
        Optional<KeptAnswer> answer) {
    public Change {
        events = List.copyOf(events);
        recordEntries = List.copyOf(recordEntries);
        movedEntries = List.copyOf(movedEntries);
        deliveries = List.copyOf(deliveries);
        timers = List.copyOf(timers);
        resources = List.copyOf(resources);
        unless = List.copyOf(unless);
    }

    /** Whatever else is there. */
    public Change(
            Referral referral,
            List<ReferralEvent> events,
            List<RecordEntry> recordEntries,
            List<Delivery> deliveries,
            List<Timer> timers,
            EpisodeStep episode,
            List<PublishedResource> resources,
            Optional<KeptAnswer> answer) {
        this(referral, events, recordEntries, List.of(), deliveries, timers, episode, resources, List.of(), answer);
    }

    /** What a change means for the episode that the referral belongs to. */
    public enum EpisodeStep {
        /** The referral is the first open one of its person and service. */
        BEGINS,
        /** It runs beside others. */
        JOINS,
        GOES_ON,
        /** The referral is closed; the episode ends with the last one. */
        LEAVES
    }

    /** With entries that were planned before, as they are now. */
    public Change moving(List<RecordEntry> moved) {
        return new Change(
                referral, events, recordEntries, moved, deliveries, timers, episode, resources, unless, answer);
    }

    public Change publishing(List<PublishedResource> published) {
        return new Change(
                referral, events, recordEntries, movedEntries, deliveries, timers, episode, published, unless, answer);
    }

    public Change unless(List<Absence> absent) {
        return new Change(
                referral, events, recordEntries, movedEntries, deliveries, timers, episode, resources, absent, answer);
    }

    public Change answering(KeptAnswer kept) {
        return new Change(
                referral,
                events,
                recordEntries,
                movedEntries,
                deliveries,
                timers,
                episode,
                resources,
                unless,
                Optional.of(kept));
    }
}
