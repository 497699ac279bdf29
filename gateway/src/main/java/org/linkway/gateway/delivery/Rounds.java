package org.linkway.gateway.delivery;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What is done again and again, by one node at a time. */
record Rounds(Map<Lane, List<RecurringTask<Void>>> byLane) {
    Rounds {
        byLane = Map.copyOf(byLane);
    }

    static RecurringTask<Void> round(String name, Duration interval, Runnable work) {
        return Tasks.recurring(name, FixedDelay.of(interval)).execute((instance, context) -> work.run());
    }

    List<RecurringTask<Void>> of(Lane lane) {
        return byLane.getOrDefault(lane, List.of());
    }
}
