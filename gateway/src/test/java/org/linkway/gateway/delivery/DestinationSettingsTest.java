package org.linkway.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.linkway.gateway.delivery.DeliveryProperties.Breaker;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class DestinationSettingsTest {
    private static final String ONE = "linkway.delivery.destinations[gp-record/A12345].";

    private final DeliveryProperties properties = new Binder(new MapConfigurationPropertySource(Map.of(
                    ONE + "concurrency", "2",
                    ONE + "rate", "1.5",
                    ONE + "breaker.calls", "3",
                    ONE + "breaker.failures", "40",
                    ONE + "breaker.pause", "1m")))
            .bindOrCreate("linkway.delivery", DeliveryProperties.class);

    @Test
    void whatIsSetForADestinationCountsThere() {
        DeliveryProperties.Limits limits = properties.limits("gp-record/A12345");

        assertThat(limits.concurrency()).isEqualTo(2);
        assertThat(limits.rate()).isEqualTo(1.5);
        assertThat(limits.breaker()).isEqualTo(new Breaker(3, 40, Duration.ofMinutes(1)));
    }

    @Test
    void anotherIsAsAll() {
        assertThat(properties.limits("gp-record/B12345").breaker()).isEqualTo(properties.breaker());
    }
}
