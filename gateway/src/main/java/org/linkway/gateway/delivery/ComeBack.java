package org.linkway.gateway.delivery;

import java.time.Instant;
import java.util.function.BooleanSupplier;

/**
 * When to come back to a delivery.
 *
 * @param inVain asked once the delivery is scheduled: whether what it waits for has happened meanwhile, when it could not be
 *     called yet; then it comes back at once
 */
record ComeBack(Instant at, BooleanSupplier inVain) {
    static ComeBack at(Instant instant) {
        return new ComeBack(instant, () -> false);
    }
}
