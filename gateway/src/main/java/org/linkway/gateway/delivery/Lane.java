package org.linkway.gateway.delivery;

import org.linkway.workflow.Delivery;

/** A queue of its own, with threads of its own: what is in one never waits for what is in another. */
enum Lane {
    /** Everything that may wait its turn. */
    ROUTINE("scheduled_tasks"),
    /** Concerns, referrals that are urgent, and the clocks that watch them. */
    PRIORITY("priority_tasks"),
    /** Subscribers, whose endpoints anybody may run. */
    NOTIFICATION("notification_tasks");

    private final String table;

    Lane(String table) {
        this.table = table;
    }

    static Lane of(Delivery delivery) {
        return delivery.kind().isUrgent() ? PRIORITY : ROUTINE;
    }

    /** db-scheduler's table for this lane. */
    String table() {
        return table;
    }
}
