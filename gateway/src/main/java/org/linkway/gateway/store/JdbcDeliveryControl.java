package org.linkway.gateway.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.linkway.referral.Kebab;
import org.linkway.routes.port.DeliveryControl;
import org.linkway.routes.port.DeliveryWaker;
import org.linkway.workflow.Delivery;
import org.linkway.workflow.Party;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The operator's hand, in the tables {@code delivery} and {@code destination}: so every node sees it. */
final class JdbcDeliveryControl implements DeliveryControl, DeliveryWaker {
    private static final String REPLAYABLE = "'parked', 'cancelled'";
    private static final String CANCELLABLE = "'pending', 'retrying', 'awaiting', 'parked'";

    /** So many in one transaction. */
    private static final int BATCH = 200;

    private final JdbcClient jdbc;
    private final UnitOfWork unitOfWork;
    private final DeliverySchedule schedule;
    private final FollowsDeliveries follows;
    private final DestinationSurvey survey;
    private final AuditBook audit;
    private final Clock clock;

    JdbcDeliveryControl(
            JdbcClient jdbc,
            UnitOfWork unitOfWork,
            DeliverySchedule schedule,
            FollowsDeliveries follows,
            AuditBook audit,
            Clock clock) {
        this.jdbc = jdbc;
        this.unitOfWork = unitOfWork;
        this.schedule = schedule;
        this.follows = follows;
        this.survey = new DestinationSurvey(jdbc);
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public int replay(Party party, Selection selection, Hand hand) {
        String states = selection.destination().isPresent() ? "'parked'" : REPLAYABLE;
        return each(new Selected(party, selection, states), delivery -> replay(delivery, hand));
    }

    private boolean replay(Delivery delivery, Hand hand) {
        String sentence = "Replayed by " + hand.by() + ": " + hand.reason();
        Delivery anew = delivery.replayed(sentence, now());
        boolean replays = write(anew, REPLAYABLE);
        if (replays) {
            schedule.again(anew);
            follows.replayed(anew, sentence);
            audit.record(AuditedWrites.byHand(anew, "replay", hand));
        }
        return replays;
    }

    @Override
    public int cancel(Party party, Selection selection, Hand hand) {
        return each(new Selected(party, selection, CANCELLABLE), delivery -> cancel(delivery, hand));
    }

    private boolean cancel(Delivery delivery, Hand hand) {
        String sentence = "Cancelled by " + hand.by() + ": " + hand.reason();
        Delivery cancelled = delivery.cancelled(sentence, now());
        boolean cancels = write(cancelled, CANCELLABLE);
        if (cancels) {
            follows.cancelled(cancelled, sentence);
            audit.record(AuditedWrites.byHand(cancelled, "cancel", hand));
        }
        return cancels;
    }

    /** False where an attempt, or somebody else, brought it into another state meanwhile. */
    private boolean write(Delivery delivery, String before) {
        return jdbc.sql("""
                                update delivery
                                set state = :state, attempts = :attempts, given_up_from = :givenUpFrom,
                                    next_attempt_at = :nextAttemptAt, last_problem = :problem, owner = null
                                where id = :id and state in (%s)
                                """.formatted(before))
                        .param("state", Kebab.of(delivery.state()))
                        .param("attempts", delivery.attempts())
                        .param("givenUpFrom", Instants.column(delivery.givenUpFrom()))
                        .param("nextAttemptAt", Instants.column(delivery.nextAttemptAt()))
                        .param("problem", delivery.lastProblem().orElse(null))
                        .param("id", delivery.id())
                        .update()
                == 1;
    }

    private record Selected(Party party, Selection selection, String states) {
        private boolean isNothing() {
            return selection.ids().isEmpty() && selection.destination().isEmpty();
        }
    }

    /** How far a selection was worked. */
    private record Worked(long position, int seen, int changed) {}

    /**
     * A little at a time, each in a transaction of its own: a destination may have thousands, and nobody is kept waiting for all
     * of them. What is done stays done where it breaks off, and the rest is as it was.
     */
    private int each(Selected selected, Predicate<Delivery> change) {
        if (selected.isNothing()) {
            return 0;
        }
        int changed = 0;
        Worked worked = new Worked(0, BATCH, 0);
        while (worked.seen() == BATCH) {
            long from = worked.position();
            worked = unitOfWork.write(transaction -> some(selected, from, change));
            changed += worked.changed();
        }
        return changed;
    }

    private Worked some(Selected selected, long from, Predicate<Delivery> change) {
        Map<Long, Delivery> next = next(selected, from);
        int changed = (int) next.values().stream().filter(change).count();
        return new Worked(next.keySet().stream().reduce(from, Math::max), next.size(), changed);
    }

    /** By position, in its order. */
    private Map<Long, Delivery> next(Selected selected, long from) {
        Selection selection = selected.selection();
        Map<Long, Delivery> next = new LinkedHashMap<>();
        jdbc.sql("""
                        select delivery.* from delivery join referral on referral.id = delivery.referral_id
                        where %s and delivery.state in (%s) and %s and delivery.position > :from
                        order by delivery.position
                        limit :batch
                        """.formatted(
                                Visibility.ofReferrals(selected.party()),
                                selected.states(),
                                selection.destination().isPresent()
                                        ? "delivery.destination = :destination"
                                        : "delivery.id in (:ids)"))
                .param("party", selected.party().id())
                .param("ids", selection.ids())
                .param("destination", selection.destination().orElse(null))
                .param("from", from)
                .param("batch", BATCH)
                .query((ResultSet row) -> {
                    next.put(row.getLong("position"), JdbcDeliveries.delivery(row, 0));
                });
        return next;
    }

    /**
     * What waits is hurried only after the new flow is committed: a delivery that finds the destination paused goes to sleep first
     * and looks a second time, so one of the two always sees the other.
     */
    @Override
    public void let(Party party, String destination, Flow flow, Hand hand) {
        if (party.kind() == Party.Kind.SENDER || party.kind() == Party.Kind.ONWARD) {
            throw new IllegalArgumentException("A sender has no hand on destinations.");
        }
        unitOfWork.write(
                transaction -> audited(
                        destination, flow, hand, update(destination, flow, hand) || insert(destination, flow, hand)),
                () -> Optional.of(unitOfWork.write(
                        transaction -> audited(destination, flow, hand, update(destination, flow, hand)))));
        if (flow == Flow.DRAINING) {
            new JdbcDeliveryLedger(jdbc, unitOfWork, follows).endDrains();
        }
        if (flow != Flow.PAUSED) {
            unitOfWork.write(transaction -> {
                schedule.hurry(destination);
                return true;
            });
        }
    }

    private boolean audited(String destination, Flow flow, Hand hand, boolean done) {
        audit.record(AuditedWrites.flow(destination, Kebab.of(flow), hand));
        return done;
    }

    private boolean update(String destination, Flow flow, Hand hand) {
        return write("""
                update destination set flow = :flow, set_by = :by, reason = :reason, set_at = :now, drained_up_to = %s
                where name = :name
                """, destination, flow, hand);
    }

    private boolean insert(String destination, Flow flow, Hand hand) {
        return write("""
                insert into destination (name, flow, set_by, reason, set_at, drained_up_to)
                values (:name, :flow, :by, :reason, :now, %s)
                """, destination, flow, hand);
    }

    private boolean write(String sql, String destination, Flow flow, Hand hand) {
        String last = flow == Flow.DRAINING
                ? "(select coalesce(max(position), 0) from delivery where destination = :name)"
                : "null";
        return jdbc.sql(sql.formatted(last))
                        .param("name", destination)
                        .param("flow", Kebab.of(flow))
                        .param("by", hand.by())
                        .param("reason", hand.reason())
                        .param("now", Instants.column(now()))
                        .update()
                == 1;
    }

    @Override
    public List<Destination> destinations(Party party) {
        return survey.destinations(party);
    }

    @Override
    public void wake(UUID deliveryOrSubject) {
        unitOfWork.write(transaction -> {
            List<UUID> woken = jdbc.sql("""
                            select id from delivery
                            where (id = :id or subject = :id) and state in ('pending', 'retrying', 'awaiting', 'parked')
                            """)
                    .param("id", deliveryOrSubject)
                    .query(JdbcDeliveryControl::id)
                    .list();
            woken.forEach(this::wakeOne);
            return woken.size();
        });
    }

    private void wakeOne(UUID id) {
        jdbc.sql("""
                        update delivery
                        set next_attempt_at = :now, owner = null,
                            state = case when state = 'parked' then 'awaiting' else state end
                        where id = :id and state in ('pending', 'retrying', 'awaiting', 'parked')
                        """).param("now", Instants.column(now())).param("id", id).update();
        jdbc.sql("select * from delivery where id = :id")
                .param("id", id)
                .query(JdbcDeliveries::delivery)
                .optional()
                .ifPresent(schedule::again);
    }

    private static UUID id(ResultSet row, int number) throws SQLException {
        return row.getObject("id", UUID.class);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
