package org.linkway.conformance.blackbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One block of a guide.
 *
 * @param heading under which it stands
 * @param hand who does it
 * @param code as it stands there
 * @param prints what stands below it, with {@code …} for anything; empty where nothing does
 */
record GuideStep(String heading, Hand hand, String code, String prints) {
    private static final Pattern BLOCK = Pattern.compile(
            "^### (?<heading>[^\n]+)|^```(?:bash|sql) (?<hand>[a-z]+)\n(?<code>.*?)^```\n(?:```text\n(?<prints>.*?)^```$)?",
            Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern ANY_BLOCK = Pattern.compile("^```(?:bash|sql|yaml)", Pattern.MULTILINE);

    /** Who does a step, as the block says behind its language. */
    enum Hand {
        /** On the gateway's machine. */
        OPERATOR,
        /** In SQL, as the database's administrator. */
        DATABASE,
        /** On the machine of a party. */
        PARTY,
        /** Starts the gateway, and goes on. */
        START,
        /** Starts a gateway that does not start. */
        REFUSED
    }

    /**
     * Every step of a page's chapter, in order.
     *
     * @param places what stands on the page, and what stands for it here
     */
    static List<GuideStep> of(Path page, String chapter, Map<String, String> places) throws IOException {
        String text = chapter(Files.readString(page), chapter);
        for (Map.Entry<String, String> place : places.entrySet()) {
            if (!text.contains(place.getKey())) {
                throw new AssertionError("The guide says nothing of " + place.getKey() + " any more.");
            }
            text = text.replace(place.getKey(), place.getValue());
        }
        List<GuideStep> steps = new ArrayList<>();
        String heading = chapter;
        for (Matcher found = BLOCK.matcher(text); found.find(); ) {
            if (found.group("heading") != null) {
                heading = found.group("heading");
            } else {
                Hand hand = Hand.valueOf(found.group("hand").toUpperCase(Locale.ROOT));
                String prints = found.group("prints");
                steps.add(new GuideStep(heading, hand, found.group("code"), prints == null ? "" : prints));
            }
        }
        if (steps.size() != ANY_BLOCK.matcher(text).results().count()) {
            throw new AssertionError("A block of the guide says not who runs it, so nobody tries it.");
        }
        return steps;
    }

    private static String chapter(String page, String heading) {
        String from = page.split("\n## " + Pattern.quote(heading) + "\n", 2)[1];
        return from.split("\n## ", 2)[0] + "\n";
    }

    /** Whether this is what the page says that it prints. */
    boolean isPrinted(String printed) {
        return printed.matches(
                Arrays.stream(prints.split("…", -1)).map(Pattern::quote).collect(Collectors.joining("[^\n]+")));
    }
}
