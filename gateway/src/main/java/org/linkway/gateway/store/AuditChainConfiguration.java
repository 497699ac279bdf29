package org.linkway.gateway.store;

import java.time.Clock;
import org.linkway.gateway.config.AuditProperties;
import org.linkway.gateway.config.ReferralJson;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The chain of the audit trail; by itself, because the verifier starts nothing else. */
@Configuration(proxyBeanMethods = false)
public class AuditChainConfiguration {

    @Bean
    AuditChain auditChain(JdbcClient jdbc, TransactionTemplate transaction, Clock clock, AuditProperties properties) {
        return new JdbcAuditChain(
                jdbc, new UnitOfWork(transaction), ReferralJson.mapper(), clock, properties.linkWithin());
    }
}
