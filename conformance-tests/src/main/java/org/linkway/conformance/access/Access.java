package org.linkway.conformance.access;

import java.util.Map;

/** How a runner shows who it is. */
public interface Access {
    /**
     * What goes with the next request.
     *
     * @throws NotLetIn where nobody gave the token that it needs
     */
    Map<String, String> headers();

    /** Where nobody asks. */
    static Access open() {
        return Map::of;
    }

    /** A token that somebody else was given: CIS2, or by hand. */
    static Access bearer(String token) {
        return () -> Map.of("Authorization", "Bearer " + token);
    }

    /** The NHS API platform's key in the header {@code apikey}: its sandbox, and what it calls application-restricted by API key. */
    static Access apiKey(String key) {
        return () -> Map.of("apikey", key);
    }

    /** The token endpoint did not give one. The message is a sentence. */
    final class NotLetIn extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public NotLetIn(String sentence) {
            super(sentence, null, false, false);
        }
    }
}
