package org.linkway.gateway.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
 * Raises an alert once for each destination that fails or at which something is held up or parked, and for what Linkway needs
 * itself and does not get, and clears it once that is over: from the store alone, so that it does not matter which node looks.
 * Finds deliveries, too, that a process left behind as it died.
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
        Set<String> failing = ledger.failing(Kind.DESTINATION_FAILING, now);
        settle(Kind.DESTINATION_FAILING, sentences(backlogs, it -> failing(it, failing, now)), now);
        settle(Kind.DELIVERIES_HELD, sentences(backlogs, it -> held(it, now)), now);
        settle(Kind.DELIVERIES_PARKED, sentences(backlogs, WatchDestinations::parked), now);
        settle(
                Kind.NEEDED_SERVICE_FAILING,
                ledger.failing(Kind.NEEDED_SERVICE_FAILING, now).stream()
                        .collect(Collectors.toMap(
                                it -> it, it -> "Entries are held up, because " + it + " does not give an answer.")),
                now);
    }

    /** The wrong ones alone, each with what is wrong. */
    private static Map<String, String> sentences(List<Backlog> backlogs, Function<Backlog, Optional<String>> why) {
        return backlogs.stream()
                .filter(at -> why.apply(at).isPresent())
                .collect(Collectors.toMap(
                        Backlog::destination, at -> why.apply(at).orElseThrow()));
    }

    /** A node's word counts only while something is tried again there. */
    private Optional<String> failing(Backlog at, Set<String> failing, Instant now) {
        if (at.retrying() > 0 && failing.contains(at.destination())) {
            return Optional.of("Deliveries to " + at.destination() + " fail one after the other.");
        }
        return forTooLong(at.oldestRetry(), now)
                .map(since -> "Deliveries to " + at.destination() + " have failed since " + since + ".");
    }

    private Optional<String> held(Backlog at, Instant now) {
        return forTooLong(at.oldestHeld(), now)
                .map(since -> "Deliveries to " + at.destination() + " have been held up since " + since
                        + ", and not by it: see what each says.");
    }

    private Optional<Instant> forTooLong(Optional<Instant> since, Instant now) {
        return since.filter(it -> !it.plus(alertAfter).isAfter(now));
    }

    private static Optional<String> parked(Backlog at) {
        return at.parked() > 0
                ? Optional.of("Deliveries to " + at.destination() + " wait for a person.")
                : Optional.empty();
    }

    private void settle(Kind kind, Map<String, String> wrong, Instant now) {
        wrong.forEach((subject, sentence) -> {
            if (alerts.raise(kind, subject, sentence, now)) {
                LOG.warn("Alert {}: {}", Kebab.of(kind), sentence);
            }
        });
        alerts.open().stream()
                .filter(it -> it.kind() == kind && !wrong.containsKey(it.subject()))
                .filter(it -> alerts.clear(kind, it.subject(), now))
                .forEach(it -> LOG.info("Alert {} is over: {}", Kebab.of(kind), it.subject()));
    }
}
