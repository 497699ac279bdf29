package org.linkway.gateway.security;

import jakarta.servlet.Filter;
import java.util.List;

/** What a request passes once it is known who makes it, and before it is decided whether they may. */
@FunctionalInterface
public interface KnownCallerFilters {
    /** In their order. */
    List<Filter> filters();
}
