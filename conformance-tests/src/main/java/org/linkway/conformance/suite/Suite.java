package org.linkway.conformance.suite;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.TestScript;
import org.hl7.fhir.r4.model.TestScript.TestScriptVariableComponent;
import org.linkway.conformance.runner.Script;
import org.linkway.conformance.runner.ScriptReader;
import org.linkway.conformance.runner.Shelf;

/**
 * The tests of one role: its conversations, as TestScripts below {@code suite/<role>} in the order of its {@code scripts.txt};
 * and for a receiver those that its tables are made into.
 */
public final class Suite {
    private final Role role;

    private Suite(Role role) {
        this.role = role;
    }

    public static Suite of(Role role) {
        return new Suite(role);
    }

    public Role role() {
        return role;
    }

    /** In the order in which they are run. */
    public List<Script> scripts() {
        List<Script> scripts = new ArrayList<>();
        text("scripts.txt").lines().filter(name -> !name.isBlank()).forEach(name -> scripts.add(written(name)));
        if (role == Role.RECEIVER) {
            scripts.addAll(new Refusals(shelf()).scripts());
            scripts.addAll(new Transitions(shelf()).scripts());
        }
        return scripts;
    }

    private Script written(String name) {
        Script script = ScriptReader.read(role.word() + "/" + name, text(name).getBytes(UTF_8), shelf());
        addCommonVariables(script.resource());
        return script;
    }

    /** What every referral has, so that no script has to say it again. */
    static void addCommonVariables(TestScript script) {
        Tables.rows("variables.csv").stream()
                .filter(row -> script.getVariable().stream()
                        .noneMatch(own -> own.getName().equals(row.get("name"))))
                .forEach(row -> script.addVariable(new TestScriptVariableComponent(new StringType(row.get("name")))
                        .setDefaultValue(row.get("default"))
                        .setDescription(row.get("description"))));
    }

    private Shelf shelf() {
        return Shelf.classPath(folder());
    }

    private String folder() {
        return "suite/" + role.word() + "/";
    }

    private String text(String name) {
        try (InputStream stream = Suite.class.getClassLoader().getResourceAsStream(folder() + name)) {
            return new String(stream.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
