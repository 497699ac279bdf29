package org.linkway.conformance.blackbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.linkway.conformance.blackbox.CampaignLife.PlannedEntry;
import org.linkway.conformance.blackbox.CampaignPlan.PlannedReferral;
import org.linkway.conformance.blackbox.CampaignPractice.Channel;

/** What an entry has to say, and about whom, wherever it has come. */
final class CampaignContent {
    private final PlannedReferral planned;
    private final PlannedEntry entry;

    CampaignContent(PlannedReferral planned, PlannedEntry entry) {
        this.planned = planned;
        this.entry = entry;
    }

    /** What is wrong with what a practice has, whatever the gateway says of it. */
    List<String> faults(Arrived arrived) {
        List<String> faults = new ArrayList<>();
        faults.addAll(ofPerson(arrived));
        faults.addAll(ofPlace(arrived));
        if (!arrived.resource().map(entry.resource()::equals).orElse(true)) {
            faults.add("is a " + arrived.resource().orElseThrow() + " at " + arrived.at());
        }
        if (!arrived.codes().stream().allMatch(code -> entry.code().equals(Optional.of(code)))) {
            faults.add("has the codes " + arrived.codes() + " at " + arrived.at());
        }
        Instant happened = planned.events().get(entry.made()).occurredAt();
        if (!arrived.date().equals(Optional.of(happened))) {
            faults.add("has the date " + arrived.date() + " instead of " + happened + " at " + arrived.at());
        }
        if (!isValueRight(arrived)) {
            faults.add("has the value " + arrived.value() + " instead of " + entry.value() + " at " + arrived.at());
        }
        if (entry.words().isPresent() && !isCurrent(arrived) && !isAsBefore(arrived)) {
            faults.add("has words that nobody told: '" + arrived.words() + "' at " + arrived.at());
        }
        return faults;
    }

    private List<String> ofPerson(Arrived arrived) {
        // What is read here is the sender's own referral, by the number that it sent.
        String number = arrived.isBy(Channel.PULL) ? planned.sentNumber() : planned.nhsNumber();
        return number.equals(arrived.nhsNumber())
                ? List.of()
                : List.of("is about another person, under " + arrived.nhsNumber() + ", at " + arrived.at());
    }

    private List<String> ofPlace(Arrived arrived) {
        List<String> faults = new ArrayList<>();
        if (!planned.practicesFor(entry.made()).contains(arrived.at())) {
            faults.add("lies at " + arrived.at() + ", for which it was not meant");
        }
        if (planned.turn().stops() && planned.turn().isKnownAt(entry.made())) {
            faults.add("lies at " + arrived.at() + " although " + planned.turn().kind());
        }
        return faults;
    }

    private boolean isValueRight(Arrived arrived) {
        return entry.value().isPresent()
                ? arrived.value()
                        .filter(it -> it.compareTo(entry.value().get()) == 0)
                        .isPresent()
                : arrived.value().isEmpty();
    }

    /** Whether it says what was told last. */
    boolean isCurrent(Arrived arrived) {
        return entry.words().map(arrived::says).orElse(true)
                && entry.wordsBefore().map(it -> !arrived.says(it)).orElse(true);
    }

    private boolean isAsBefore(Arrived arrived) {
        return entry.wordsBefore().map(arrived::says).orElse(false);
    }

    /** Whether every line of these words is there, the first with or without what it begins with. */
    static boolean holds(Arrived arrived, String words) {
        return words.lines()
                .map(line -> line.replaceFirst("^Actions for the GP:", ""))
                .allMatch(arrived::says);
    }

    boolean isCodedAsPlanned(Arrived arrived) {
        return entry.code().map(arrived.codes()::contains).orElse(true);
    }
}
