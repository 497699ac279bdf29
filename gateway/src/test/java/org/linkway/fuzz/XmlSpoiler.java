package org.linkway.fuzz;

import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Spoils XML by its tags and values. */
final class XmlSpoiler {
    private static final Pattern TAG = Pattern.compile("<[^>]+>");
    private static final Pattern VALUE = Pattern.compile("(?<=value=\")[^\"]*(?=\")");
    private static final Pattern LEAF = Pattern.compile("<[^/>!?]+/>");
    private static final int DEEPEST = 300;
    private static final int LONGEST = 300_000;
    private static final int MOST = 300;

    private static final List<String> ODD = List.of(
            "<x/>",
            "</entry>",
            "<entry>",
            "<resource/>",
            "<Patient/>",
            "<type value=\"message\"/>",
            "<![CDATA[x]]>",
            "<?pi?>",
            "<!--x-->",
            "<id value=\"\"/>",
            "<extension/>",
            "<extension url=\"#\"/>",
            "<contained/>",
            "&#0;",
            "&#xD800;",
            "&x;",
            "<text><div xmlns=\"http://www.w3.org/1999/xhtml\"><a href=\"javascript:x\"/></div></text>",
            "<status xmlns=\"urn:other\" value=\"active\"/>",
            "<valueDecimal value=\"1e400\"/>",
            "text");

    private final Random random;

    XmlSpoiler(Random random) {
        this.random = random;
    }

    String spoilt(String good) {
        String text = good;
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            text = changed(text);
        }
        return text;
    }

    private String changed(String text) {
        return switch (random.nextInt(10)) {
            case 0 -> at(text, TAG, tag -> "");
            case 1 -> at(text, TAG, tag -> tag + tag);
            case 2 -> at(text, TAG, tag -> tag + any(ODD));
            case 3 -> at(text, LEAF, leaf -> "");
            case 4 -> at(text, LEAF, leaf -> leaf.repeat(1 + random.nextInt(MOST)));
            case 5 -> at(text, LEAF, this::nested);
            case 6 -> at(text, VALUE, value -> escaped(any(TextSpoiler.ODD)));
            case 7 -> at(text, VALUE, value -> huge());
            case 8 -> swapped(text);
            default -> at(text, VALUE, value -> TextSpoiler.slip(value, random));
        };
    }

    private String nested(String leaf) {
        int depth = 1 + random.nextInt(DEEPEST);
        return "<extension url=\"https://example.org/x\">".repeat(depth) + leaf + "</extension>".repeat(depth);
    }

    private String huge() {
        String piece = any(TextSpoiler.PIECES);
        return escaped("x" + piece.repeat(1 + random.nextInt(LONGEST / piece.length())) + "x");
    }

    private String swapped(String text) {
        List<MatchResult> values = VALUE.matcher(text).results().toList();
        String other = values.isEmpty() ? "" : any(values).group();
        return at(text, VALUE, value -> other);
    }

    private String at(String text, Pattern place, java.util.function.UnaryOperator<String> change) {
        List<MatchResult> places = place.matcher(text).results().toList();
        if (places.isEmpty()) {
            return text;
        }
        MatchResult one = any(places);
        return text.substring(0, one.start()) + change.apply(one.group()) + text.substring(one.end());
    }

    private static String escaped(String value) {
        return value.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
