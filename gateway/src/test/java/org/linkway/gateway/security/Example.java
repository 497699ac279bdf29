package org.linkway.gateway.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A call of curl that stands in the documentation, with the status that it says will be answered. */
record Example(String method, String address, List<String> headerLines, String body, int status) {
    private static final Pattern CALL =
            Pattern.compile("# answered ([0-9]{3})[^\\n]*\\n(curl .*?)\\n(?=# answered|```)", Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|([^\\s\\\\]+)");

    /** All of one section, in their order. */
    static List<Example> in(Path page, String heading) throws IOException {
        String section =
                Files.readString(page).split("\n" + heading + "\n", 2)[1].split("\n##", 2)[0];
        Matcher calls = CALL.matcher(section);
        List<Example> all = new ArrayList<>();
        while (calls.find()) {
            all.add(of(words(calls.group(2)), Integer.parseInt(calls.group(1))));
        }
        if (all.size() != section.split("\ncurl ", -1).length - 1 || all.isEmpty()) {
            throw new IllegalStateException("Each call in " + heading + " begins with a line: # answered 200");
        }
        return all;
    }

    private static List<String> words(String call) {
        List<String> words = new ArrayList<>();
        Matcher found = WORD.matcher(call);
        while (found.find()) {
            for (int group = 1; group <= 3; group++) {
                if (found.group(group) != null) {
                    words.add(found.group(group));
                }
            }
        }
        return words;
    }

    private static Example of(List<String> words, int status) {
        String method = "GET";
        String address = "";
        String body = "";
        List<String> headers = new ArrayList<>();
        for (int i = 1; i < words.size(); i++) {
            switch (words.get(i)) {
                case "-X" -> method = words.get(++i);
                case "-H" -> headers.add(words.get(++i));
                case "--json" -> {
                    body = words.get(++i);
                    headers.addAll(List.of("Content-Type: application/json", "Accept: application/json"));
                }
                default -> address = words.get(i);
            }
        }
        return new Example(method, address, headers, body, status);
    }

    /** Names and values by turns. */
    String[] headers(UnaryOperator<String> filled) {
        return headerLines.stream()
                .map(filled)
                .flatMap(line -> List.of(line.split(": ", 2)).stream())
                .toArray(String[]::new);
    }
}
