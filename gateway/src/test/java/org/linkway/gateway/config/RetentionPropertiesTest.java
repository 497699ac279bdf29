package org.linkway.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;

class RetentionPropertiesTest {
    private final ApplicationContextRunner gateway = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
            .withInitializer(new ConfigDataApplicationContextInitializer())
            .withUserConfiguration(Settings.class);

    @EnableConfigurationProperties(RetentionProperties.class)
    static class Settings {}

    @Test
    void keepsEverythingForAtLeastAYearUnlessTold() {
        gateway.run(context -> {
            RetentionProperties kept = context.getBean(RetentionProperties.class);
            assertThat(kept.rawMessages()).contains(Duration.ofDays(365));
            assertThat(kept.requests()).contains(Duration.ofDays(730));
            assertThat(kept.deliveries()).contains(Duration.ofDays(365));
            assertThat(kept.supersededVersions()).contains(Duration.ofDays(730));
            assertThat(kept.closedReferrals()).contains(Duration.ofDays(2922));
        });
    }

    @Test
    void keepsWithoutEndWhatIsSetToNothing() {
        gateway.withPropertyValues("linkway.retention.closed-referrals=", "linkway.retention.raw-messages=30d")
                .run(context -> {
                    RetentionProperties kept = context.getBean(RetentionProperties.class);
                    assertThat(kept.closedReferrals()).isEqualTo(Optional.empty());
                    assertThat(kept.rawMessages()).contains(Duration.ofDays(30));
                });
    }

    @Test
    void refusesTimesThatAreASlip() {
        gateway.withPropertyValues("linkway.retention.closed-referrals=30s")
                .run(context -> assertThat(context).hasFailed());
        gateway.withPropertyValues("linkway.retention.requests=-1d")
                .run(context -> assertThat(context).hasFailed());
    }
}
