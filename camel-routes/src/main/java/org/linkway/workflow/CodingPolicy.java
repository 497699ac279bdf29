package org.linkway.workflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.linkway.referral.Code;
import org.linkway.referral.ContactAttempt;
import org.linkway.referral.ContactChannel;
import org.linkway.referral.EventType;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.RecordEntry.RecordResource;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralEvent;

/** Which event makes which entries in the GP record: data, from configuration. */
public record CodingPolicy(List<Rule> rules) {
    public CodingPolicy {
        rules = List.copyOf(rules);
    }

    /**
     * One entry that an event makes.
     *
     * @param code empty for an entry in words
     * @param oncePerEpisode the code stands for the episode, so it is written the first time only
     */
    public record Rule(
            EventType event, When when, RecordResource resource, Optional<Code> code, boolean oncePerEpisode) {}

    /** Whether the rule depends on the person having been seen before this event, or on how contact was tried. */
    public enum When {
        ALWAYS,
        BEFORE_FIRST_CONTACT,
        AFTER_FIRST_CONTACT,
        BY_TELEPHONE
    }

    List<RecordEntry> entriesFor(Referral referral, ReferralEvent event, List<RecordEntry> inEpisode, Ids ids) {
        List<RecordEntry> entries = new ArrayList<>();
        for (Rule rule : rules) {
            if (rule.event() == event.type()
                    && holds(rule.when(), referral, event)
                    && !alreadyMade(rule, referral, inEpisode)) {
                entries.add(entry(rule, referral, event, ids));
            }
        }
        return entries;
    }

    private static boolean holds(When when, Referral referral, ReferralEvent event) {
        boolean seenBefore = referral.events().stream()
                .anyMatch(earlier ->
                        earlier.type() == EventType.SEEN && !earlier.id().equals(event.id()));
        return switch (when) {
            case ALWAYS -> true;
            case BEFORE_FIRST_CONTACT -> !seenBefore;
            case AFTER_FIRST_CONTACT -> seenBefore;
            case BY_TELEPHONE ->
                event.detail() instanceof ContactAttempt attempt
                        && attempt.channel().equals(Optional.of(ContactChannel.TELEPHONE));
        };
    }

    private static boolean alreadyMade(Rule rule, Referral referral, List<RecordEntry> inEpisode) {
        return rule.oncePerEpisode()
                && Stream.concat(referral.recordEntries().stream(), inEpisode.stream())
                        .flatMap(entry -> entry.code().stream())
                        .anyMatch(
                                code -> rule.code().filter(code::meansTheSameAs).isPresent());
    }

    private static RecordEntry entry(Rule rule, Referral referral, ReferralEvent event, Ids ids) {
        return RecordEntry.planned(
                ids.next(),
                referral.id(),
                event.id(),
                rule.resource(),
                rule.code(),
                Optional.empty(),
                rule.code().isPresent() ? Optional.empty() : Optional.of(EntryNarrative.of(referral, event)),
                event.occurredAt(),
                Optional.of(referral.episode()).filter(episode -> rule.oncePerEpisode()));
    }
}
