package org.linkway.workflow;

import static java.util.Map.entry;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.linkway.referral.TimerKind;
import org.linkway.workflow.TimerPolicy.Watch;
import org.linkway.workflow.WorkPolicy.OpeningConcern;
import org.linkway.workflow.WorkPolicy.SecondReferral;

/** What a service that has settled nothing for itself goes by. */
public final class TestPolicies {
    /** The one service with a system of its own. */
    public static final String CONNECTED = "invented-choir";

    public static final int CONTACT_LIMIT = 3;
    public static final WorkPolicy WORK = work(SecondReferral.LINK);
    public static final TimerPolicy TIMES = new TimerPolicy(Map.ofEntries(
            days(TimerKind.ACKNOWLEDGE, 2, 5),
            entry(TimerKind.CONCERN, new Watch(Duration.ofMinutes(15), Duration.ofMinutes(15))),
            days(TimerKind.INFORMATION, 7, 7),
            days(TimerKind.CANCELLATION, 2, 3),
            days(TimerKind.STEP_UP, 14, 7),
            days(TimerKind.PROVIDER_SILENCE, 14, 7),
            days(TimerKind.ONWARD_ENDED, 3, 7),
            days(TimerKind.CHECK_IN, 28, 14),
            days(TimerKind.WAITING_LIST, 28, 14),
            days(TimerKind.CONTACT_LIMIT, 3, 7),
            days(TimerKind.DEATH_REPORT, 2, 5),
            days(TimerKind.AGEING, 30, 14)));
    public static final ReferralTimers TIMERS = new ReferralTimers(TIMES, CONTACT_LIMIT);
    public static final CodingPolicy NO_CODES = new CodingPolicy(List.of());

    private TestPolicies() {}

    public static WorkPolicy work(SecondReferral secondReferral, OpeningConcern... concerns) {
        return new WorkPolicy(CONTACT_LIMIT, Set.of(CONNECTED), secondReferral, Set.of(concerns));
    }

    public static OpenReferral openReferral(WorkPolicy policy, Ids ids) {
        return new OpenReferral(NO_CODES, policy, TIMERS, ids);
    }

    public static RecordEvent recordEvent(CodingPolicy coding, Ids ids) {
        return new RecordEvent(coding, WORK, TIMERS, ids);
    }

    private static Map.Entry<TimerKind, Watch> days(TimerKind kind, int first, int again) {
        return entry(kind, new Watch(Duration.ofDays(first), Duration.ofDays(again)));
    }
}
