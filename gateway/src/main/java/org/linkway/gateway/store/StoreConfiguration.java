package org.linkway.gateway.store;

import java.time.Clock;
import javax.sql.DataSource;
import org.flywaydb.core.api.migration.JavaMigration;
import org.linkway.gateway.config.DoorProperties;
import org.linkway.gateway.config.ReferralJson;
import org.linkway.gateway.security.PartyBook;
import org.linkway.routes.port.DeliveryWaker;
import org.linkway.routes.port.EntrySettlements;
import org.linkway.routes.port.EventFeed;
import org.linkway.routes.port.EventFilters;
import org.linkway.routes.port.Journal;
import org.linkway.routes.port.Matches;
import org.linkway.routes.port.RecordChannels;
import org.linkway.routes.port.RecordEntries;
import org.linkway.routes.port.Referrals;
import org.linkway.routes.port.ResourceSearch;
import org.linkway.routes.port.SearchIndex;
import org.linkway.routes.port.SearchPages;
import org.linkway.routes.port.SubscriptionForm;
import org.linkway.routes.port.WaitingRequests;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The ports that are implemented by the database. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StoreProperties.class)
class StoreConfiguration {

    @Bean
    FlywayMigrationStrategy reopenAfterMigration(DataSource pool) {
        return new ReopenAfterMigration(pool);
    }

    @Bean
    UnitOfWork unitOfWork(TransactionTemplate transaction) {
        return new UnitOfWork(transaction);
    }

    @Bean
    PartyBook partyBook(JdbcClient jdbc, UnitOfWork unitOfWork, AuditBook audit, Clock clock) {
        return new JdbcPartyBook(jdbc, unitOfWork, audit, ReferralJson.mapper(), clock);
    }

    @Bean
    Referrals referrals(JdbcClient jdbc) {
        return new JdbcReferrals(jdbc, ReferralJson.mapper());
    }

    @Bean
    JdbcPublishedResources publishedResources(JdbcClient jdbc, SearchIndex index) {
        return new JdbcPublishedResources(jdbc, index);
    }

    @Bean
    JavaMigration indexStoredResources(SearchIndex index) {
        return new IndexStoredResources(index);
    }

    @Bean
    ResourceSearch resourceSearch(JdbcClient jdbc) {
        return new JdbcResourceSearch(jdbc);
    }

    @Bean
    SearchPages searchPages(JdbcClient jdbc, Clock clock, StoreProperties properties) {
        return new JdbcSearchPages(jdbc, clock, properties.searchPages());
    }

    @Bean
    JdbcDeliveries deliveries(JdbcClient jdbc) {
        return new JdbcDeliveries(jdbc);
    }

    @Bean
    FollowsDeliveries followsDeliveries(JdbcClient jdbc, MeshLedger documents, AuditBook audit, Clock clock) {
        return new EntriesFollow(jdbc, documents, ReferralJson.mapper(), audit, clock);
    }

    @Bean
    JdbcDeliveryLedger deliveryLedger(JdbcClient jdbc, UnitOfWork unitOfWork, FollowsDeliveries follows) {
        return new JdbcDeliveryLedger(jdbc, unitOfWork, follows);
    }

    @Bean
    JdbcDeliveryControl deliveryControl(
            JdbcClient jdbc,
            UnitOfWork unitOfWork,
            DeliverySchedule schedule,
            FollowsDeliveries follows,
            AuditBook audit,
            Clock clock) {
        return new JdbcDeliveryControl(jdbc, unitOfWork, schedule, follows, audit, clock);
    }

    @Bean
    AlertBook alertBook(JdbcClient jdbc, UnitOfWork unitOfWork) {
        return new JdbcAlerts(jdbc, unitOfWork);
    }

    @Bean
    JdbcRequestLedger requestLedger(JdbcClient jdbc, UnitOfWork unitOfWork, Clock clock, StoreProperties properties) {
        return new JdbcRequestLedger(jdbc, unitOfWork, clock, properties.claimLease());
    }

    @Bean
    JdbcClocks clocks(JdbcClient jdbc, UnitOfWork unitOfWork) {
        return new JdbcClocks(jdbc, unitOfWork);
    }

    @Bean
    MeshLedger meshLedger(JdbcClient jdbc, UnitOfWork unitOfWork) {
        return new JdbcMeshLedger(jdbc, unitOfWork);
    }

    @Bean
    EventFeed eventFeed(JdbcClient jdbc) {
        return new JdbcEventFeed(jdbc, ReferralJson.mapper());
    }

    @Bean
    ServiceRequests serviceRequests(JdbcClient jdbc, DoorProperties properties) {
        return new ServiceRequests(jdbc, properties.taskWithin());
    }

    @Bean
    WaitingRequests waitingRequests(
            JdbcClient jdbc,
            UnitOfWork unitOfWork,
            ServiceRequests requests,
            JdbcPublishedResources resources,
            AuditBook audit,
            Clock clock) {
        return new JdbcWaitingRequests(unitOfWork, requests, resources, audit, new StoreClock(jdbc, clock));
    }

    @Bean
    JdbcSubscriptions subscriptions(
            JdbcClient jdbc,
            UnitOfWork unitOfWork,
            JdbcPublishedResources resources,
            JdbcRequestLedger ledger,
            EventFilters filters,
            SubscriptionForm form,
            AuditBook audit,
            Clock clock) {
        return new JdbcSubscriptions(
                jdbc,
                unitOfWork,
                new EventNumbers(jdbc, filters),
                resources,
                ledger,
                form,
                ReferralJson.mapper(),
                audit,
                new StoreClock(jdbc, clock));
    }

    @Bean
    Journal journal(
            JdbcClient jdbc,
            UnitOfWork unitOfWork,
            JdbcDeliveries deliveries,
            DeliverySchedule schedule,
            JdbcRequestLedger ledger,
            JdbcPublishedResources resources,
            JdbcClocks clocks,
            ServiceRequests requests,
            Matches matches,
            AuditBook audit,
            Clock clock) {
        return new JdbcJournal(
                unitOfWork,
                new ReferralWriter(jdbc, ReferralJson.mapper()),
                new EntryWriter(jdbc, ReferralJson.mapper(), audit),
                deliveries,
                schedule,
                ledger,
                resources,
                new Episodes(jdbc),
                clocks,
                new OnwardRegister(jdbc),
                requests,
                matches,
                audit,
                new StoreClock(jdbc, clock));
    }

    @Bean
    RecordEntries recordEntries(JdbcClient jdbc) {
        return new JdbcRecordEntries(jdbc, ReferralJson.mapper());
    }

    @Bean
    EntrySettlements entrySettlements(JdbcClient jdbc, UnitOfWork unitOfWork, AuditBook audit, Clock clock) {
        return new JdbcEntrySettlements(jdbc, unitOfWork, ReferralJson.mapper(), audit, clock);
    }

    @Bean
    JdbcEntryReads entryReads(
            JdbcClient jdbc,
            UnitOfWork unitOfWork,
            AuditBook audit,
            RecordChannels channels,
            DeliveryWaker waker,
            Clock clock) {
        return new JdbcEntryReads(jdbc, unitOfWork, ReferralJson.mapper(), audit, channels, waker, clock);
    }

    @Bean
    Retention retention(JdbcClient jdbc, UnitOfWork unitOfWork, AuditBook audit, Clock clock) {
        return new JdbcRetention(jdbc, unitOfWork, audit, new StoreClock(jdbc, clock));
    }

    @Bean
    AuditBook auditBook(JdbcClient jdbc, UnitOfWork unitOfWork, AuditContext context, Clock clock) {
        return new JdbcAuditBook(jdbc, unitOfWork, context, ReferralJson.mapper(), clock);
    }

    @Bean
    AuditSearch auditSearch(JdbcClient jdbc) {
        return new JdbcAuditSearch(jdbc, ReferralJson.mapper());
    }
}
