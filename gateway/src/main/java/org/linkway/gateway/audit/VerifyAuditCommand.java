package org.linkway.gateway.audit;

import java.time.Clock;
import java.util.Map;
import org.linkway.gateway.config.AuditProperties;
import org.linkway.gateway.store.AuditChain;
import org.linkway.gateway.store.AuditChainConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * {@code --linkway.command=verify-audit}: reads the audit trail of the configured database and starts nothing else.
 * No {@code @Configuration}, or the gateway itself would find it.
 */
@Import(AuditChainConfiguration.class)
@EnableConfigurationProperties(AuditProperties.class)
@ImportAutoConfiguration({
    DataSourceAutoConfiguration.class,
    DataSourceTransactionManagerAutoConfiguration.class,
    TransactionAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    JdbcClientAutoConfiguration.class
})
public class VerifyAuditCommand {
    /** As it stands among the arguments. */
    public static final String ARGUMENT = "--linkway.command=verify-audit";

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    VerifyAudit verifyAudit(AuditChain chain, AuditProperties properties) {
        return new VerifyAudit(chain, properties);
    }

    /**
     * Prints what it finds.
     *
     * @return 0 where everything is as it was written, else 1
     */
    public static int run(ApplicationContextInitializer<ConfigurableApplicationContext> initializer, String... args) {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(VerifyAuditCommand.class)
                .web(WebApplicationType.NONE)
                .properties(Map.of("spring.main.banner-mode", "off"))
                .initializers(initializer)
                .run(args)) {
            VerifyAudit.Report report = context.getBean(VerifyAudit.class).verify();
            report.lines().forEach(System.out::println);
            return report.holds() ? 0 : 1;
        }
    }
}
