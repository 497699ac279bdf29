package org.linkway.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linkway.gateway.security.PartyBook;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** An assertion proves somebody once, on whichever node it is shown. */
@OnBothDatabases
class UsedAssertionsIT {
    private static final int AT_ONCE = 8;

    private final TestDatabase database;
    private PartyBook node;
    private PartyBook otherNode;

    UsedAssertionsIT(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void start() {
        DataSource shared = database.emptied();
        node = book(shared, Clock.systemUTC());
        otherNode = book(shared, Clock.systemUTC());
    }

    private static PartyBook book(DataSource database, Clock clock) {
        StoreConfiguration store = new StoreConfiguration();
        JdbcClient jdbc = JdbcClient.create(database);
        UnitOfWork unitOfWork = store.unitOfWork(new TransactionTemplate(new JdbcTransactionManager(database)));
        return store.partyBook(
                jdbc, unitOfWork, store.auditBook(jdbc, unitOfWork, new TestAuditContext(), clock), clock);
    }

    private static Instant soon() {
        return Instant.now().plusSeconds(240);
    }

    @Test
    void isUsedByOneOfThoseThatShowItAtTheSameMoment() throws Exception {
        for (int round = 0; round < 10; round++) {
            String jti = "shown-" + round;

            List<Boolean> taken = Together.run(
                    AT_ONCE, number -> (number % 2 == 0 ? node : otherNode).use("invented-surgery", jti, soon()));

            assertThat(taken).containsOnlyOnce(true);
        }
    }

    @Test
    void isAnotherOfAnotherPartyAndOfAnotherName() {
        assertThat(node.use("invented-surgery", "one", soon())).isTrue();

        assertThat(otherNode.use("other-surgery", "one", soon())).isTrue();
        assertThat(otherNode.use("invented-surgery", "One", soon())).isTrue();
        assertThat(otherNode.use("invented-surgery", "x".repeat(100_000), soon()))
                .isTrue();
        assertThat(otherNode.use("invented-surgery", "one", soon())).isFalse();
    }

    @Test
    void isKeptUntilItWouldBeRefusedForItsAge() {
        Instant end = soon();
        node.use("invented-surgery", "one", end);
        PartyBook atItsEnd = book(database.dataSource(), Clock.offset(Clock.systemUTC(), Duration.ofMinutes(6)));
        PartyBook longAfter = book(database.dataSource(), Clock.offset(Clock.systemUTC(), Duration.ofMinutes(20)));

        assertThat(atItsEnd.use("invented-surgery", "one", end)).isFalse();
        assertThat(longAfter.use("invented-surgery", "another", end)).isTrue();
        // Nothing is kept that cannot be shown again.
        assertThat(JdbcClient.create(database.dataSource())
                        .sql("select count(*) from used_assertion")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }
}
