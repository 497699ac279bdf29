package org.linkway.conformance.command;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The options of a command: {@code --name value}, and switches that stand alone. */
public final class Options {
    private static final String ON = "true";

    private final Map<String, String> given;

    private Options(Map<String, String> given) {
        this.given = given;
    }

    /** @throws CommandFailed when an option is not one of these, or lacks its value */
    public static Options parse(List<String> arguments, Set<String> valued, Set<String> switches) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            String option = arguments.get(i);
            if (switches.contains(option)) {
                given.put(option, ON);
            } else if (!valued.contains(option)) {
                Set<String> known = new TreeSet<>(valued);
                known.addAll(switches);
                throw new CommandFailed(
                        "There is no option " + option + ". Use any of " + String.join(", ", known) + ".");
            } else if (i + 1 == arguments.size()) {
                throw new CommandFailed("The option " + option + " needs a value after it.");
            } else {
                i++;
                given.put(option, arguments.get(i));
            }
        }
        return new Options(given);
    }

    public Optional<String> text(String option) {
        return Optional.ofNullable(given.get(option));
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
