package org.linkway.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * No regular expression of the program takes more than a fixed number of looks at each character, nor a deeper stack, whatever it
 * is shown. The expressions are found in the compiled classes, so a new one is tried too.
 */
class SlowPatternsTest {
    private static final int LENGTH = 500;
    /** Looks at each character of what is tried, on average: a linear expression needs a few, a quadratic one hundreds. */
    private static final int LOOKS = 100;
    /** At which Java's own matcher, where it calls itself for each round, has no stack left. */
    private static final int LONG = 20_000;

    /** Whoever writes what they are held against, it is short, or ours. */
    private static final Set<String> HELD_AGAINST_SHORT_TEXTS = Set.of(
            // A path of a patch has at most 1,000 characters.
            "'(?:[^'\\\\]|\\\\.)*+'",
            "([A-Za-z_][A-Za-z0-9_]*+)\\s*+\\(",
            // Paths of our own search parameters, of our own addresses, and of a setting.
            "([A-Za-z]+)(?:\\[([^=\\]]+)=([^\\]]+)])?(?:\\.|$)",
            "/*$",
            // Only held against a whole header, in a class that looks for another one.
            "([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \\t]*([\\x20-\\x7E\\t]*)",
            ".*charset=\"?utf-8\"?\\s*(;.*)?",
            // What the validator says, which quotes no long value: HugeValuesTest.
            "\\((.*)\\)$",
            "\\((?:must be one of )?(.*)\\)$",
            "code ([^,]+),");

    @Test
    void lookAtEachCharacterAFewTimes() throws IOException {
        TreeMap<String, String> slow = new TreeMap<>();
        Set<Expression> expressions = expressions();
        for (Expression expression : expressions) {
            attempts(expression.text())
                    .map(text -> use(expression, text, LOOKS * text.length()))
                    .filter(fault -> !fault.isEmpty())
                    .findFirst()
                    .ifPresent(fault -> slow.put(expression.text(), fault));
        }

        assertThat(expressions).hasSizeGreaterThan(100);
        assertThat(slow.keySet()).isEqualTo(HELD_AGAINST_SHORT_TEXTS);
    }

    private static String use(Expression expression, String text, int looks) {
        Matcher matcher = Pattern.compile(expression.text()).matcher(new Counted(text, looks));
        String shown = text.substring(0, Math.min(60, text.length()));
        try {
            boolean fits = matcher.matches();
            if (!fits && expression.isLookedFor()) {
                matcher.reset().results().forEach(it -> {});
            }
            return "";
        } catch (TooMany slow) {
            return "slow at " + shown;
        } catch (StackOverflowError deep) {
            return "deep at " + shown;
        }
    }

    /** Beginnings that the expression asks for, and then one thing over and over, and an end that does not fit. */
    private static Stream<String> attempts(String expression) {
        List<String> literals = Arrays.stream(expression
                        .replaceAll("\\(\\?[:=!<i)a-z]*>?", "(")
                        .replaceAll("\\\\([^A-Za-z0-9])", "$1")
                        .replaceAll("\\\\[A-Za-z]", "(")
                        .split("[\\[\\](){}*+?^$|.]+", -1))
                .filter(it -> !it.isEmpty())
                .limit(6)
                .toList();
        Set<String> beginnings = new LinkedHashSet<>(List.of(""));
        for (int end = 1; end <= literals.size(); end++) {
            beginnings.add(String.join("", literals.subList(0, end)));
            beginnings.add(literals.get(end - 1));
        }
        Set<String> units = new LinkedHashSet<>(List.of("a", "A", "0", " ", "a.", "a ", "\\", "\\'", "-", "a=", "\t"));
        literals.forEach(units::add);
        expression
                .chars()
                .filter(it -> !Character.isLetterOrDigit(it))
                .forEach(it -> units.add(Character.toString(it)));
        return beginnings.stream()
                .flatMap(beginning -> units.stream()
                        .flatMap(unit -> Stream.of("", "\u0001")
                                .map(end -> beginning + unit.repeat(Math.max(1, LENGTH / unit.length())) + end)));
    }

    /** Java's matcher calls itself for each round of a group that it has to try in several ways. */
    @Test
    void needNoDeepStack() throws IOException {
        Set<String> deep = new TreeSet<>();
        for (Expression expression : expressions()) {
            if (expression.text().matches("(?s).*\\)[*+{].*")) {
                attempts(expression.text())
                        .map(text -> use(expression, longer(text), LONG * 3))
                        .filter(fault -> fault.startsWith("deep"))
                        .findFirst()
                        .ifPresent(fault -> deep.add(expression.text() + " " + fault));
            }
        }

        assertThat(deep).isEmpty();
    }

    private static String longer(String text) {
        int middle = text.length() / 2;
        String repeated = text.substring(middle, Math.min(text.length(), middle + 8));
        return text.substring(0, middle) + repeated.repeat(LONG / 8) + text.substring(middle);
    }

    /** Counts how often it is looked at. */
    private static final class Counted implements CharSequence {
        private final String text;
        private int left;

        Counted(String text, int looks) {
            this.text = text;
            this.left = looks;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (left-- == 0) {
                throw new TooMany();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static final class TooMany extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooMany() {
            super(null, null, false, false);
        }
    }

    /** An expression as a class has it; one that is only held against whole texts is not looked for within them. */
    private record Expression(String text, boolean isLookedFor) {}

    private static Set<Expression> expressions() throws IOException {
        Set<Expression> expressions = new LinkedHashSet<>();
        for (Resource file :
                new PathMatchingResourcePatternResolver().getResources("classpath*:org/linkway/**/*.class")) {
            if (!file.getURL().toString().contains("/test-classes/")) {
                Reader reader = new Reader();
                new ClassReader(file.getContentAsByteArray()).accept(reader, 0);
                reader.found().forEach(expressions::add);
            }
        }
        return expressions;
    }

    /** Each text that a class gives to something that takes an expression, and whether it looks for any. */
    private static final class Reader extends ClassVisitor {
        private final Set<String> held = new TreeSet<>();
        private final Set<String> lookedFor = new TreeSet<>();
        private boolean looks;

        Reader() {
            super(Opcodes.ASM9);
        }

        Stream<Expression> found() {
            return Stream.concat(
                            held.stream().map(it -> new Expression(it, looks)),
                            lookedFor.stream().map(it -> new Expression(it, true)))
                    .filter(it -> isExpression(it.text()));
        }

        /** What the validator says is taken apart by one class, with the expressions of many. */
        @Override
        public void visit(int version, int access, String name, String signature, String parent, String[] faces) {
            looks = name.startsWith("org/linkway/fhir/validation/");
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String type, String signature, String[] thrown) {
            return new MethodVisitor(Opcodes.ASM9) {
                private final List<String> constants = new ArrayList<>();

                @Override
                public void visitLdcInsn(Object value) {
                    if (value instanceof String text) {
                        constants.add(text);
                    }
                }

                @Override
                public void visitMethodInsn(int code, String owner, String called, String parameters, boolean isFace) {
                    looks |= owner.equals("java/util/regex/Matcher")
                            && Set.of("find", "results", "replaceAll", "replaceFirst")
                                    .contains(called);
                    boolean takes = owner.equals("java/lang/String") || owner.equals("java/util/regex/Pattern");
                    int last = constants.size() - 1;
                    if (takes && last >= 0 && Set.of("compile", "matches").contains(called)) {
                        held.add(constants.get(last));
                    } else if (takes
                            && last >= 0
                            && Set.of("split", "replaceAll", "replaceFirst").contains(called)) {
                        constants.subList(Math.max(0, last - 1), last + 1).forEach(lookedFor::add);
                    }
                }
            };
        }
    }

    private static boolean isExpression(String text) {
        try {
            Pattern.compile(text);
            return true;
        } catch (PatternSyntaxException none) {
            return false;
        }
    }
}
