package org.linkway.conformance.runner;

import java.util.Optional;

/**
 * What was asked.
 *
 * @param url with its query, as it was sent
 */
public record Request(String method, String url, Headers lines, Body body) implements Source {
    @Override
    public Optional<Headers> headers() {
        return Optional.of(lines);
    }
}
