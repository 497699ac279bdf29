package org.linkway.gateway.security;

import jakarta.servlet.Filter;

/** Holds each caller to their share, once it is known who makes a request, and before it is decided whether they may. */
@FunctionalInterface
public interface CallerShare {
    /** No bean itself, because the container would put it behind Spring Security. */
    Filter filter();
}
