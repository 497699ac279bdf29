package org.linkway.gateway.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.linkway.gateway.store.AlertBook;
import org.linkway.gateway.store.DeliveryLedger;
import org.linkway.gateway.store.DeliveryLedger.Backlog;
import org.linkway.gateway.store.DeliverySchedule;
import org.linkway.referral.Kebab;
import org.linkway.routes.port.Alerts.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Raises an alert once for each destination that fails or has something parked, and clears it once that is over: from the store
 * alone, so that it does not matter which node looks. Finds deliveries, too, that a process left behind as it died.
 */
final class WatchDestinations {
    private static final Logger LOG = LoggerFactory.getLogger(WatchDestinations.class);

    private final DeliveryLedger ledger;
    private final DeliverySchedule schedule;
    private final AlertBook alerts;
    private final Duration alertAfter;
    private final Clock clock;

    WatchDestinations(
            DeliveryLedger ledger, DeliverySchedule schedule, AlertBook alerts, Duration alertAfter, Clock clock) {
        this.ledger = ledger;
        this.schedule = schedule;
        this.alerts = alerts;
        this.alertAfter = alertAfter;
        this.clock = clock;
    }

    void watch() {
        ledger.forgotten().forEach(schedule::again);
        ledger.endDrains();
        List<Backlog> backlogs = ledger.backlogs();
        Instant now = clock.instant();
        settle(Kind.DESTINATION_FAILING, backlogs, it -> failing(it, now), now);
        settle(Kind.DELIVERIES_PARKED, backlogs, WatchDestinations::parked, now);
    }

    /** A breaker's word counts only while something waits: a node that died with it open cannot take it back. */
    private Optional<String> failing(Backlog at, Instant now) {
        if (at.retrying() > 0 && at.failingSince().isPresent()) {
            return Optional.of("Deliveries to " + at.destination() + " fail one after the other.");
        }
        return at.oldestRetry()
                .filter(since -> !since.plus(alertAfter).isAfter(now))
                .map(since -> "Deliveries to " + at.destination() + " have failed since " + since + ".");
    }

    private static Optional<String> parked(Backlog at) {
        return at.parked() > 0
                ? Optional.of("Deliveries to " + at.destination() + " wait for a person.")
                : Optional.empty();
    }

    private void settle(Kind kind, List<Backlog> backlogs, Function<Backlog, Optional<String>> why, Instant now) {
        for (Backlog at : backlogs) {
            why.apply(at)
                    .filter(sentence -> alerts.raise(kind, at.destination(), sentence, now))
                    .ifPresent(sentence -> LOG.warn("Alert {}: {}", Kebab.of(kind), sentence));
        }
        Set<String> wrong = backlogs.stream()
                .filter(at -> why.apply(at).isPresent())
                .map(Backlog::destination)
                .collect(Collectors.toSet());
        alerts.list(true).stream()
                .filter(it -> it.kind() == kind && !wrong.contains(it.subject()))
                .filter(it -> alerts.clear(kind, it.subject(), now))
                .forEach(it -> LOG.info("Alert {} is over: {}", Kebab.of(kind), it.subject()));
    }
}
