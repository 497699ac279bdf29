package org.linkway.gateway.sandbox.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linkway.gateway.sandbox.record.RecordEntries.onceOnly;

import ca.uhn.fhir.context.FhirContext;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryResponseComponent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.linkway.fhir.identifier.IdentifierSystem;
import org.linkway.gateway.sandbox.record.RecordShelf.Criteria;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class TransactionProviderIT {
    private static final String NHS_NUMBER = "9992468130";
    private static final FhirContext FHIR = FhirContext.forR4Cached();

    @TempDir
    private static Path directory;

    private static EmbeddedPostgres postgres;

    enum Database {
        H2,
        POSTGRESQL;

        DataSource dataSource() {
            return this == H2 ? h2("record") : postgres.getPostgresDatabase();
        }
    }

    /** Each connection is a new one, and closed after its use. */
    private static DataSource h2(String name) {
        return new DriverManagerDataSource("jdbc:h2:file:" + directory.resolve(name) + ";WRITE_DELAY=0");
    }

    @BeforeAll
    static void startPostgres() throws IOException {
        postgres = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stopPostgres() throws IOException {
        postgres.close();
    }

    @ParameterizedTest
    @EnumSource
    void createsOnceHoweverManySendTheSameAtOnce(Database database) throws Exception {
        DataSource dataSource = database.dataSource();
        JdbcClient jdbc = JdbcClient.create(dataSource);
        // As at a restart, beside tables that are not the record's.
        jdbc.sql("create table of_the_gateway (id int)").update();
        StandInRecordConfiguration.migrate(dataSource);
        StandInRecordConfiguration.migrate(dataSource);
        HeldPatients patients = patients(jdbc);
        RecordShelf shelf = new RecordShelf(FHIR, jdbc);
        TransactionProvider transactions = transactions(dataSource, shelf, patients);
        String patientId = patients.withNhsNumber(NHS_NUMBER).orElseThrow().getIdPart();
        String identifier = UUID.randomUUID().toString();

        List<BundleEntryResponseComponent> answers = atOnce(
                8,
                () -> transactions
                        .transaction(onceOnly(patientId, identifier))
                        .getEntryFirstRep()
                        .getResponse());

        assertThat(answers)
                .extracting(BundleEntryResponseComponent::getStatus)
                .containsOnlyOnce("201 Created")
                .containsOnly("201 Created", "200 OK");
        assertThat(answers)
                .extracting(BundleEntryResponseComponent::getLocation)
                .containsOnly(answers.get(0).getLocation());
        Token filed = new Token(Optional.of(IdentifierSystem.LINKWAY_RECORD_ENTRY.uri()), identifier);
        assertThat(shelf.search(RecordType.PROCEDURE, Criteria.identifiedBy(filed)))
                .hasSize(1);
    }

    /** As when a pool has retired it: the tables are made where nobody opens the database anew any more. */
    @Test
    void takesAnEntryWhenTheConnectionThatMadeItsTablesIsClosed() throws Exception {
        DataSource dataSource = h2("made-by-another");
        try (Connection keepsItOpen = dataSource.getConnection()) {
            StandInRecordConfiguration.migrate(dataSource);
            JdbcClient jdbc = JdbcClient.create(dataSource);
            HeldPatients patients = patients(jdbc);
            TransactionProvider transactions = transactions(dataSource, new RecordShelf(FHIR, jdbc), patients);
            String patientId = patients.withNhsNumber(NHS_NUMBER).orElseThrow().getIdPart();

            Bundle answer = transactions.transaction(
                    onceOnly(patientId, UUID.randomUUID().toString()));

            assertThat(answer.getEntryFirstRep().getResponse().getStatus()).isEqualTo("201 Created");
            assertThat(keepsItOpen.isValid(1)).isTrue();
        }
    }

    private static HeldPatients patients(JdbcClient jdbc) {
        KnownPeople people = new KnownPeople();
        people.refer(NHS_NUMBER, "Samplesworth", Instant.parse("2026-04-01T09:00:00Z"));
        return new HeldPatients(people, jdbc);
    }

    private static TransactionProvider transactions(DataSource dataSource, RecordShelf shelf, HeldPatients patients) {
        return new TransactionProvider(
                new RecordWriter(FHIR, shelf, patients),
                new TransactionTemplate(new JdbcTransactionManager(dataSource)));
    }

    private static <T> List<T> atOnce(int times, Callable<T> call) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(times);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(Collections.nCopies(times, call))) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
