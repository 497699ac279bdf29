package org.linkway.conformance.runner;

import java.time.Duration;
import java.util.List;

/**
 * A system under test that calls. A script does not speak to it: each operation waits for the next request of it that is as the
 * operation says, and takes it, with the answer that it got, as its own.
 */
public non-sealed interface Caller extends Destination {
    /** All that went to and fro, in the order in which it came, whoever began it. */
    List<Exchange> heard();

    /** From which of those on a script looks. */
    int from();

    /** How long a script waits for what has not come yet. */
    Duration patience();

    /** Waits for more than so many exchanges, so long at most; says whether there are. */
    boolean hearsMoreThan(int count, Duration within);
}
