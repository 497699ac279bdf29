package org.linkway.gateway.store;

import java.sql.Connection;
import java.sql.SQLException;
import org.h2.api.Trigger;

/**
 * Refuses what is not an addition to the audit trail, or to the history of parties, on H2; on PostgreSQL functions do (V14.1,
 * V15.1). H2 needs it public.
 */
public final class AuditStays implements Trigger {

    @Override
    public void fire(Connection connection, Object[] before, Object[] after) throws SQLException {
        throw new SQLException("The audit trail, and the history of parties, are only ever added to.");
    }
}
