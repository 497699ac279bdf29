package org.linkway.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.TransactionSystemException;

class PassingFailureTest {
    private final PassingFailure passing = new PassingFailure();

    @Test
    void aStoreThatIsBusyOrAwayMayComeBack() {
        assertThat(passing.test(new CannotGetJdbcConnectionException("away", new SQLException())))
                .isTrue();
        assertThat(passing.test(new QueryTimeoutException("busy"))).isTrue();
        assertThat(passing.test(new TransactionSystemException("the commit may or may not have come through")))
                .isTrue();
    }

    @Test
    void aRowThatIsRefusedIsRefusedAgain() {
        assertThat(passing.test(new DuplicateKeyException("taken"))).isFalse();
        assertThat(passing.test(new IllegalStateException("ours"))).isFalse();
    }
}
