package org.linkway.gateway.delivery;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.SystemClock;
import java.time.Clock;
import javax.sql.DataSource;
import org.linkway.gateway.store.SubscriptionLedger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Numbers what was published for each subscription, and has those told that have something to be told. */
final class NumberEvents {
    private static final Logger LOG = LoggerFactory.getLogger(NumberEvents.class);

    private final SubscriptionLedger ledger;
    private final SchedulerClient tasks;
    private final Runnable wake;
    private final Clock clock;
    /** That there is something to tell is known by our clock; whose turn it is, in the order of coming, by the scheduler's. */
    private final SystemClock schedulerClock = new SystemClock();

    /** @param wake called once there is something to tell */
    NumberEvents(SubscriptionLedger ledger, DataSource dataSource, Runnable wake, Clock clock) {
        this.ledger = ledger;
        this.tasks = SchedulerClient.Builder.create(dataSource)
                .tableName(Lane.NOTIFICATION.table())
                .build();
        this.wake = wake;
        this.clock = clock;
    }

    /** One that fails stops no other. */
    void number() {
        ledger.behind().forEach(this::number);
        boolean any = false;
        for (String subscription : ledger.due(clock.instant())) {
            any |= tasks.scheduleIfNotExists(NotificationTask.instance(subscription), schedulerClock.now());
        }
        if (any) {
            wake.run();
        }
    }

    private void number(String subscription) {
        try {
            ledger.number(subscription);
        } catch (RuntimeException failure) {
            LOG.error(
                    "The events of subscription {} could not be numbered: {}",
                    subscription,
                    failure.getClass().getName());
        }
    }
}
