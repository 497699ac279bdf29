package org.linkway.conformance.runner;

import java.util.Optional;

/** What was answered. */
public record Response(int status, Headers lines, Body body) implements Source {
    @Override
    public Optional<Headers> headers() {
        return Optional.of(lines);
    }
}
