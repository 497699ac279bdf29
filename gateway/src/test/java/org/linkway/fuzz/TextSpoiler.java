package org.linkway.fuzz;

import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Spoils lines and values. */
final class TextSpoiler {
    private static final int LONGEST = 8_000;

    static final List<String> ODD = List.of(
            "",
            " ",
            "null",
            "true",
            "-1",
            "0",
            "1e400",
            "99999999999999999999",
            "NaN",
            "#",
            "#contained",
            "urn:uuid:",
            "urn:uuid:00000000-0000-0000-0000-00000000000g",
            "Patient/",
            "Patient/1/_history/",
            "/",
            "//",
            "Patient?identifier=a|b",
            "http://[",
            "https://example.org:99999/",
            "http://example.org/ x",
            "<div>",
            "0000-00-00",
            "2026-02-30",
            "9999-12-31T23:59:60+99:99",
            "-999",
            "2026-11-23T25:00:00Z",
            "%",
            "%zz",
            "%00",
            "%F0%9F%98%80",
            "\\",
            "\\,",
            "|",
            "||",
            ",",
            ":",
            "::",
            ".",
            "..",
            "$1",
            "${x}",
            "%s",
            "*",
            "(",
            "[",
            "{",
            "\"",
            "'",
            ";",
            "=",
            "&",
            "a=b&",
            "\u0000",
            "\uD800",
            "\uDC00\uD800",
            "\uFEFF",
            "\uFFFF",
            "\u202E",
            "\u0130",
            "\uD83D\uDE00",
            "e\u0301",
            "\u0661",
            "\r\n",
            "\t",
            "(a+)+$",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!");

    /** To be repeated. */
    static final List<String> PIECES = List.of(
            "x",
            " ",
            "\t",
            "\n",
            "(",
            "()",
            " (",
            "<",
            "<a>",
            "&",
            "/",
            "a/",
            "#",
            "-",
            "=",
            "%",
            "%20",
            "\\",
            ",",
            "a,",
            "|",
            ".",
            "a.",
            ":",
            "[",
            "{",
            "$",
            "^",
            "~",
            "9",
            "\u00e9",
            "\uD83D\uDE00",
            "http://",
            "a=b&",
            "&a=b");

    private TextSpoiler() {}

    /** One to three things odd. */
    static String spoilt(String good, String other, Random random) {
        String text = good;
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            text = changed(text, other, random);
        }
        return text;
    }

    private static String changed(String text, String other, Random random) {
        int at = random.nextInt(text.length() + 1);
        int end = Math.min(text.length(), at + 1 + random.nextInt(12));
        String odd = ODD.get(random.nextInt(ODD.size()));
        return switch (random.nextInt(8)) {
            case 0 -> slip(text, random);
            case 1 -> text.substring(0, at) + odd + text.substring(at);
            case 2 -> text.substring(0, at) + odd + text.substring(end);
            case 3 -> text.substring(0, at) + other.substring(random.nextInt(other.length() + 1));
            case 4 -> repeated(text, at, end, random);
            case 5 -> text.substring(0, at) + text.substring(at).toUpperCase(Locale.ROOT);
            case 6 -> text.substring(0, at) + many(random) + text.substring(end);
            default -> odd;
        };
    }

    private static String many(Random random) {
        String piece = PIECES.get(random.nextInt(PIECES.size()));
        return piece.repeat(1 + random.nextInt(LONGEST / piece.length()));
    }

    /** What stands there, very often. */
    private static String repeated(String text, int at, int end, Random random) {
        String piece = at == end ? "a" : text.substring(at, end);
        int most = LONGEST / piece.length();
        return text.substring(0, at) + piece.repeat(1 + random.nextInt(most)) + text.substring(end);
    }

    /** Cut off, a character changed, or a stretch lost or doubled. */
    static String slip(String good, Random random) {
        if (good.isEmpty()) {
            return good;
        }
        int at = random.nextInt(good.length());
        int end = Math.min(good.length(), at + 1 + random.nextInt(20));
        return switch (random.nextInt(4)) {
            case 0 -> good.substring(0, at);
            case 1 -> good.substring(0, at) + (char) (32 + random.nextInt(95)) + good.substring(at + 1);
            case 2 -> good.substring(0, at) + good.substring(end);
            default -> good.substring(0, end) + good.substring(at);
        };
    }
}
