package org.linkway.gateway.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import javax.sql.DataSource;
import org.linkway.gateway.store.FollowsDeliveries;
import org.linkway.gateway.store.TestStore;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** One node's engine on a database, put together as {@link DeliveryConfiguration} does. */
final class TestEngine {
    final TestStore store;
    final DeliveryScheduler scheduler;
    final Destinations destinations;
    final WatchDestinations watch;
    final TellFailing tell;
    final Set<String> needed = ConcurrentHashMap.newKeySet();
    /** The same round, so much later. */
    final Function<Duration, WatchDestinations> watchLater;

    final DeliveryMeters meters;
    final MeterRegistry registry = new SimpleMeterRegistry();

    TestEngine(DataSource dataSource, DeliverOne deliverOne, Map<String, String> settings) {
        this(dataSource, deliverOne, settings, FollowsDeliveries.NOTHING, new Rounds(Map.of()));
    }

    /** One on which all whose name begins with {@code hub/} are at the same address. */
    private static String address(String destination) {
        return destination.startsWith("hub/") ? "hub" : destination;
    }

    TestEngine(
            DataSource dataSource,
            DeliverOne deliverOne,
            Map<String, String> settings,
            FollowsDeliveries follows,
            Rounds rounds) {
        DeliveryScheduler[] woken = new DeliveryScheduler[1];
        DeliveryQueue queue = new DeliveryQueue(
                dataSource, lane -> Optional.ofNullable(woken[0]).ifPresent(it -> it.wake(lane)));
        this.store = new TestStore(dataSource, queue, follows, Clock.systemUTC());
        DeliveryProperties properties = properties(settings);
        DeliveryConfiguration configuration = new DeliveryConfiguration();
        this.destinations = new Destinations(properties, TestEngine::address, queue::again, Clock.systemUTC());
        this.tell = new TellFailing(
                store.deliveryLedger(), destinations, List.of(() -> Set.copyOf(needed)), Clock.systemUTC());
        this.meters = configuration.deliveryMeters(registry);
        this.watch = watch(Duration.ZERO, properties, queue);
        this.watchLater = later -> watch(later, properties, queue);
        this.scheduler = configuration.deliveryScheduler(
                dataSource,
                configuration.makeDelivery(
                        store.deliveryLedger(), queue, deliverOne, destinations, properties, meters, Clock.systemUTC()),
                TestQueue.NO_NOTIFICATIONS,
                rounds,
                properties);
        woken[0] = scheduler;
    }

    private WatchDestinations watch(Duration later, DeliveryProperties properties, DeliveryQueue queue) {
        return new DeliveryConfiguration()
                .watchDestinations(
                        store.deliveryLedger(),
                        queue,
                        store.alerts(),
                        properties,
                        Clock.offset(Clock.systemUTC(), later));
    }

    /** A quick one, and what is set. */
    static DeliveryProperties properties(Map<String, String> settings) {
        Map<String, String> all = new LinkedHashMap<>(Map.of(
                "poll-interval", "100ms",
                "heartbeat", "200ms",
                "first-retry", "20ms",
                "longest-retry", "50ms",
                "breaker.pause", "200ms",
                "breaker.calls", "100"));
        all.putAll(settings);
        Map<String, String> named = new LinkedHashMap<>();
        all.forEach((name, value) -> named.put("linkway.delivery." + name, value));
        return new Binder(new MapConfigurationPropertySource(named))
                .bindOrCreate("linkway.delivery", DeliveryProperties.class);
    }

    static Duration giveUpAfter() {
        return Duration.ofDays(7);
    }
}
