package org.linkway.workflow;

import java.util.ArrayList;
import java.util.List;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralEvent;

/**
 * The words of a text entry. Actions for the GP stand at the top, and where there are none that is said (PRSB: plan and
 * requested actions).
 */
final class EntryNarrative {
    private EntryNarrative() {}

    static String of(Referral referral, ReferralEvent event) {
        List<String> lines = new ArrayList<>();
        lines.add("Actions for the GP: "
                + event.detail()
                        .actionForGp()
                        .map(String::strip)
                        .filter(it -> !it.isEmpty())
                        .orElse("None"));
        lines.add("Social prescribing: " + referral.stage().display() + ".");
        lines.addAll(event.detail().inWords());
        return String.join("\n", lines);
    }
}
