package org.linkway.conformance.blackbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A page of examples: fenced blocks of code, each with what it prints in a block of text below it. */
final class ExamplePage {
    /** From here the page's own addresses lead: the root of the project. */
    private static final Path ROOT = Path.of("..");

    private static final Pattern BLOCK = Pattern.compile(
            "^## (?<heading>[^\n]+)|^```(?<language>bash|java)\n(?<code>.*?)^```\n(?:```text\n(?<prints>.*?)^```$)?",
            Pattern.MULTILINE | Pattern.DOTALL);
    private static final String MARK = "<<end of the block>>\n";
    private static final int MINUTES = 3;

    private final List<Block> blocks = new ArrayList<>();

    /** @param prints with {@code …} for anything */
    private record Block(String heading, String language, String code, String prints) {
        boolean isImports() {
            return code.startsWith("import ");
        }

        Example printed(String text) {
            return new Example(heading, prints, text);
        }
    }

    /** What an example prints, as the page says and as it was. */
    record Example(String heading, String prints, String printed) {
        boolean isAsThePageSays() {
            return printed.matches(
                    Arrays.stream(prints.split("…", -1)).map(Pattern::quote).collect(Collectors.joining("[^\n]+")));
        }

        @Override
        public String toString() {
            return heading;
        }
    }

    /** @param places what stands on the page, and what stands for it here */
    ExamplePage(Path page, Map<String, String> places) throws IOException {
        String text = Files.readString(page);
        for (Map.Entry<String, String> place : places.entrySet()) {
            text = text.replace(place.getKey(), place.getValue());
        }
        String heading = "";
        for (Matcher found = BLOCK.matcher(text); found.find(); ) {
            if (found.group("heading") != null) {
                heading = found.group("heading");
            } else {
                String prints = found.group("prints");
                blocks.add(
                        new Block(heading, found.group("language"), found.group("code"), prints == null ? "" : prints));
            }
        }
    }

    /** Runs its shell blocks, one after the other in one shell. */
    List<Example> runBash() throws IOException, InterruptedException {
        List<Block> shell = of("bash");
        String script = shell.stream()
                .map(block -> block.code() + "echo '" + MARK.strip() + "'\n")
                .collect(Collectors.joining());
        return printed(shell, List.of("bash", "-c", script));
    }

    /** Runs its Java blocks, one after the other in one method; those that import stand above it. */
    List<Example> runJava(Path directory) throws IOException, InterruptedException {
        List<Block> java = of("java");
        List<Block> statements =
                java.stream().filter(block -> !block.isImports()).toList();
        String imports = java.stream().filter(Block::isImports).map(Block::code).collect(Collectors.joining());
        String main = statements.stream()
                .map(block -> block.code() + "System.out.print(\"" + MARK.replace("\n", "\\n") + "\");\n")
                .collect(Collectors.joining());
        Path source = directory.resolve("Examples.java");
        Files.writeString(
                source,
                imports + "class Examples { public static void main(String[] args) throws Exception {\n" + main
                        + "} }");
        return printed(
                statements,
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        source.toString()));
    }

    private List<Block> of(String language) {
        return blocks.stream()
                .filter(block -> block.language().equals(language))
                .toList();
    }

    private static List<Example> printed(List<Block> blocks, List<String> command)
            throws IOException, InterruptedException {
        Path complaints = Files.createTempFile("examples", ".log");
        Process process = new ProcessBuilder(command)
                .directory(ROOT.toFile())
                .redirectError(complaints.toFile())
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        List<String> printed = List.of(output.split(Pattern.quote(MARK), -1));
        if (printed.size() != blocks.size() + 1) {
            throw new AssertionError("Only " + (printed.size() - 1) + " of " + blocks.size() + " examples ran.\n"
                    + output + Files.readString(complaints));
        }
        Files.delete(complaints);
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            examples.add(blocks.get(i).printed(printed.get(i)));
        }
        return examples;
    }
}
