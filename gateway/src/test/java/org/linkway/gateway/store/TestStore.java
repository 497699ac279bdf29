package org.linkway.gateway.store;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.linkway.gateway.config.ReferralJson;
import org.linkway.gateway.fhir.search.ResourceIndex;
import org.linkway.gateway.fhir.search.SearchMatches;
import org.linkway.gateway.fhir.search.TopicFilters;
import org.linkway.gateway.security.PartyBook;
import org.linkway.routes.port.Clocks;
import org.linkway.routes.port.Deliveries;
import org.linkway.routes.port.DeliveryControl;
import org.linkway.routes.port.DeliveryWaker;
import org.linkway.routes.port.EntrySettlements;
import org.linkway.routes.port.EventFeed;
import org.linkway.routes.port.Journal;
import org.linkway.routes.port.PublishedResources;
import org.linkway.routes.port.Referrals;
import org.linkway.routes.port.RequestLedger;
import org.linkway.routes.port.ResourceSearch;
import org.linkway.routes.port.SearchPages;
import org.linkway.routes.port.Subscriptions;
import org.linkway.routes.port.WaitingRequests;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The store on one database, put together as {@link StoreConfiguration} does. */
public final class TestStore {
    public static final Duration LEASE = Duration.ofSeconds(60);
    public static final Duration SEARCH_PAGES_KEPT = Duration.ofHours(1);
    public static final Duration LINK_WITHIN = Duration.ofHours(1);
    public static final Duration TASK_WITHIN = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final AuditBook audit;
    private final AuditSearch auditSearch;
    private final AuditChain auditChain;
    private final PartyBook parties;
    private final Retention retention;
    private final WaitingRequests waiting;
    private final Journal journal;
    private final Referrals referrals;
    private final JdbcPublishedResources resources;
    private final ResourceSearch search;
    private final SearchPages pages;
    private final JdbcRequestLedger ledger;
    private final JdbcDeliveries deliveries;
    private final DeliveryLedger deliveryLedger;
    private final JdbcDeliveryControl deliveryControl;
    private final AlertBook alerts;
    private final JdbcClocks clocks;
    private final EventFeed feed;
    private final JdbcSubscriptions subscriptions;
    private final MeshLedger mesh;
    private final EntrySettlements settlements;

    public TestStore(DataSource dataSource, DeliverySchedule schedule, Clock clock) {
        this(dataSource, schedule, FollowsDeliveries.NOTHING, clock);
    }

    public TestStore(DataSource dataSource, DeliverySchedule schedule, FollowsDeliveries follows, Clock clock) {
        StoreConfiguration configuration = new StoreConfiguration();
        this.jdbc = JdbcClient.create(dataSource);
        UnitOfWork unitOfWork =
                configuration.unitOfWork(new TransactionTemplate(new JdbcTransactionManager(dataSource)));
        this.audit = configuration.auditBook(jdbc, unitOfWork, new TestAuditContext(), clock);
        this.auditSearch = configuration.auditSearch(jdbc);
        this.parties = configuration.partyBook(jdbc, unitOfWork, audit, clock);
        this.auditChain = new JdbcAuditChain(jdbc, unitOfWork, ReferralJson.mapper(), clock, LINK_WITHIN);
        StoreProperties properties = new StoreProperties(LEASE, SEARCH_PAGES_KEPT);
        this.search = configuration.resourceSearch(jdbc);
        this.pages = configuration.searchPages(jdbc, clock, properties);
        this.referrals = configuration.referrals(jdbc);
        this.resources = configuration.publishedResources(jdbc, new ResourceIndex());
        this.deliveries = configuration.deliveries(jdbc);
        this.deliveryLedger = configuration.deliveryLedger(jdbc, unitOfWork, follows);
        this.deliveryControl = configuration.deliveryControl(jdbc, unitOfWork, schedule, follows, audit, clock);
        this.alerts = configuration.alertBook(jdbc, unitOfWork);
        this.ledger = configuration.requestLedger(jdbc, unitOfWork, clock, properties);
        this.retention = configuration.retention(jdbc, unitOfWork, audit, clock);
        this.clocks = configuration.clocks(jdbc, unitOfWork);
        this.mesh = configuration.meshLedger(jdbc, unitOfWork);
        this.settlements = configuration.entrySettlements(jdbc, unitOfWork, audit, clock);
        this.feed = configuration.eventFeed(jdbc);
        ServiceRequests requests = new ServiceRequests(jdbc, TASK_WITHIN);
        this.waiting = configuration.waitingRequests(jdbc, unitOfWork, requests, resources, audit, clock);
        this.subscriptions = configuration.subscriptions(
                jdbc,
                unitOfWork,
                resources,
                ledger,
                new TopicFilters(() -> "https://gateway.example.org/fhir", clock),
                TestSubscriptions::restated,
                audit,
                clock);
        this.journal = configuration.journal(
                jdbc,
                unitOfWork,
                deliveries,
                schedule,
                ledger,
                resources,
                clocks,
                requests,
                new SearchMatches(search),
                audit,
                clock);
    }

    public AuditBook audit() {
        return audit;
    }

    public AuditSearch auditSearch() {
        return auditSearch;
    }

    public PartyBook parties() {
        return parties;
    }

    public AuditChain auditChain() {
        return auditChain;
    }

    public MeshLedger mesh() {
        return mesh;
    }

    public EntrySettlements settlements() {
        return settlements;
    }

    public Retention retention() {
        return retention;
    }

    public Clocks clocks() {
        return clocks;
    }

    public WaitingRequests waiting() {
        return waiting;
    }

    public Subscriptions subscriptions() {
        return subscriptions;
    }

    public SubscriptionLedger subscriptionLedger() {
        return subscriptions;
    }

    public EventFeed feed() {
        return feed;
    }

    public Journal journal() {
        return journal;
    }

    public Referrals referrals() {
        return referrals;
    }

    public PublishedResources resources() {
        return resources;
    }

    public ResourceSearch search() {
        return search;
    }

    public SearchPages pages() {
        return pages;
    }

    public RequestLedger ledger() {
        return ledger;
    }

    public Deliveries deliveries() {
        return deliveries;
    }

    public DeliveryLedger deliveryLedger() {
        return deliveryLedger;
    }

    public DeliveryControl deliveryControl() {
        return deliveryControl;
    }

    public DeliveryWaker deliveryWaker() {
        return deliveryControl;
    }

    public AlertBook alerts() {
        return alerts;
    }

    public JdbcClient jdbc() {
        return jdbc;
    }

    public long rows(String table) {
        return jdbc.sql("select count(*) from " + table).query(Long.class).single();
    }

    public boolean isScheduled(UUID delivery) {
        return jdbc.sql("select count(*) from scheduled_tasks where task_instance = :id")
                        .param("id", delivery.toString())
                        .query(Long.class)
                        .single()
                == 1;
    }
}
