package org.linkway.workflow;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.linkway.referral.EventType;
import org.linkway.referral.Note;
import org.linkway.referral.Published;
import org.linkway.referral.RecordedBy;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralDraft;
import org.linkway.referral.ReferralEvent;

/** Opens a referral: it is REQUESTED, and on its way to the link workers' platform. */
public final class OpenReferral {
    private final Ids ids;

    public OpenReferral(Ids ids) {
        this.ids = ids;
    }

    /**
     * @param worker the party that works referrals of the requested service
     * @param published the ids under which the sender will read it
     */
    public Change open(Party sender, String worker, ReferralDraft draft, Published published, Instant now) {
        UUID referralId = ids.next();
        ReferralEvent received = new ReferralEvent(
                ids.next(),
                EventType.RECEIVED,
                now,
                new RecordedBy(sender.name(), Optional.of("sender")),
                now,
                ReferralEvent.SCHEMA_VERSION,
                new Note(Optional.empty()));
        Referral referral = Referral.open(referralId, sender.id(), worker, draft, published, received);
        Delivery toWorker =
                Delivery.of(ids.next(), referralId, Delivery.Kind.REFERRAL_TO_WORKER, worker, received.id(), now);
        return new Change(referral, received, List.of(), List.of(toWorker), List.of(), Optional.empty());
    }
}
