package org.linkway.gateway.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.linkway.referral.Kebab;
import org.linkway.routes.port.DeliveryControl.Destination;
import org.linkway.routes.port.DeliveryControl.Flow;
import org.linkway.routes.port.DeliveryControl.Hand;
import org.linkway.workflow.Delivery.State;
import org.linkway.workflow.Party;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How each destination stands, from what is queued there and what somebody decided. */
final class DestinationSurvey {
    private final JdbcClient jdbc;

    DestinationSurvey(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Destination> destinations(Party party) {
        Map<String, Destination> byName = new TreeMap<>();
        tallies(party).forEach(it -> byName.merge(it.destination(), it.alone(), DestinationSurvey::together));
        hands().forEach((name, hand) -> byName.computeIfPresent(name, (same, it) -> hand.on(it)));
        lastProblems(party).forEach((name, problem) -> byName.computeIfPresent(name, (same, it) -> with(it, problem)));
        return List.copyOf(byName.values());
    }

    private record Tally(String destination, State state, long count, Instant oldest) {
        private Destination alone() {
            return new Destination(
                    destination,
                    Flow.RUNNING,
                    Optional.empty(),
                    Optional.empty(),
                    Map.of(state, count),
                    Optional.of(oldest).filter(it -> state == State.PENDING || state == State.RETRYING),
                    Optional.empty());
        }
    }

    private List<Tally> tallies(Party party) {
        return jdbc.sql("""
                        select delivery.destination, delivery.state, count(*) as tally,
                            min(delivery.created_at) as oldest
                        from delivery join referral on referral.id = delivery.referral_id
                        where %s
                        group by delivery.destination, delivery.state
                        """.formatted(Visibility.ofReferrals(party)))
                .param("party", party.id())
                .query((row, number) -> new Tally(
                        row.getString("destination"),
                        Kebab.read(State.class, row.getString("state")).orElseThrow(),
                        row.getLong("tally"),
                        Instants.read(row, "oldest")))
                .list();
    }

    private static Destination together(Destination one, Destination other) {
        Map<State, Long> counts = new EnumMap<>(State.class);
        counts.putAll(one.counts());
        counts.putAll(other.counts());
        return new Destination(
                one.name(),
                one.flow(),
                one.hand(),
                one.since(),
                counts,
                one.oldestWaiting()
                        .filter(it -> other.oldestWaiting().filter(it::isAfter).isEmpty())
                        .or(other::oldestWaiting),
                one.lastProblem());
    }

    private record Laid(Flow flow, Optional<Hand> hand, Optional<Instant> since) {
        private Destination on(Destination it) {
            return new Destination(it.name(), flow, hand, since, it.counts(), it.oldestWaiting(), it.lastProblem());
        }
    }

    private Map<String, Laid> hands() {
        Map<String, Laid> laid = new TreeMap<>();
        jdbc.sql("select * from destination").query((ResultSet row) -> {
            laid.put(row.getString("name"), laid(row));
        });
        return laid;
    }

    private static Laid laid(ResultSet row) throws SQLException {
        String reason = row.getString("reason");
        return new Laid(
                Kebab.read(Flow.class, row.getString("flow")).orElseThrow(),
                Optional.ofNullable(row.getString("set_by")).map(by -> new Hand(by, reason)),
                Instants.readOptional(row, "set_at"));
    }

    /** Of the ones that still wait; at each destination, that of the one which was made last. */
    private Map<String, String> lastProblems(Party party) {
        Map<String, String> problems = new TreeMap<>();
        jdbc.sql("""
                        select destination, last_problem from delivery where position in (
                            select max(delivery.position)
                            from delivery join referral on referral.id = delivery.referral_id
                            where %s and delivery.state in ('retrying', 'parked', 'pending')
                                and delivery.last_problem is not null
                            group by delivery.destination)
                        """.formatted(Visibility.ofReferrals(party)))
                .param("party", party.id())
                .query((ResultSet row) -> {
                    problems.put(row.getString("destination"), row.getString("last_problem"));
                });
        return problems;
    }

    private static Destination with(Destination it, String problem) {
        return new Destination(
                it.name(), it.flow(), it.hand(), it.since(), it.counts(), it.oldestWaiting(), Optional.of(problem));
    }
}
