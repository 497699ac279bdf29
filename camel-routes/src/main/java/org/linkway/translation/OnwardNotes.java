package org.linkway.translation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.linkway.referral.Connection;
import org.linkway.referral.OnwardReferral;
import org.linkway.referral.Person;
import org.linkway.referral.Referral;
import org.linkway.referral.Risks.Statement;
import org.linkway.referral.SupportNeed;

/** What every onward service is told in words, whatever the form and however little else it is told. */
final class OnwardNotes {
    private static final String ASK =
            "Risks are known to the link worker service: speak to it before the first contact.";

    private OnwardNotes() {}

    /** How to be careful, then risks, then what helps the person to take part. */
    static List<String> of(Referral referral, OnwardReferral onward) {
        List<String> notes = new ArrayList<>(onContact(referral.person()));
        notes.add(onRisks(referral, onward));
        notes.addAll(referral.person().accessNeeds());
        supportNeeds(referral)
                .map(SupportNeed::words)
                .distinct()
                .forEach(words -> notes.add("Helps to take part: " + words));
        return notes;
    }

    /** Goes wherever contact details go (hazard H12), and where they are withheld. */
    static List<String> onContact(Person person) {
        List<String> notes = new ArrayList<>();
        person.safeContactNote().ifPresent(words -> notes.add("Safe contact: " + words));
        if (person.doNotContact()) {
            notes.add("Do not contact the person.");
        }
        if (person.sensitive()) {
            notes.add("How to reach the person is withheld: make contact through the link worker service alone.");
        }
        return notes;
    }

    /** There is always a sentence (hazard H6). What was told to the link worker stays there unless they say what to pass on. */
    private static String onRisks(Referral referral, OnwardReferral onward) {
        Optional<String> stated = stated(referral, onward);
        if (stated.isPresent()) {
            return "Risks: " + stated.get();
        }
        return areKnown(referral) ? ASK : referral.request().risks().inWords();
    }

    /** What the link worker said that this service has to know. */
    static Optional<String> stated(Referral referral, OnwardReferral onward) {
        return referral.event(onward.id())
                .filter(event -> event.detail() instanceof Connection)
                .flatMap(event -> ((Connection) event.detail()).risk())
                .filter(words -> !words.isBlank());
    }

    /** What to tell of risks; empty where nobody has stated anything. */
    static Optional<String> risks(Referral referral, OnwardReferral onward) {
        return stated(referral, onward).or(() -> Optional.of(ASK).filter(it -> areKnown(referral)));
    }

    /** Also where they were raised after the referral, or are about safeguarding. */
    private static boolean areKnown(Referral referral) {
        return referral.request().risks().statement() == Statement.RISKS_STATED
                || referral.request().safeguarding().isPresent()
                || !referral.work().concerns().isEmpty();
    }

    /** What the referrer stated and what the person stated. */
    private static Stream<SupportNeed> supportNeeds(Referral referral) {
        return Stream.concat(
                referral.request().supportNeeds().stream(),
                referral.work().needs().stream().flatMap(it -> it.supportNeeds().stream()));
    }
}
