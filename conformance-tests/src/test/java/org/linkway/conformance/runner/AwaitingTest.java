package org.linkway.conformance.runner;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linkway.conformance.runner.Headers.Header;
import org.linkway.fhir.profile.MountedPackages;

/** What a script finds in what it hears. */
class AwaitingTest {
    private static final String BASE = "http://localhost:9080/fhir";
    private static final Profiles PROFILES = new Profiles(MountedPackages.none());
    private static final String EXTENSION = "https://fhir.linkway.org/StructureDefinition/testscript-";

    private final List<Exchange> heard = new ArrayList<>();
    private Predicate<List<Exchange>> coming = it -> false;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'type': {'code': 'read'}, 'resource': 'Patient' | GET | /Patient/1 | PASS",
                "'type': {'code': 'read'}, 'resource': 'Patient' | GET | /Patient/1/_history/2 | SKIP",
                "'type': {'code': 'read'}, 'resource': 'Patient' | PUT | /Patient/1 | SKIP",
                "'type': {'code': 'search'}, 'resource': 'Task' | GET | /Task?status=requested | PASS",
                "'type': {'code': 'search'}, 'resource': 'Task', 'params': '?status=*' | GET | /Task?a=b&status=requested | PASS",
                "'type': {'code': 'search'}, 'resource': 'Task', 'params': '?patient:identifier=*' | GET | /Task?patient%3Aidentifier=1 | PASS",
                "'type': {'code': 'search'}, 'resource': 'Task', 'params': '?status=*' | GET | /Task | SKIP",
                "'type': {'code': 'update'}, 'resource': 'Task' | PUT | /Task/1 | PASS",
                "'type': {'code': 'create'}, 'resource': 'Task' | POST | /Task | PASS",
                "'type': {'code': 'transaction'} | POST | / | PASS",
                "'type': {'code': 'capabilities'} | GET | /metadata | PASS",
                "'type': {'code': 'process-message'} | POST | /$process-message | PASS",
                "'type': {'code': 'process-message'} | POST | /%24process-message | PASS",
                "'type': {'code': 'create'}, 'url': '**', 'method': 'post' | POST | /any/where | PASS",
                "'type': {'code': 'create'}, 'url': '/a/*/b', 'method': 'post' | POST | /a/x/b | PASS",
                "'type': {'code': 'create'}, 'url': '/a/*/b', 'method': 'post' | POST | /a/x/y/b | SKIP"
            })
    void findsARequestByItsMethodAndAddress(String operation, String method, String path, String result) {
        hear(method, path, "", "{}");

        assertThat(steps(operation).get(0).result()).hasToString(result);
    }

    @Test
    void findsARequestByWhatIsInItAndInItsAnswer() {
        hear("POST", "/Task", "{\"resourceType\": \"Task\", \"status\": \"draft\"}", "{\"kept\": false}");
        hear("POST", "/Task", "{\"resourceType\": \"Task\", \"status\": \"requested\"}", "{\"kept\": false}");
        hear("POST", "/Task", "{\"resourceType\": \"Task\", \"status\": \"requested\"}", "{\"kept\": true}");
        String operation = extensions("awaits", "Task.status = 'requested'", "awaits-answer", "$[?(@.kept == true)]")
                + ", \"type\": {\"code\": \"create\"}, \"resource\": \"Task\"";

        StepResult step = steps(operation).get(0);

        assertThat(step.exchange()).containsSame(heard.get(2));
    }

    @Test
    void saysThatAScriptNamesNoSuchTime() {
        StepResult step = steps(extensions("awaits-when", "soon") + ", \"type\": {\"code\": \"read\"}")
                .get(0);

        assertThat(step.result()).isEqualTo(Result.ERROR);
        assertThat(step.judgement().sentence()).startsWith("A request is awaited `soon`");
    }

    @Test
    void goesOnBehindWhatItHasFound() {
        hear("GET", "/Task/1", "", "{}");
        hear("GET", "/Task/2", "", "{}");
        String read = "\"type\": {\"code\": \"read\"}, \"resource\": \"Task\"";

        List<StepResult> steps = steps(read, read, read);

        assertThat(steps.get(0).exchange()).containsSame(heard.get(0));
        assertThat(steps.get(1).exchange()).containsSame(heard.get(1));
        assertThat(steps.get(2).result()).isEqualTo(Result.SKIP);
        assertThat(steps.get(2).judgement().sentence())
                .isEqualTo("This has not come. Send a Task: GET " + BASE + "/Task/{any}.");
    }

    @Test
    void waitsForWhatHasNotComeYet() {
        coming = so -> so.isEmpty() && hear("GET", "/Task/1", "", "{}");

        assertThat(steps("\"type\": {\"code\": \"read\"}, \"resource\": \"Task\"")
                        .get(0)
                        .exchange())
                .containsSame(heard.get(0));
    }

    @Test
    void looksForWhatHasToComeBefore() {
        hear("GET", "/Task/1", "", "{}");
        hear("PUT", "/Task/1", "{}", "{}");
        String update = "\"type\": {\"code\": \"update\"}, \"resource\": \"Task\"";
        String before = extensions("awaits-when", "before") + ", \"type\": {\"code\": \"read\"}, \"resource\": ";

        assertThat(steps(update, before + "\"Task\"").get(1).exchange()).containsSame(heard.get(0));
        assertThat(steps(update, before + "\"Patient\"").get(1).result()).isEqualTo(Result.FAIL);
        assertThat(steps(before + "\"Task\"").get(0).result()).isEqualTo(Result.SKIP);
    }

    @Test
    void judgesWhatMayNotCome() {
        hear("GET", "/Task/1", "", "{}");
        hear("PUT", "/Task/1", "{}", "{}");
        String read = "\"type\": {\"code\": \"read\"}, \"resource\": \"Task\"";
        String never = extensions("awaits-when", "never") + ", \"resource\": \"Task\", \"type\": {\"code\": ";

        assertThat(steps(read, never + "\"update\"}").get(1).result()).isEqualTo(Result.FAIL);
        assertThat(steps(read, never + "\"create\"}").get(1).result()).isEqualTo(Result.PASS);
    }

    @Test
    void whatIsAskedAboutARequestThatDidNotComeIsNotKnown() {
        ScriptResult result = run(
                "{\"operation\": {\"type\": {\"code\": \"read\"}, \"resource\": \"Task\", \"requestId\": \"asked\"}},"
                        + " {\"assert\": {\"sourceId\": \"asked\", \"headerField\": \"X\"}}");

        StepResult step = result.tests().get(0).steps().get(1);
        assertThat(step.result()).isEqualTo(Result.SKIP);
        assertThat(step.judgement().sentence()).contains("This has not come.");
    }

    private static String extensions(String... namesAndValues) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            all.append(all.isEmpty() ? "" : ", ")
                    .append("{\"url\": \"" + EXTENSION + namesAndValues[i] + "\", \"valueString\": \""
                            + namesAndValues[i + 1] + "\"}");
        }
        return "\"extension\": [" + all + "]";
    }

    private List<StepResult> steps(String... operations) {
        StringBuilder actions = new StringBuilder();
        for (String operation : operations) {
            actions.append(actions.isEmpty() ? "" : ", ")
                    .append("{\"operation\": {")
                    .append(operation.startsWith("'") ? operation.replace('\'', '"') : operation)
                    .append(", \"label\": \"a Task\"}}");
        }
        return run(actions.toString()).tests().get(0).steps();
    }

    private ScriptResult run(String actions) {
        String text = "{\"resourceType\": \"TestScript\", \"url\": \"urn:x\", \"name\": \"x\", \"status\": \"draft\","
                + " \"test\": [{\"action\": [" + actions + "]}]}";
        return new ScriptRun(
                        ScriptReader.read("script", text.getBytes(UTF_8), path -> Optional.empty()),
                        new ScriptRun.Setting(
                                Map.of(1, new Speaking()), Map.of(), PROFILES, () -> "", Clock.systemUTC()))
                .run();
    }

    private boolean hear(String method, String path, String body, String answer) {
        return heard.add(new Exchange(
                new Request(
                        method,
                        BASE + path,
                        new Headers(List.of(new Header("X-Test", "1"))),
                        new Body(body.getBytes(UTF_8), "application/json")),
                new Response(200, new Headers(List.of()), new Body(answer.getBytes(UTF_8), "application/json")),
                Duration.ZERO));
    }

    /** Says what the test has it say. */
    private final class Speaking implements Caller {
        @Override
        public String base() {
            return BASE;
        }

        @Override
        public List<Exchange> heard() {
            return List.copyOf(heard);
        }

        @Override
        public int from() {
            return 0;
        }

        @Override
        public Duration patience() {
            return Duration.ofSeconds(1);
        }

        @Override
        public boolean hearsMoreThan(int count, Duration within) {
            return coming.test(heard) && heard.size() > count;
        }
    }
}
