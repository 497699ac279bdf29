package org.linkway.gateway.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.h2.api.Trigger;

/** Writes down that a new entry is not in the chain yet, on H2; on PostgreSQL a function does (V14.1). H2 needs it public. */
public final class AuditWaits implements Trigger {

    @Override
    public void fire(Connection connection, Object[] before, Object[] after) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into audit_waiting (audit_id) values (?)")) {
            // The first column of audit_event.
            insert.setObject(1, after[0]);
            insert.executeUpdate();
        }
    }
}
