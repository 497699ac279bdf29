package org.linkway.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.linkway.gateway.store.TestChanges.OPERATOR;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linkway.gateway.store.TestChanges;
import org.linkway.routes.outbound.DeliveryOutcome;
import org.linkway.routes.port.Deliveries;
import org.linkway.routes.port.Journal;
import org.linkway.workflow.Change;
import org.linkway.workflow.Delivery;
import org.linkway.workflow.Delivery.State;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** Store and delivery as Spring puts them together, with the settings of the sandbox. */
class DeliveryWiringIT {

    @TempDir
    private Path dataDir;

    @Test
    void deliversThroughTheJournalThatCausedTheDelivery() {
        Change change = TestChanges.opening();
        try (ConfigurableApplicationContext gateway = start()) {
            gateway.getBean(Journal.class).commit(change, 0);
            await().untilAsserted(
                            () -> assertThat(onlyDelivery(gateway).state()).isEqualTo(State.DELIVERED));
        }
    }

    private static Delivery onlyDelivery(ConfigurableApplicationContext gateway) {
        return gateway.getBean(Deliveries.class)
                .list(OPERATOR, Optional.empty(), 10)
                .get(0);
    }

    private ConfigurableApplicationContext start() {
        return new SpringApplicationBuilder(Wiring.class)
                .web(WebApplicationType.NONE)
                .run("--linkway.data-dir=" + dataDir);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @ComponentScan({"org.linkway.gateway.store", "org.linkway.gateway.delivery"})
    static class Wiring {

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        /** Takes the journal as the routes do, which settle what they deliver. */
        @Bean
        DeliverOne deliverOne(Journal journal) {
            return delivery ->
                    journal == null ? new DeliveryOutcome.Parked("No journal.") : new DeliveryOutcome.Delivered();
        }
    }
}
