package org.linkway.conformance.played;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.linkway.conformance.runner.Destination;
import org.linkway.conformance.runner.Profiles;
import org.linkway.conformance.runner.Result;
import org.linkway.conformance.runner.Script;
import org.linkway.conformance.runner.ScriptResult;
import org.linkway.conformance.runner.ScriptRun;
import org.linkway.conformance.runner.StepResult;

/**
 * Judges a conversation by scripts. A script is worked once for each request with which it can begin; where it comes to nothing,
 * because what was to follow did not, that is told only if no other run of it came to something.
 */
public final class Judging {
    private final Conversation conversation;
    private final Map<Integer, String> bases;
    private final Means means;

    /**
     * What runs of scripts need beside the conversation.
     *
     * @param nhsNumbers new ones, of nobody
     */
    public record Means(Map<String, String> variables, Profiles profiles, Supplier<String> nhsNumbers, Clock clock) {}

    /** @param bases of the destinations of scripts: where the system under test calls, and where it is called */
    public Judging(Conversation conversation, Map<Integer, String> bases, Means means) {
        this.conversation = conversation;
        this.bases = Map.copyOf(bases);
        this.means = means;
    }

    /** Waits until all has come that a script is about, so long for each part of it. */
    public void await(Script script, Duration patience) {
        run(script, 0, patience);
    }

    /** Of what has come so far. */
    public List<ScriptResult> judge(Script script) {
        List<ScriptResult> results = new ArrayList<>();
        ScriptResult result = run(script, 0, Duration.ZERO);
        Optional<Integer> begun = begun(result);
        while (begun.isPresent()) {
            results.add(result);
            int next = begun.get() + 1;
            result = run(script.labelled("request " + (next + 1)), next, Duration.ZERO);
            begun = begun(result);
        }
        List<ScriptResult> whole = results.stream().filter(Judging::isWhole).toList();
        if (!whole.isEmpty()) {
            return whole;
        }
        return List.of(results.isEmpty() ? result : results.get(0));
    }

    private ScriptResult run(Script script, int from, Duration patience) {
        Map<Integer, Destination> destinations = bases.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, base -> new Played(conversation, base.getValue(), patience, from)));
        return new ScriptRun(
                        script,
                        new ScriptRun.Setting(
                                destinations, means.variables(), means.profiles(), means.nhsNumbers(), means.clock()))
                .run();
    }

    /** Which of the exchanges the script began with. */
    private Optional<Integer> begun(ScriptResult result) {
        return result.setup().stream().findFirst().flatMap(StepResult::exchange).map(conversation.heard()::indexOf);
    }

    private static boolean isWhole(ScriptResult result) {
        return result.setup().stream().noneMatch(step -> step.result() == Result.SKIP);
    }
}
