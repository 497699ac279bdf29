package org.linkway.gateway.delivery;

import java.util.Map;

/** The circuit breakers of this node. */
public interface Breakers {

    /** {@code closed}, {@code open} or {@code half-open}, by destination. One to which nothing went is not there. */
    Map<String, String> states();
}
