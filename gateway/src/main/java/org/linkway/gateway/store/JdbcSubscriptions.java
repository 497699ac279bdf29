package org.linkway.gateway.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.linkway.referral.Kebab;
import org.linkway.routes.port.Journal.Commit;
import org.linkway.routes.port.PublishedResources.Version;
import org.linkway.routes.port.SubscriptionForm;
import org.linkway.routes.port.Subscriptions;
import org.linkway.workflow.AuditEntry.Action;
import org.linkway.workflow.KeptAnswer;
import org.linkway.workflow.Notification.Event;
import org.linkway.workflow.Party;
import org.linkway.workflow.PublishedResource;
import org.linkway.workflow.Subscription;
import org.linkway.workflow.Subscription.Status;
import org.linkway.workflow.SubscriptionProgress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.transaction.TransactionStatus;
import tools.jackson.databind.json.JsonMapper;

/** The tables {@code subscription} and {@code subscription_event}. Whoever writes holds the subscription's row first. */
final class JdbcSubscriptions implements Subscriptions, SubscriptionLedger {
    private static final Logger LOG = LoggerFactory.getLogger(JdbcSubscriptions.class);
    private static final String TYPE = "Subscription";

    /** Whose events are numbered. What happened before the first handshake is numbered after it. */
    private static final String NUMBERED = "activated and status <> 'off'";

    private final JdbcClient jdbc;
    private final UnitOfWork unitOfWork;
    private final EventNumbers numbers;
    private final JdbcPublishedResources resources;
    private final JdbcRequestLedger ledger;
    private final SubscriptionForm form;
    private final JsonMapper json;
    private final AuditBook audit;
    private final StoreClock clock;

    JdbcSubscriptions(
            JdbcClient jdbc,
            UnitOfWork unitOfWork,
            EventNumbers numbers,
            JdbcPublishedResources resources,
            JdbcRequestLedger ledger,
            SubscriptionForm form,
            JsonMapper json,
            AuditBook audit,
            StoreClock clock) {
        this.jdbc = jdbc;
        this.unitOfWork = unitOfWork;
        this.numbers = numbers;
        this.resources = resources;
        this.ledger = ledger;
        this.form = form;
        this.json = json;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param numberedTo the stamp up to which its events are numbered */
    private record Row(SubscriptionProgress progress, Instant numberedTo) {
        Status status() {
            return progress.subscription().status();
        }
    }

    @Override
    public Commit create(Subscription subscription, PublishedResource resource, KeptAnswer answer) {
        return unitOfWork.write(transaction -> {
            Instant stamp = clock.draw();
            SubscriptionProgress begun = SubscriptionProgress.of(subscription, clock.now());
            jdbc.sql("""
                            insert into subscription (id, party, status, activated, numbered_to, events, delivered, attempts,
                                next_attempt_at, document)
                            values (:id, :party, :status, false, :stamp, 0, 0, 0, :stamp, '')
                            """)
                    .param("id", subscription.id())
                    .param("party", subscription.owner().id())
                    .param("status", Kebab.of(subscription.status()))
                    .param("stamp", Instants.column(stamp))
                    .update();
            write(begun);
            return answered(transaction, resource.id(), Action.CREATE, publish(resource, stamp), answer);
        });
    }

    @Override
    public Commit update(
            Subscription subscription, PublishedResource resource, long expectedVersion, KeptAnswer answer) {
        return changing(
                subscription.owner(),
                subscription.id(),
                expectedVersion,
                (transaction, row) -> {
                    Instant stamp = drawFor(subscription, transaction);
                    if (row.status() == Status.OFF) {
                        jdbc.sql("update subscription set numbered_to = :stamp where id = :id")
                                .param("stamp", Instants.column(stamp))
                                .param("id", subscription.id())
                                .update();
                    }
                    write(row.progress().restated(subscription, clock.now()));
                    return publish(resource, stamp);
                },
                Action.UPDATE,
                answer);
    }

    @Override
    public Commit delete(Party owner, String id, long expectedVersion, KeptAnswer answer) {
        return changing(
                owner,
                id,
                expectedVersion,
                (transaction, row) -> {
                    jdbc.sql("delete from subscription_event where subscription_id = :id")
                            .param("id", id)
                            .update();
                    jdbc.sql("delete from subscription where id = :id")
                            .param("id", id)
                            .update();
                    resources.withdraw(resources.read(owner, TYPE, id).orElseThrow(), clock.draw());
                    return Map.of();
                },
                Action.DELETE,
                answer);
    }

    /** What is done to a row that nobody else can change; gives the versions it made. */
    private interface Work {
        Map<String, Long> on(TransactionStatus transaction, Row row);
    }

    private Commit changing(Party owner, String id, long expectedVersion, Work work, Action action, KeptAnswer answer) {
        return unitOfWork.write(transaction -> {
            Optional<Row> row = locked(id);
            if (row.isEmpty()
                    || current(owner, id).filter(it -> it == expectedVersion).isEmpty()) {
                return new Commit.Stale();
            }
            return answered(transaction, id, action, work.on(transaction, row.get()), answer);
        });
    }

    /** The stamp of a change. Nothing looks behind that of {@code off} again, so what happened before is numbered first. */
    private Instant drawFor(Subscription after, TransactionStatus transaction) {
        return after.status() == Status.OFF ? drawToStop(after.id(), transaction) : clock.draw();
    }

    /** Whoever draws holds up all writers, so most is numbered before. What cannot be numbered is stopped all the same. */
    private Instant drawToStop(String id, TransactionStatus transaction) {
        Object asItWas = transaction.createSavepoint();
        try {
            numberUpTo(id, numbers.latest());
            Instant stamp = clock.draw();
            numberUpTo(id, stamp);
            return stamp;
        } catch (RuntimeException failure) {
            transaction.rollbackToSavepoint(asItWas);
            LOG.error(
                    "The last events of subscription {}, which is turned off, could not be numbered: {}",
                    id,
                    failure.getClass().getName());
            return clock.draw();
        }
    }

    private Optional<Long> current(Party owner, String id) {
        return resources.read(owner, TYPE, id).map(Version::version);
    }

    private Commit answered(
            TransactionStatus transaction, String id, Action action, Map<String, Long> versions, KeptAnswer answer) {
        if (ledger.succeed(answer, versions, Optional.empty())) {
            audit.record(AuditedWrites.ofSubscription(id, action, versions).answered(answer.httpStatus()));
            return new Commit.Committed();
        }
        transaction.setRollbackOnly();
        return new Commit.ClaimLost();
    }

    private Map<String, Long> publish(PublishedResource resource, Instant stamp) {
        return resources.publish(resources.indexed(List.of(resource)), stamp);
    }

    @Override
    public void step(String id, UnaryOperator<SubscriptionProgress> step) {
        unitOfWork.write(transaction -> locked(id).map(row -> {
            SubscriptionProgress before = row.progress();
            SubscriptionProgress after = step.apply(before);
            if (!after.subscription().equals(before.subscription())) {
                publishStatus(after.subscription(), transaction);
            }
            write(after);
            return after;
        }));
    }

    private void publishStatus(Subscription after, TransactionStatus transaction) {
        Instant stamp = drawFor(after, transaction);
        resources
                .read(after.owner(), TYPE, after.id())
                .ifPresent(version -> audit.record(AuditedWrites.ofSubscription(
                        after.id(), Action.UPDATE, publish(form.restated(version.resource(), after), stamp))));
    }

    @Override
    public List<String> behind() {
        return jdbc.sql("select id from subscription where " + NUMBERED
                        + " and numbered_to < (select last_stamp from store_clock) order by id")
                .query(String.class)
                .list();
    }

    @Override
    public void number(String id) {
        unitOfWork.write(transaction -> {
            numberUpTo(id, numbers.latest());
            return true;
        });
    }

    private void numberUpTo(String id, Instant stamp) {
        row(id, "and " + NUMBERED + " for update")
                .filter(row -> row.numberedTo().isBefore(stamp))
                .ifPresent(row -> numbers.number(
                        row.progress().subscription(),
                        row.numberedTo(),
                        row.progress().events(),
                        stamp));
    }

    @Override
    public List<String> due(Instant now) {
        return jdbc.sql("""
                        select id from subscription
                        where status <> 'off' and ends_at <= :now
                            or next_attempt_at <= :now
                                and (status = 'requested' or status = 'active' and (events > delivered or heartbeat_at <= :now))
                        order by next_attempt_at, id
                        """)
                .param("now", Instants.column(now))
                .query(String.class)
                .list();
    }

    @Override
    public Optional<SubscriptionProgress> progress(String id) {
        return row(id, "").map(Row::progress);
    }

    @Override
    public List<Event> undelivered(SubscriptionProgress progress, int limit) {
        return events(progress.subscription().id(), progress.delivered() + 1, progress.events(), limit);
    }

    @Override
    public Optional<SubscriptionProgress> find(Party party, String id) {
        return seen(party, "id = :id")
                .param("id", id)
                .query(this::row)
                .optional()
                .map(Row::progress);
    }

    @Override
    public List<SubscriptionProgress> list(Party party) {
        return seen(party, "true").query(this::row).list().stream()
                .map(Row::progress)
                .toList();
    }

    private StatementSpec seen(Party party, String condition) {
        return jdbc.sql("select * from subscription where " + condition + " and " + Visibility.ofSubscriptions(party)
                        + " order by id")
                .param("party", party.id());
    }

    @Override
    public List<Event> events(Party party, String id, long since, long until, int limit) {
        return find(party, id).isPresent() ? events(id, since, until, limit) : List.of();
    }

    private List<Event> events(String id, long since, long until, int limit) {
        return jdbc.sql("""
                        select * from subscription_event
                        where subscription_id = :id and number between :since and :until
                        order by number
                        limit :limit
                        """)
                .param("id", id)
                .param("since", since)
                .param("until", until)
                .param("limit", limit)
                .query(JdbcSubscriptions::event)
                .list();
    }

    private static Event event(ResultSet row, int number) throws SQLException {
        return new Event(
                row.getLong("number"),
                row.getString("type"),
                row.getString("resource_id"),
                row.getLong("version"),
                Instants.read(row, "stamp"),
                Optional.empty());
    }

    /** All but how far it is numbered, which {@link EventNumbers} writes. */
    private void write(SubscriptionProgress progress) {
        Subscription subscription = progress.subscription();
        jdbc.sql("""
                        update subscription
                        set status = :status, activated = activated or :active, delivered = :delivered,
                            attempts = :attempts, failing_since = :failingSince, next_attempt_at = :nextAttemptAt,
                            heartbeat_at = :heartbeatAt, ends_at = :endsAt, document = :document
                        where id = :id
                        """)
                .param("status", Kebab.of(subscription.status()))
                .param("active", subscription.status() == Status.ACTIVE)
                .param("delivered", progress.delivered())
                .param("attempts", progress.attempts())
                .param("failingSince", column(progress.failingSince()))
                .param("nextAttemptAt", Instants.column(progress.nextAttemptAt()))
                .param("heartbeatAt", column(progress.heartbeatAt()))
                .param("endsAt", column(subscription.end()))
                .param("document", json.writeValueAsString(subscription))
                .param("id", subscription.id())
                .update();
    }

    private Optional<Row> locked(String id) {
        return row(id, "for update");
    }

    private Optional<Row> row(String id, String lock) {
        return jdbc.sql("select * from subscription where id = :id " + lock)
                .param("id", id)
                .query(this::row)
                .optional();
    }

    private Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                new SubscriptionProgress(
                        json.readValue(row.getString("document"), Subscription.class),
                        row.getLong("events"),
                        row.getLong("delivered"),
                        row.getInt("attempts"),
                        instant(row, "failing_since"),
                        Instants.read(row, "next_attempt_at"),
                        instant(row, "heartbeat_at")),
                Instants.read(row, "numbered_to"));
    }

    private static OffsetDateTime column(Optional<Instant> instant) {
        return instant.map(Instants::column).orElse(null);
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
