package org.linkway.workflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.linkway.referral.Code;
import org.linkway.referral.ContactAttempt;
import org.linkway.referral.ContactChannel;
import org.linkway.referral.EventType;
import org.linkway.referral.Instrument;
import org.linkway.referral.Measure;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.RecordEntry.RecordResource;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralEvent;

/**
 * Which event makes which entries in the GP record: data, from configuration. Its codes are the only ones that ever leave as
 * codes.
 *
 * @param version by which whoever approved it knows it
 */
public record CodingPolicy(String version, List<Rule> rules) {
    public CodingPolicy {
        rules = List.copyOf(rules);
    }

    /** One that nobody has given a version. */
    public CodingPolicy(List<Rule> rules) {
        this("without a version", rules);
    }

    /** Whether it lists the code, verified, now: an entry may have been planned under another version. */
    boolean lists(Code code) {
        return code.verified()
                && rules.stream()
                        .flatMap(rule -> rule.code().stream())
                        .anyMatch(listed -> listed.verified() && listed.meansTheSameAs(code));
    }

    /**
     * One entry that an event makes.
     *
     * @param measuredWith the instrument whose score the entry carries; empty where nothing was measured, or for any of them
     * @param code empty for an entry in words; one that could not be verified makes an entry in words, too
     * @param oncePerEpisode the code stands for the episode, so it is written the first time only
     */
    public record Rule(
            EventType event,
            When when,
            Optional<Instrument> measuredWith,
            RecordResource resource,
            Optional<Code> code,
            boolean oncePerEpisode) {
        /** Of what is not measured. */
        public Rule(EventType event, When when, RecordResource resource, Optional<Code> code, boolean oncePerEpisode) {
            this(event, when, Optional.empty(), resource, code, oncePerEpisode);
        }

        private boolean isOf(ReferralEvent happened) {
            return happened.type() == event
                    && (measuredWith.isEmpty()
                            || (happened.detail() instanceof Measure measure
                                    && measure.instrument().equals(measuredWith)));
        }
    }

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
            if (rule.isOf(event) && holds(rule.when(), referral, event) && !alreadyMade(rule, referral, inEpisode)) {
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
                        .filter(entry -> !entry.takenBack())
                        .flatMap(entry -> entry.code().or(entry::unverifiedCode).stream())
                        .anyMatch(
                                code -> rule.code().filter(code::meansTheSameAs).isPresent());
    }

    /** A code that could not be verified never leaves as one: the entry says in words what it means, and that it does. */
    private static RecordEntry entry(Rule rule, Referral referral, ReferralEvent event, Ids ids) {
        Optional<Code> code = rule.code().filter(Code::verified);
        Optional<String> unverified = rule.code().filter(it -> !it.verified()).map(CodingPolicy::inWords);
        Optional<Measure> measure =
                code.isPresent() && event.detail() instanceof Measure taken ? Optional.of(taken) : Optional.empty();
        RecordEntry entry = RecordEntry.planned(
                ids.next(),
                referral.id(),
                event.id(),
                code.isPresent() ? rule.resource() : RecordResource.COMMUNICATION,
                code,
                measure,
                code.isPresent() ? Optional.empty() : Optional.of(EntryNarrative.of(referral, event, unverified)),
                event.occurredAt(),
                code.isPresent()
                        ? Optional.of(referral.episode()).filter(it -> rule.oncePerEpisode())
                        : Optional.empty());
        return code.isPresent() ? entry : rule.code().map(entry::insteadOf).orElse(entry);
    }

    private static String inWords(Code unverified) {
        return unverified.display().orElse("Code " + unverified.code())
                + " (in words, because its code could not be verified).";
    }
}
