package org.linkway.gateway.store;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Stamps that rise in the order of the commits, on all connections of all nodes. A poller who has seen everything up to a stamp
 * never has to look behind it again.
 *
 * <p>The stamp is drawn by changing the one row of {@code store_clock}. Its row lock is held until the commit, so whoever draws
 * next waits until what was stamped before is visible, and draws a later stamp whatever its own node's clock says. Writers
 * therefore queue from here to the commit: draw as late in the transaction as possible. Milliseconds, because FHIR clients
 * compare no finer.
 */
final class StoreClock {
    private final JdbcClient jdbc;
    private final Clock clock;

    StoreClock(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** This node's own time: for when to do something, and not for what order it has. */
    Instant now() {
        return clock.instant();
    }

    Instant draw() {
        jdbc.sql("update store_clock set last_stamp = greatest(:now, last_stamp + interval '0.001' second)")
                .param("now", Instants.column(clock.instant()))
                .update();
        return jdbc.sql("select last_stamp from store_clock")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }
}
