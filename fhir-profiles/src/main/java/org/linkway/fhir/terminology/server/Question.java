package org.linkway.fhir.terminology.server;

import java.util.regex.Pattern;

/**
 * What a terminology server is asked: these five parts and nothing else, each empty where it is not part of the question.
 *
 * <p>Whoever writes a message can put anything into them, so a question that does not look like one about a code stays here
 * ({@link #mayLeave()}): a value without a code system could be free text, and so could a code with spaces or a very long
 * one. Displays of coded elements do leave, because only the server knows all the names of a code; the text of a concept and
 * what is bound as a mere string never does.
 *
 * @param valueSet canonical URL, with {@code |version} where it was given; empty for a question about the code system alone
 * @param version of the code system
 */
record Question(String valueSet, String system, String version, String code, String display) {
    private static final Pattern URI = Pattern.compile("(https?://|urn:(oid|uuid):)\\S{1,250}");
    private static final Pattern CODE = Pattern.compile("\\S{1,64}");
    private static final int LONGEST_DISPLAY = 255;

    Question {
        valueSet = orEmpty(valueSet);
        system = orEmpty(system);
        version = orEmpty(version);
        code = orEmpty(code);
        display = orEmpty(display);
    }

    /** Whether a code is in a value set, whatever it is called. */
    static Question about(String valueSet, String system, String code) {
        String[] versioned = orEmpty(system).split("\\|", 2);
        return new Question(valueSet, versioned[0], versioned.length > 1 ? versioned[1] : "", code, "");
    }

    boolean mayLeave() {
        return URI.matcher(system).matches()
                && CODE.matcher(code).matches()
                && (version.isEmpty() || CODE.matcher(version).matches())
                && (valueSet.isEmpty() || URI.matcher(valueSet).matches())
                && display.length() <= LONGEST_DISPLAY;
    }

    Question withoutDisplay() {
        return new Question(valueSet, system, version, code, "");
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }
}
