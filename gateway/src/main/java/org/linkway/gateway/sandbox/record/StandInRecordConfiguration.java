package org.linkway.gateway.sandbox.record;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.RestfulServer;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.linkway.routes.port.Referrals;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts the stand-in GP record at {@code /sandbox/gp/fhir}, in the gateway's database, with a schema history of its own. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "linkway.mode", havingValue = "sandbox", matchIfMissing = true)
class StandInRecordConfiguration {

    @Bean
    @DependsOnDatabaseInitialization
    ServletRegistrationBean<RestfulServer> standInGpRecord(
            DataSource dataSource, PlatformTransactionManager transactions, Referrals referrals) {
        migrate(dataSource);
        ServletRegistrationBean<RestfulServer> registration = new ServletRegistrationBean<>(
                server(dataSource, new TransactionTemplate(transactions), referrals), "/sandbox/gp/fhir/*");
        registration.setName("standInGpRecord");
        registration.setLoadOnStartup(1);
        return registration;
    }

    static void migrate(DataSource dataSource) {
        Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:db/sandbox")
                .table("sandbox_schema_history")
                // The gateway's own tables are there already.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
    }

    private static RestfulServer server(DataSource dataSource, TransactionTemplate inTransaction, Referrals referrals) {
        FhirContext fhir = FhirContext.forR4Cached();
        JdbcClient jdbc = JdbcClient.create(dataSource);
        RecordShelf shelf = new RecordShelf(fhir, jdbc);
        HeldPatients patients = new HeldPatients(referrals, jdbc);
        List<IResourceProvider> providers = new ArrayList<>(List.of(new PatientProvider(patients)));
        for (RecordType type : RecordType.values()) {
            providers.add(new RecordEntryProvider(type, shelf, fhir.newTerser(), inTransaction));
        }
        RestfulServer server = new RestfulServer(fhir);
        server.setServerName("Linkway sandbox: stand-in GP record");
        server.setDefaultResponseEncoding(EncodingEnum.JSON);
        server.setResourceProviders(providers);
        server.setProviders(new TransactionProvider(new RecordWriter(fhir, shelf, patients), inTransaction));
        return server;
    }
}
