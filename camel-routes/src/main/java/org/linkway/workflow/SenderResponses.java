package org.linkway.workflow;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.linkway.referral.Consent.FeedBack;
import org.linkway.referral.EventType;
import org.linkway.referral.NonAttendance;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralEvent;
import org.linkway.referral.ReferralStatus;
import org.linkway.referral.Role;

/**
 * Of what the sender of a BaRS message is told by a message of its own: how far its referral has come, that the person did not
 * attend, and what the link worker asks. What it causes itself is answered at once.
 */
final class SenderResponses {
    /** How far a referral has come, as far as a BaRS sender is told; a sender is told each end for itself. */
    private static final Map<ReferralStatus, ReferralStatus> PROGRESS =
            Map.of(ReferralStatus.ON_HOLD, ReferralStatus.IN_PROGRESS);

    private static final Set<EventType> TOLD_BY_THEMSELVES =
            EnumSet.of(EventType.DID_NOT_ATTEND, EventType.INFORMATION_REQUESTED, EventType.OUTCOME_CORRECTED);

    private SenderResponses() {}

    /** The event of which the sender is told; empty where it need not be. */
    static Optional<ReferralEvent> of(Referral before, Referral after, List<ReferralEvent> events, Role by) {
        if (by == Role.SENDER || after.conversation().bundleId().isEmpty()) {
            return Optional.empty();
        }
        return progress(before) != progress(after)
                ? Optional.of(events.get(events.size() - 1)).filter(it -> it.type() != EventType.DEATH_REPORTED)
                : events.stream().filter(it -> isToldByItself(after, it)).findFirst();
    }

    private static ReferralStatus progress(Referral referral) {
        return PROGRESS.getOrDefault(referral.status(), referral.status());
    }

    /** That somebody did not come to another service is for the link worker; and where nothing is fed back, nobody is told. */
    private static boolean isToldByItself(Referral referral, ReferralEvent event) {
        return TOLD_BY_THEMSELVES.contains(event.type())
                && referral.request().consent().feedBack() != FeedBack.NOTHING
                && !(event.detail() instanceof NonAttendance missed
                        && missed.onward().isPresent());
    }
}
