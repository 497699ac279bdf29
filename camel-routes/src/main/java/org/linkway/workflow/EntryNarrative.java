package org.linkway.workflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.linkway.referral.EventType;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralEvent;

/**
 * The words of a text entry. Actions for the GP stand at the top, and where there are none that is said (PRSB: plan and
 * requested actions).
 */
final class EntryNarrative {
    private EntryNarrative() {}

    /** @param meaning what the event would have been coded as, where its code could not be verified */
    static String of(Referral referral, ReferralEvent event, Optional<String> meaning) {
        List<String> lines = new ArrayList<>();
        lines.add("Actions for the GP: "
                + event.detail()
                        .actionForGp()
                        .map(String::strip)
                        .filter(it -> !it.isEmpty())
                        .orElse("None"));
        lines.add("Social prescribing: " + referral.stage().display() + ".");
        meaning.ifPresent(lines::add);
        lines.addAll(event.detail().inWords());
        if (!referral.status().isOpen()) {
            lines.addAll(referral.work().summary());
            lines.add(referral.request().risks().inWords());
            lines.addAll(referral.person().accessNeeds());
            attempts(referral).ifPresent(lines::add);
        }
        return String.join("\n", lines);
    }

    /** Attempts to reach the person are told together, when the referral is closed. */
    private static Optional<String> attempts(Referral referral) {
        long attempts = referral.count(EventType.CONTACT_ATTEMPTED);
        return attempts == 0
                ? Optional.empty()
                : Optional.of("Attempts that did not reach the person: " + attempts + ".");
    }
}
