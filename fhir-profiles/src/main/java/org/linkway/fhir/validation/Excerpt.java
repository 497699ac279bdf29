package org.linkway.fhir.validation;

/** What was sent, short enough to be repeated, and without what no text should hold. */
final class Excerpt {
    private static final int VALUE = 80;
    private static final int TEXT = 400;

    private Excerpt() {}

    static String of(String value) {
        return cut(value, VALUE);
    }

    static String ofText(String text) {
        return cut(text, TEXT);
    }

    private static String cut(String given, int longest) {
        String shown = given.length() <= longest ? given : given.substring(0, longest) + "…";
        return shown.codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? '\uFFFD' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
