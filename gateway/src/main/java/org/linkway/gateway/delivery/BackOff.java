package org.linkway.gateway.delivery;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Pauses between attempts: each longer than the one before, up to a longest, and each shortened by chance to no less than
 * half, so that what failed together does not come back together.
 *
 * @param chance from 0 to 1
 */
record BackOff(Duration first, double factor, Duration longest, DoubleSupplier chance) {

    /** @param attempts how many have failed; at least 1 */
    Duration pauseAfter(int attempts) {
        double grown = first.toMillis() * Math.pow(factor, attempts - 1.0);
        double capped = Math.min(grown, (double) longest.toMillis());
        return Duration.ofMillis(Math.round(capped * (0.5 + chance.getAsDouble() / 2)));
    }
}
