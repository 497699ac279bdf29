package org.linkway.workflow;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.linkway.referral.Connection;
import org.linkway.referral.ContactAttempt;
import org.linkway.referral.ContactChannel;
import org.linkway.referral.Person;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralEvent;

/** What somebody who reported an event should know, though it was taken: what happened, happened. */
public final class EventWarnings {
    private final ServiceGuard guard;

    public EventWarnings(WorkPolicy policy) {
        this.guard = new ServiceGuard(policy.directory());
    }

    /**
     * One sentence each, without patient data.
     *
     * @param asOf the referral right after the event
     */
    public List<String> of(Referral asOf, ReferralEvent event, LocalDate today) {
        if (event.detail() instanceof ContactAttempt attempt) {
            return attempt.channel()
                    .map(channel -> ofContact(asOf.person(), channel))
                    .orElse(List.of());
        }
        return event.detail() instanceof Connection connection ? guard.warnings(asOf, connection, today) : List.of();
    }

    private static List<String> ofContact(Person person, ContactChannel channel) {
        List<String> warnings = new ArrayList<>();
        if (person.doNotContact()) {
            warnings.add("The person must not be contacted. Read the safe-contact note before anybody tries again.");
        }
        if (person.unusableChannels().contains(channel)) {
            warnings.add("The person cannot be reached by " + channel.code().replace('-', ' ')
                    + ". Try another way; this attempt counts as one.");
        }
        return warnings;
    }
}
