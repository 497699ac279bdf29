package org.linkway.gateway.delivery;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.linkway.gateway.config.ClockProperties;
import org.linkway.gateway.config.OnwardProperties;
import org.linkway.gateway.store.DeliveryLedger;
import org.linkway.gateway.store.DeliverySchedule;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The queue that the journal adds to, and the scheduler that works it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DeliveryProperties.class)
class DeliveryConfiguration {

    /** Asks for the scheduler only when it wakes it: what the scheduler delivers through needs the journal, and so this. */
    @Bean
    DeliverySchedule deliverySchedule(DataSource dataSource, ObjectProvider<DeliveryScheduler> scheduler) {
        return new DeliveryQueue(dataSource, lane -> scheduler.getObject().wake(lane));
    }

    @Bean
    DeliveryScheduler deliveryScheduler(
            DataSource dataSource,
            DeliveryLedger ledger,
            DeliverOne deliverOne,
            DeliveryProperties properties,
            Rounds rounds,
            Clock clock) {
        BackOff backOff = new BackOff(
                properties.firstRetry(),
                properties.retryFactor(),
                properties.longestRetry(),
                () -> ThreadLocalRandom.current().nextDouble());
        MakeDelivery makeDelivery = new MakeDelivery(ledger, deliverOne, backOff, properties.giveUpAfter(), clock);
        return new DeliveryScheduler(dataSource, DeliveryTask.of(makeDelivery), rounds, properties);
    }

    /** Clocks watch concerns too, so they never wait behind a partner that does not answer. */
    @Bean
    Rounds rounds(
            ClockProperties clocks,
            OnwardProperties onward,
            RingClocks ringClocks,
            MissTasks missTasks,
            AskServices askServices) {
        return new Rounds(Map.of(
                Lane.PRIORITY, List.of(Rounds.round("ring-clocks", clocks.interval(), ringClocks::ring)),
                Lane.ROUTINE,
                        List.of(
                                Rounds.round("miss-tasks", clocks.interval(), missTasks::tell),
                                Rounds.round("ask-services", onward.askInterval(), askServices::ask))));
    }
}
