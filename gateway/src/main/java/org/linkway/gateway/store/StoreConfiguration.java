package org.linkway.gateway.store;

import java.time.Clock;
import org.linkway.gateway.config.ReferralJson;
import org.linkway.routes.port.Journal;
import org.linkway.routes.port.Referrals;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The ports that are implemented by the database. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StoreProperties.class)
class StoreConfiguration {

    @Bean
    UnitOfWork unitOfWork(TransactionTemplate transaction) {
        return new UnitOfWork(transaction);
    }

    @Bean
    Referrals referrals(JdbcClient jdbc) {
        return new JdbcReferrals(jdbc, ReferralJson.mapper());
    }

    @Bean
    JdbcPublishedResources publishedResources(JdbcClient jdbc) {
        return new JdbcPublishedResources(jdbc);
    }

    @Bean
    JdbcDeliveries deliveries(JdbcClient jdbc) {
        return new JdbcDeliveries(jdbc);
    }

    @Bean
    JdbcRequestLedger requestLedger(JdbcClient jdbc, UnitOfWork unitOfWork, Clock clock, StoreProperties properties) {
        return new JdbcRequestLedger(jdbc, unitOfWork, clock, properties.claimLease());
    }

    @Bean
    Journal journal(
            JdbcClient jdbc,
            UnitOfWork unitOfWork,
            JdbcDeliveries deliveries,
            DeliverySchedule schedule,
            JdbcRequestLedger ledger,
            JdbcPublishedResources resources,
            Clock clock) {
        return new JdbcJournal(
                unitOfWork,
                new ReferralWriter(jdbc, ReferralJson.mapper()),
                deliveries,
                schedule,
                ledger,
                resources,
                new StoreClock(jdbc, clock));
    }
}
