package org.linkway.conformance.runner;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Addresses as a script writes them, and as HTTP takes them. */
final class Addresses {
    private static final String KEPT = "-._~:/?#[]@!$&'()*+,;=%";

    private Addresses() {}

    /** What may not stand in an address is escaped; what is an escape already stays one. */
    static String encoded(String address) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : address.getBytes(UTF_8)) {
            char character = (char) (octet & 0xff);
            boolean kept = character < 128 && (Character.isLetterOrDigit(character) || KEPT.indexOf(character) >= 0);
            encoded.append(kept ? String.valueOf(character) : "%%%02X".formatted((int) character));
        }
        return encoded.toString();
    }
}
