package org.linkway.gateway.security;

import java.io.IOException;
import java.net.URI;

/** Fetches the keys that a party keeps at an address of its own. */
@FunctionalInterface
public interface KeyFetch {
    /**
     * @return a JSON Web Key Set, where all is well
     * @throws IOException where there is none to be had now
     */
    String fetch(URI address) throws IOException;
}
