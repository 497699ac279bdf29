package org.linkway.workflow;

import java.time.Duration;
import java.util.Map;
import org.linkway.referral.TimerKind;

/**
 * How long each clock runs.
 *
 * @param watches one for each kind of timer
 */
public record TimerPolicy(Map<TimerKind, Watch> watches) {
    public TimerPolicy {
        watches = Map.copyOf(watches);
        if (watches.size() != TimerKind.values().length) {
            throw new IllegalArgumentException("There has to be a watch for each kind of timer.");
        }
    }

    /**
     * One clock.
     *
     * @param first until somebody is told
     * @param again until it is escalated, and then again each time
     */
    public record Watch(Duration first, Duration again) {}

    Watch watch(TimerKind kind) {
        return watches.get(kind);
    }
}
