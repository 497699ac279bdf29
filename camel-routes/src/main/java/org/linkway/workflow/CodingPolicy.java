package org.linkway.workflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.linkway.referral.Code;
import org.linkway.referral.EventType;
import org.linkway.referral.FilingStatus;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.RecordEntry.Planned;
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
     * @param oncePerReferral the code stands for the episode, so it is written the first time only
     */
    public record Rule(
            EventType event, When when, RecordResource resource, Optional<Code> code, boolean oncePerReferral) {}

    /** Whether the rule depends on the person having been seen before this event. */
    public enum When {
        ALWAYS,
        BEFORE_FIRST_CONTACT,
        AFTER_FIRST_CONTACT
    }

    List<RecordEntry> entriesFor(Referral referral, ReferralEvent event, Ids ids) {
        List<RecordEntry> entries = new ArrayList<>();
        for (Rule rule : rules) {
            if (rule.event() == event.type() && holds(rule.when(), referral) && !alreadyMade(rule, referral)) {
                entries.add(entry(rule, referral, event, ids));
            }
        }
        return entries;
    }

    private static boolean holds(When when, Referral referral) {
        return switch (when) {
            case ALWAYS -> true;
            case BEFORE_FIRST_CONTACT -> !referral.has(EventType.SEEN);
            case AFTER_FIRST_CONTACT -> referral.has(EventType.SEEN);
        };
    }

    private static boolean alreadyMade(Rule rule, Referral referral) {
        return rule.oncePerReferral()
                && referral.recordEntries().stream()
                        .anyMatch(entry -> entry.code().equals(rule.code()));
    }

    private static RecordEntry entry(Rule rule, Referral referral, ReferralEvent event, Ids ids) {
        return new RecordEntry(
                ids.next(),
                referral.id(),
                event.id(),
                rule.code().isPresent() ? Planned.CODED : Planned.TEXT,
                rule.resource(),
                rule.code(),
                rule.code().isPresent() ? Optional.empty() : Optional.of(EntryNarrative.of(referral, event)),
                event.occurredAt(),
                FilingStatus.PLANNED,
                Optional.empty(),
                Optional.empty());
    }
}
