package org.linkway.gateway.store;

import org.linkway.workflow.AuditEntry.Circumstances;
import org.linkway.workflow.AuditEntry.Deed;

/** Where the audit trail is written. What cannot be written fails the caller: nothing is done that is not recorded. */
public interface AuditBook {

    /** Inside the caller's transaction where there is one: what is undone was not done. Who and why is what is so just now. */
    void record(Deed deed);

    /** As above, by somebody who knows who and why. */
    void record(Deed deed, Circumstances circumstances);
}
