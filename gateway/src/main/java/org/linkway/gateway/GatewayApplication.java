package org.linkway.gateway;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.linkway.gateway.audit.VerifyAuditCommand;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** The gateway. Without further configuration it is a sandbox: no authentication, invented people only. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class GatewayApplication {
    private static final String DATA_DIR = "linkway.data-dir";

    public static void main(String[] args) {
        if (List.of(args).contains(VerifyAuditCommand.ARGUMENT)) {
            System.exit(VerifyAuditCommand.run(GatewayApplication::resolveDataDir, args));
        }
        SpringApplication application = new SpringApplication(GatewayApplication.class);
        application.addInitializers(GatewayApplication::resolveDataDir);
        application.run(args);
    }

    /** H2 takes no plainly relative path; people do. */
    private static void resolveDataDir(ConfigurableApplicationContext context) {
        Path dataDir = Path.of(context.getEnvironment().getRequiredProperty(DATA_DIR));
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "resolved data directory",
                        Map.of(DATA_DIR, dataDir.toAbsolutePath().toString())));
    }
}
