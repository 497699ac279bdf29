package org.linkway.gateway.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.linkway.gateway.audit.LinkAudit;
import org.linkway.gateway.config.AuditProperties;
import org.linkway.gateway.config.ClockProperties;
import org.linkway.gateway.config.MeshProperties;
import org.linkway.gateway.config.OnwardProperties;
import org.linkway.gateway.config.PartnerProperties;
import org.linkway.gateway.config.RecordProperties;
import org.linkway.gateway.config.RetentionProperties;
import org.linkway.gateway.config.SubscriptionProperties;
import org.linkway.gateway.partner.NeededServices;
import org.linkway.gateway.partner.mesh.MailRound;
import org.linkway.gateway.store.AlertBook;
import org.linkway.gateway.store.DeliveryLedger;
import org.linkway.gateway.store.DeliverySchedule;
import org.linkway.gateway.store.SubscriptionLedger;
import org.linkway.routes.port.PublishedResources;
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
    Destinations destinations(
            DeliveryProperties properties,
            RecordProperties records,
            PartnerProperties partners,
            MeshProperties mesh,
            DeliverySchedule schedule,
            Clock clock) {
        return new Destinations(properties, new SharedEndpoints(records, partners, mesh), schedule::again, clock);
    }

    @Bean
    DeliveryMeters deliveryMeters(MeterRegistry registry) {
        return new DeliveryMeters(registry);
    }

    @Bean
    NodeRounds nodeRounds(
            DeliveryLedger ledger,
            Destinations destinations,
            List<NeededServices> needed,
            AlertBook alerts,
            DeliveryMeters meters,
            Clock clock) {
        TellFailing failing = new TellFailing(ledger, destinations, needed, clock);
        DeliveryGauges gauges = new DeliveryGauges(ledger, destinations, alerts, meters);
        return new NodeRounds(Map.of("tell what fails for it", failing::tell, "read its metrics", gauges::read));
    }

    @Bean
    MakeDelivery makeDelivery(
            DeliveryLedger ledger,
            DeliverySchedule schedule,
            DeliverOne deliverOne,
            Destinations destinations,
            DeliveryProperties properties,
            DeliveryMeters meters,
            Clock clock) {
        return new MakeDelivery(
                ledger,
                schedule,
                deliverOne,
                destinations,
                new AfterAttempt.Patience(backOff(properties), properties.giveUpAfter()),
                meters,
                clock);
    }

    @Bean
    WatchDestinations watchDestinations(
            DeliveryLedger ledger,
            DeliverySchedule schedule,
            AlertBook alerts,
            DeliveryProperties properties,
            Clock clock) {
        return new WatchDestinations(ledger, schedule, alerts, properties.alertAfter(), clock);
    }

    @Bean
    DeliveryScheduler deliveryScheduler(
            DataSource dataSource,
            MakeDelivery makeDelivery,
            NotificationLane notifications,
            Rounds rounds,
            DeliveryProperties properties) {
        return new DeliveryScheduler(dataSource, DeliveryTask.of(makeDelivery), notifications, rounds, properties);
    }

    private static BackOff backOff(DeliveryProperties properties) {
        return new BackOff(
                properties.firstRetry(),
                properties.retryFactor(),
                properties.longestRetry(),
                () -> ThreadLocalRandom.current().nextDouble());
    }

    @Bean
    NotificationLane notificationLane(
            SubscriptionLedger ledger,
            PublishedResources resources,
            TellOne tellOne,
            DeliveryProperties properties,
            SubscriptionProperties subscription,
            Clock clock) {
        NotifySubscriber notifySubscriber = new NotifySubscriber(
                ledger,
                resources,
                tellOne,
                backOff(properties),
                new NotifySubscriber.Patience(subscription.handshakeWithin(), properties.giveUpAfter()),
                subscription.maxCount(),
                clock);
        return new NotificationLane(NotificationTask.of(notifySubscriber), subscription.threads());
    }

    /** Asks for the scheduler only when it wakes it: the scheduler runs what this makes. */
    @Bean
    NumberEvents numberEvents(
            SubscriptionLedger ledger,
            DataSource dataSource,
            ObjectProvider<DeliveryScheduler> scheduler,
            Clock clock) {
        return new NumberEvents(ledger, dataSource, () -> scheduler.getObject().wake(Lane.NOTIFICATION), clock);
    }

    /**
     * Clocks watch concerns too, so they never wait behind a partner that does not answer; and where all subscribers are slow,
     * what there is to tell is numbered still.
     */
    @Bean
    Rounds rounds(
            ClockProperties clocks,
            OnwardProperties onward,
            SubscriptionProperties subscription,
            RingClocks ringClocks,
            MissTasks missTasks,
            AskServices askServices,
            NumberEvents numberEvents,
            MeshProperties mesh,
            MailRound mail,
            DeliveryProperties delivery,
            WatchDestinations watchDestinations,
            AuditProperties audit,
            LinkAudit linkAudit,
            RetentionProperties retention,
            ClearAway clearAway) {
        return new Rounds(Map.of(
                Lane.PRIORITY,
                        List.of(
                                Rounds.round("ring-clocks", clocks.interval(), ringClocks::ring),
                                Rounds.round("number-events", subscription.interval(), numberEvents::number),
                                Rounds.round("watch-destinations", delivery.watchInterval(), watchDestinations::watch)),
                Lane.ROUTINE,
                        List.of(
                                Rounds.round("link-audit", audit.interval(), linkAudit::link),
                                Rounds.round("miss-tasks", clocks.interval(), missTasks::tell),
                                Rounds.round("ask-services", onward.askInterval(), askServices::ask),
                                Rounds.round("collect-mesh", mesh.pollInterval(), mail::collect),
                                Rounds.round("clear-away", retention.interval(), clearAway::clear))));
    }
}
