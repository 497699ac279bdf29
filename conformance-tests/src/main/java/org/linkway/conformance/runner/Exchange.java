package org.linkway.conformance.runner;

import java.time.Duration;

/** A request and its answer. */
public record Exchange(Request request, Response response, Duration took) {}
