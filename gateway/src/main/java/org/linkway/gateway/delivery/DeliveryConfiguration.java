package org.linkway.gateway.delivery;

import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
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
        return new DeliveryQueue(dataSource, () -> scheduler.getObject().wake());
    }

    @Bean
    DeliveryScheduler deliveryScheduler(
            DataSource dataSource,
            DeliveryLedger ledger,
            DeliverOne deliverOne,
            DeliveryProperties properties,
            Clock clock) {
        BackOff backOff = new BackOff(
                properties.firstRetry(),
                properties.retryFactor(),
                properties.longestRetry(),
                () -> ThreadLocalRandom.current().nextDouble());
        MakeDelivery makeDelivery = new MakeDelivery(ledger, deliverOne, backOff, properties.giveUpAfter(), clock);
        return new DeliveryScheduler(dataSource, DeliveryTask.of(makeDelivery), properties);
    }
}
