package org.linkway.gateway.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.linkway.gateway.GatewayApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestConstructor;

/**
 * Runs on the whole gateway, one for all journeys: each has a person of its own. The constructor takes {@link GpSystem},
 * {@link LinkWorkers}, {@link GpRecord}, {@link Partners}, {@link MovedClock} and the gateway's own beans. Clocks ring, and
 * services are asked, only when the test says so.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = {GatewayApplication.class, Journey.People.class},
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "linkway.sandbox.autopilot=false",
            "linkway.sandbox.demo=false",
            "linkway.clock.interval=365d",
            "linkway.onward.ask-interval=365d",
            "linkway.delivery.first-retry=50ms",
            "linkway.delivery.poll-interval=200ms",
            "linkway.record.practices." + Journey.PULLING_PRACTICE + ".channel=pull",
            "linkway.concerns.people[0].name=Dora Dutyful",
            "linkway.concerns.people[1].name=Lee Leadership"
        })
@ContextConfiguration(initializers = Journey.Addresses.class)
@ExtendWith(CleanLog.class)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
public @interface Journey {
    /** The ODS code of the one practice that reads its entries at the gateway. */
    String PULLING_PRACTICE = "B82002";

    /** Where this gateway keeps its data, and where its partners are. */
    final class Addresses implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext gateway) {
            Partners partners = new Partners();
            gateway.getBeanFactory().registerSingleton("partners", partners);
            gateway.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource(
                            "journey",
                            Map.of(
                                    "linkway.data-dir",
                                    newDirectory(),
                                    "linkway.partner.worker-webhook",
                                    partners.address(Partners.WEBHOOK),
                                    "linkway.concerns.webhook",
                                    partners.address(Partners.CONCERNS),
                                    "linkway.onward.services." + Partners.DEBT_ADVICE + ".endpoint",
                                    partners.address(Partners.SERVICE))));
        }

        private static String newDirectory() {
            try {
                return Files.createTempDirectory("linkway-journeys").toString();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    /** Who takes part. */
    @TestConfiguration(proxyBeanMethods = false)
    class People {
        @Bean
        @Primary
        MovedClock movedClock() {
            return new MovedClock();
        }

        @Bean
        Http gatewayOverHttp(Environment environment) {
            return new Http(() -> "http://127.0.0.1:" + environment.getRequiredProperty("local.server.port"));
        }

        @Bean
        GpSystem gpSystem(Http http, MovedClock clock) {
            return new GpSystem(http, clock);
        }

        @Bean
        LinkWorkers linkWorkers(Http http, MovedClock clock) {
            return new LinkWorkers(http, clock);
        }

        @Bean
        GpRecord gpRecord(Http http) {
            return new GpRecord(http);
        }
    }
}
