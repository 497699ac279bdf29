package org.linkway.gateway.store;

import org.linkway.workflow.AuditEntry.Circumstances;
import org.linkway.workflow.AuditEntry.Deed;

/** Knows on whose behalf a thread works. */
public interface AuditContext {

    /** Linkway itself where no request is being answered. */
    Circumstances current();

    /** This deed is written down, and committed. */
    void recorded(Deed deed);
}
