package org.linkway.gateway.store;

import java.time.Instant;
import java.util.List;
import org.linkway.routes.port.Alerts;

/** Alerts for whoever raises them. Safe on many nodes at once. */
public interface AlertBook extends Alerts {

    /** False where it is raised already. */
    boolean raise(Kind kind, String subject, String sentence, Instant now);

    /** False where it is not raised. */
    boolean clear(Kind kind, String subject, Instant now);

    /** All that are raised, the newest first. */
    List<Alert> open();
}
