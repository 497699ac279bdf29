package org.linkway.fhir.validation;

/** What can be kept as text, and sent on in UTF-8. */
public final class WireText {
    private WireText() {}

    /** Whether it is free of U+0000, which PostgreSQL does not keep, and of halves of surrogate pairs, which UTF-8 does not know. */
    public static boolean isText(String text) {
        for (int index = 0; index < text.length(); index++) {
            char next = text.charAt(index);
            if (Character.isHighSurrogate(next)
                    && index + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(index + 1))) {
                index++;
            } else if (next == 0 || Character.isSurrogate(next)) {
                return false;
            }
        }
        return true;
    }
}
