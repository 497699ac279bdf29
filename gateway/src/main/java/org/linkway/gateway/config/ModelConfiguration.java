package org.linkway.gateway.config;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** What every part agrees on: the time, and how the model is written down. */
@Configuration(proxyBeanMethods = false)
class ModelConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    JsonMapper jsonMapper() {
        return ReferralJson.mapper();
    }
}
