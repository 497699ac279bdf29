package org.linkway.conformance.runner;

import java.util.Optional;

/** What an assert or a variable can look into: a fixture, or what one side said. */
interface Source {
    Body body();

    /** A fixture has none. */
    Optional<Headers> headers();
}
