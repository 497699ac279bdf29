package org.linkway.workflow;

import java.util.Optional;
import org.linkway.referral.Consent.FeedBack;
import org.linkway.referral.Pending;
import org.linkway.referral.Person;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.RecordEntry.Planned;
import org.linkway.referral.Referral;
import org.linkway.referral.RequestStatus;
import org.linkway.referral.Stage;
import org.linkway.referral.Verification;

/** Asked each time before an entry is sent: may it go into this person's record now? What may not is a person's turn. */
public final class FilingCheck {

    /** One sentence why nothing is sent for now, though it may be later; empty where nothing stands in the way. */
    public Optional<String> hold(Referral referral) {
        return referral.pending().contains(Pending.DEATH_REPORT)
                ? Optional.of("Held: the person is reported to have died.")
                : Optional.empty();
    }

    /** One sentence why the entry must not be sent; empty when it may. */
    public Optional<String> objection(Referral referral, RecordEntry entry) {
        Person person = referral.person();
        FeedBack feedBack = referral.request().consent().feedBack();
        if (referral.stage() == Stage.DECEASED) {
            return Optional.of("The person has died: nothing more is filed.");
        }
        if (referral.requestStatus() == RequestStatus.ENTERED_IN_ERROR && !standsForTheEpisode(referral, entry)) {
            return Optional.of("The referral was entered in error, or is a duplicate: nothing is filed for it.");
        }
        if (person.nhsNumber().isEmpty()) {
            return Optional.of("Trace needed: the referral came without an NHS number.");
        }
        if (person.nhsNumberVerification() != Verification.VERIFIED) {
            return Optional.of("Trace needed: the NHS number is not verified (status "
                    + person.nhsNumberVerification().code() + ").");
        }
        if (person.sensitive()) {
            return Optional.of("The person's record is restricted: nothing is sent automatically.");
        }
        if (feedBack == FeedBack.NOTHING) {
            return Optional.of("The person asked that nothing be fed back to the practice.");
        }
        if (feedBack == FeedBack.CODES_ONLY && entry.planned() == Planned.TEXT) {
            return Optional.of("The person asked that only codes be fed back to the practice.");
        }
        if (entry.code().filter(code -> !code.verified()).isPresent()) {
            return Optional.of("The code of this entry could not be verified, so it is not sent as a code.");
        }
        return Optional.empty();
    }

    /** What stands once for an episode is filed for the duplicate too: the referral that goes on would not make it again. */
    private static boolean standsForTheEpisode(Referral referral, RecordEntry entry) {
        return referral.stage() == Stage.DUPLICATE && entry.onceIn().isPresent();
    }
}
