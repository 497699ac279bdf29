package org.linkway.conformance.runner;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.TestScript.TestScriptVariableComponent;

/** Fills in {@code ${}}: a script's variables, and {@link Macros}. */
final class Words {
    private static final Pattern PLACE = Pattern.compile("\\$\\{([^}]*)}");

    private final Map<String, TestScriptVariableComponent> variables = new HashMap<>();
    private final Map<String, String> given;
    private final Map<String, String> settled = new HashMap<>();
    private final Memory memory;
    private final Macros macros;

    /** @param given values by name, which count more than what the script says */
    Words(List<TestScriptVariableComponent> variables, Map<String, String> given, Memory memory, Macros macros) {
        variables.forEach(variable -> this.variables.put(variable.getName(), variable));
        this.given = Map.copyOf(given);
        this.memory = memory;
        this.macros = macros;
    }

    /** @throws StepStopped where a variable has no value yet, or nobody knows what is meant */
    String fill(String text) {
        Matcher places = PLACE.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (places.find()) {
            places.appendReplacement(
                    filled, Matcher.quoteReplacement(value(places.group(1).strip())));
        }
        return places.appendTail(filled).toString();
    }

    private String value(String name) {
        return variable(name)
                .or(() -> macros.value(name, this::variable))
                .orElseThrow(() -> StepStopped.notSupported(
                        "`${" + name + "}` is no variable of this script, and no macro that this runner knows: "
                                + Macros.KNOWN + "."));
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(given.get(name))
                .or(() -> Optional.ofNullable(variables.get(name))
                        .map(variable -> settled.containsKey(name) ? settled.get(name) : evaluated(variable)));
    }

    private String evaluated(TestScriptVariableComponent variable) {
        Optional<String> read = read(variable);
        if (read.isPresent()) {
            return read.get();
        }
        if (!variable.hasDefaultValue() && isReadFrom(variable) && isAnswered(variable)) {
            throw StepStopped.failed("Expected " + described(variable) + ", to go on with; found nothing there.");
        }
        if (!variable.hasDefaultValue()) {
            throw StepStopped.error("The variable " + variable.getName() + " has no value"
                    + (variable.hasHint() ? " (" + variable.getHint() + ")" : "") + ": "
                    + (isReadFrom(variable)
                            ? "it is to be read from " + described(variable) + ", which holds none."
                            : "give it one with --variable " + variable.getName() + "=…"));
        }
        // Once for a whole run, so that a new id stays the same one.
        String value = fill(variable.getDefaultValue());
        settled.put(variable.getName(), value);
        return value;
    }

    private Optional<String> read(TestScriptVariableComponent variable) {
        if (!isReadFrom(variable)) {
            return Optional.empty();
        }
        if (variable.hasSourceId() && !memory.has(variable.getSourceId()) && variable.hasDefaultValue()) {
            return Optional.empty();
        }
        Source source = variable.hasSourceId()
                ? memory.source(variable.getSourceId())
                : memory.last().response();
        if (variable.hasHeaderField()) {
            return source.headers()
                    .orElseThrow(() -> StepStopped.error("The variable " + variable.getName() + " is a header of "
                            + variable.getSourceId() + ", which is a fixture and has none."))
                    .value(variable.getHeaderField());
        }
        Expressions found = variable.hasExpression()
                ? Expressions.fhirPath(source.body(), fill(variable.getExpression()))
                : Expressions.path(source.body(), fill(variable.getPath()));
        return found.values().stream().findFirst();
    }

    /** Where it is not, the script itself is to blame. */
    private boolean isAnswered(TestScriptVariableComponent variable) {
        return !variable.hasSourceId() || memory.source(variable.getSourceId()) instanceof Response;
    }

    private static boolean isReadFrom(TestScriptVariableComponent variable) {
        return variable.hasExpression() || variable.hasHeaderField() || variable.hasPath();
    }

    private static String described(TestScriptVariableComponent variable) {
        String what = variable.hasHeaderField()
                ? "the header " + variable.getHeaderField()
                : "`" + (variable.hasExpression() ? variable.getExpression() : variable.getPath()) + "`";
        return what + " of " + (variable.hasSourceId() ? variable.getSourceId() : "the last answer");
    }
}
