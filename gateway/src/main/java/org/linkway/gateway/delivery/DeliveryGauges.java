package org.linkway.gateway.delivery;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.linkway.gateway.store.AlertBook;
import org.linkway.gateway.store.DeliveryLedger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/** Reads what waits from the store, for the metrics of this node, and never more often than every few seconds. */
final class DeliveryGauges implements ApplicationListener<ApplicationReadyEvent>, DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryGauges.class);
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final DeliveryLedger ledger;
    private final Breakers breakers;
    private final AlertBook alerts;
    private final DeliveryMeters meters;
    private final ScheduledExecutorService reader = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "delivery-gauges");
        thread.setDaemon(true);
        return thread;
    });

    private volatile Future<?> reading = CompletableFuture.completedFuture(null);

    DeliveryGauges(DeliveryLedger ledger, Breakers breakers, AlertBook alerts, DeliveryMeters meters) {
        this.ledger = ledger;
        this.breakers = breakers;
        this.alerts = alerts;
        this.meters = meters;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent ready) {
        reading = reader.scheduleWithFixedDelay(this::read, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    void read() {
        try {
            meters.standing(ledger.backlogs(), breakers.states(), alerts.list(true));
        } catch (RuntimeException notNow) {
            // What is thrown ends the reading for good.
            LOG.warn(
                    "The metrics of deliveries could not be read: {}",
                    notNow.getClass().getName());
        }
    }

    @Override
    public void destroy() {
        reading.cancel(true);
        reader.shutdownNow();
    }
}
