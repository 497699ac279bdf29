package org.linkway.gateway.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.linkway.gateway.partner.NeededServices;
import org.linkway.gateway.store.DeliveryLedger;
import org.linkway.routes.port.Alerts.Kind;

/**
 * Tells the store what fails for this node, again and again while it is so: the word of a node that dies, or is right again, runs
 * out.
 */
final class TellFailing {
    static final Duration HOLDS = Duration.ofMinutes(1);

    private final DeliveryLedger ledger;
    private final Breakers breakers;
    private final List<NeededServices> needed;
    private final Clock clock;

    TellFailing(DeliveryLedger ledger, Breakers breakers, List<NeededServices> needed, Clock clock) {
        this.ledger = ledger;
        this.breakers = breakers;
        this.needed = List.copyOf(needed);
        this.clock = clock;
    }

    void tell() {
        Instant until = clock.instant().plus(HOLDS);
        ledger.failing(Kind.DESTINATION_FAILING, notClosed(), until);
        ledger.failing(
                Kind.NEEDED_SERVICE_FAILING,
                needed.stream().flatMap(it -> it.failing().stream()).collect(Collectors.toSet()),
                until);
    }

    private Set<String> notClosed() {
        return breakers.states().entrySet().stream()
                .filter(it -> !Breakers.CLOSED.equals(it.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
