package org.linkway.routes.inbound;

import org.linkway.routes.InboundMessage.Door;
import org.linkway.translation.SentTask;

/** A Task that was read and found valid. */
record TaskMessage(ClaimedMessage claimed, SentTask task) {
    /** Any new Task asks for a referral, but for one that asks for a cancellation. */
    boolean opens() {
        return claimed.message().door() == Door.CREATE && !task.asksToAbort();
    }
}
