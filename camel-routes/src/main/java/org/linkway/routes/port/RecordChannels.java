package org.linkway.routes.port;

import org.linkway.referral.Practice;
import org.linkway.workflow.RecordChannel;

/** By which channel each practice takes entries. */
public interface RecordChannels {
    RecordChannel of(Practice practice);

    /** Whether there is a practice at all that reads its entries here. */
    default boolean anyPulls() {
        return false;
    }
}
