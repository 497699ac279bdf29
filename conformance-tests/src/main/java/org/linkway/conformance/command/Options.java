package org.linkway.conformance.command;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The options of a command: {@code --name value}, and switches that stand alone. */
public final class Options {
    private static final String ON = "true";

    private final Map<String, List<String>> given;

    private Options(Map<String, List<String>> given) {
        this.given = given;
    }

    /** @throws CommandFailed when an option is not one of these, or lacks its value */
    public static Options parse(List<String> arguments, Set<String> valued, Set<String> switches) {
        Map<String, List<String>> given = new HashMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            String option = arguments.get(i);
            if (switches.contains(option)) {
                given.put(option, List.of(ON));
            } else if (!valued.contains(option)) {
                Set<String> known = new TreeSet<>(valued);
                known.addAll(switches);
                throw new CommandFailed(
                        "There is no option " + option + ". Use any of " + String.join(", ", known) + ".");
            } else if (i + 1 == arguments.size()) {
                throw new CommandFailed("The option " + option + " needs a value after it.");
            } else {
                i++;
                given.computeIfAbsent(option, it -> new ArrayList<>()).add(arguments.get(i));
            }
        }
        return new Options(given);
    }

    /** Of one that is given several times the last. */
    public Optional<String> text(String option) {
        List<String> all = all(option);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    /** In the order in which they were given. */
    public List<String> all(String option) {
        return given.getOrDefault(option, List.of());
    }

    /**
     * Those that give something a value each, as {@code --variable name=value}.
     *
     * @throws CommandFailed where one has no {@code =}
     */
    public Map<String, String> pairs(String option) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String given : all(option)) {
            int equals = given.indexOf('=');
            if (equals < 1) {
                throw new CommandFailed(option + " is " + given + ". Write it as name=value.");
            }
            pairs.put(given.substring(0, equals), given.substring(equals + 1));
        }
        return pairs;
    }

    public boolean isOn(String option) {
        return given.containsKey(option);
    }

    /** @throws CommandFailed when the value is not a number from least to most */
    public int number(String option, int otherwise, int least, int most) {
        String text = text(option).orElse(Integer.toString(otherwise));
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, together with what would be a number.
        }
        throw new CommandFailed(option + " is " + text + ". Give a number from " + least + " to " + most + ".");
    }
}
