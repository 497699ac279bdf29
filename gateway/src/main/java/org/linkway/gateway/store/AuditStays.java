package org.linkway.gateway.store;

import java.sql.Connection;
import java.sql.SQLException;
import org.h2.api.Trigger;

/** Refuses what is not an addition to the audit trail, on H2; on PostgreSQL a function does (V14.1). H2 needs it public. */
public final class AuditStays implements Trigger {

    @Override
    public void fire(Connection connection, Object[] before, Object[] after) throws SQLException {
        throw new SQLException("The audit trail is only ever added to.");
    }
}
