package org.linkway.gateway.delivery;

import com.github.kagkarlsson.scheduler.task.Task;

/**
 * What the lane of notifications runs.
 *
 * @param threads how many subscribers one node tells at the same time
 */
record NotificationLane(Task<Void> task, int threads) {}
