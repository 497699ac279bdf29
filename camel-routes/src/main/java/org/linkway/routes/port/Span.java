package org.linkway.routes.port;

import java.time.Instant;

/** A time, as exactly as it was said: a day is all of it. From {@code from}, up to and without {@code to}. */
public record Span(Instant from, Instant to) {}
