package org.linkway.gateway.delivery;

import java.util.Map;

/** The circuit breakers of this node. */
public interface Breakers {
    /** The state of one that lets everything through. */
    String CLOSED = "closed";

    /** {@code closed}, {@code open} or {@code half-open}, by destination. One to which nothing went is not there. */
    Map<String, String> states();
}
