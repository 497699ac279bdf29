package org.linkway.gateway.security;

import java.io.IOException;
import java.net.URI;

/** Fetches keys that a party or an issuer keeps at an address of its own, and what says where they are. */
@FunctionalInterface
public interface KeyFetch {
    /**
     * @return a JSON Web Key Set, or the metadata of an issuer, where all is well
     * @throws IOException where there is none to be had now
     */
    String fetch(URI address) throws IOException;
}
