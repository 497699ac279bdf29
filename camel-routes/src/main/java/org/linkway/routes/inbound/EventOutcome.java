package org.linkway.routes.inbound;

import java.util.List;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralEvent;
import org.linkway.workflow.RecordEvent.Refusal;

/** What comes of a reported event. */
public sealed interface EventOutcome {

    /** It stands. A repeat of the same event gets the same: the referral as it was after that event. */
    record Recorded(Referral asOf, ReferralEvent event) implements EventOutcome {}

    /** There is no such referral, or none that the party may see. */
    record NoSuchReferral() implements EventOutcome {}

    /** The referral has moved on since the version that the reporter saw. */
    record MovedOn(long currentVersion) implements EventOutcome {}

    /** Another event has this id. */
    record IdTaken() implements EventOutcome {}

    record Refused(List<Refusal> refusals) implements EventOutcome {}

    /** Many wrote at once; it may be sent again. */
    record Busy() implements EventOutcome {}
}
