package org.linkway.conformance.runner;

import java.util.Optional;

/** What a script brings along. */
record Fixture(Body body) implements Source {
    @Override
    public Optional<Headers> headers() {
        return Optional.empty();
    }
}
