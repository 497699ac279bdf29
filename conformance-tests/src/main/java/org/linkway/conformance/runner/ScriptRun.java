package org.linkway.conformance.runner;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.TestScript;
import org.hl7.fhir.r4.model.TestScript.SetupActionAssertComponent;
import org.hl7.fhir.r4.model.TestScript.SetupActionOperationComponent;
import org.hl7.fhir.r4.model.TestScript.TestActionComponent;
import org.hl7.fhir.r4.model.TestScript.TestScriptFixtureComponent;
import org.hl7.fhir.r4.model.TestScript.TestScriptTestComponent;
import org.linkway.conformance.runner.Server.Unanswered;
import org.linkway.conformance.runner.StepResult.Kind;

/** One run of one script: fixtures, setup, tests, teardown. Whatever happens in it, it comes to an end with a result. */
public final class ScriptRun {
    private static final int ONLY_DESTINATION = 1;

    private final Script script;
    private final Map<Integer, Server> destinations;
    private final Memory memory = new Memory();
    private final Words words;
    private final Requests requests;
    private final Checks checks;
    private final Clock clock;

    /**
     * What a run works with.
     *
     * @param destinations by the numbers that scripts give them, from 1
     * @param variables values that count more than what a script says
     * @param nhsNumbers new ones, of nobody
     */
    public record Setting(
            Map<Integer, Server> destinations,
            Map<String, String> variables,
            Profiles profiles,
            Supplier<String> nhsNumbers,
            Clock clock) {}

    public ScriptRun(Script script, Setting setting) {
        this.script = script;
        this.destinations = setting.destinations();
        this.clock = setting.clock();
        this.words = new Words(
                script.resource().getVariable(), setting.variables(), memory, new Macros(clock, setting.nhsNumbers()));
        this.requests = new Requests(memory, words);
        this.checks = new Checks(script.resource(), memory, words, setting.profiles());
    }

    /** Tests leave each other be; where setup fails, none is tried. */
    public ScriptResult run() {
        TestScript resource = script.resource();
        List<StepResult> setup = new ArrayList<>(prepared(resource.getFixture()));
        resource.getSetup().getAction().forEach(action -> {
            if (setup.stream().noneMatch(step -> step.result().isBroken())) {
                setup.add(action.hasOperation() ? operation(action.getOperation()) : judged(action.getAssert()));
            }
        });
        Optional<StepResult> broken =
                setup.stream().filter(step -> step.result().isBroken()).findFirst();
        List<TestResult> tests = resource.getTest().stream()
                .map(test -> broken.isPresent() ? leftOut(test) : test(test))
                .toList();
        List<StepResult> teardown = new ArrayList<>();
        resource.getTeardown().getAction().forEach(action -> teardown.add(operation(action.getOperation())));
        resource.getFixture().stream()
                .filter(TestScriptFixtureComponent::getAutodelete)
                .forEach(fixture -> teardown.add(operation(implied("delete", fixture))));
        return new ScriptResult(script, clock.instant(), setup, tests, teardown);
    }

    /** One that cannot be had is told of by each step that needs it. */
    private List<StepResult> prepared(List<TestScriptFixtureComponent> fixtures) {
        List<StepResult> steps = new ArrayList<>();
        for (TestScriptFixtureComponent fixture : fixtures) {
            try {
                memory.keep(fixture.getId(), new Fixtures(script, words).load(fixture));
                if (fixture.getAutocreate()) {
                    steps.add(operation(implied("create", fixture)));
                }
            } catch (StepStopped stopped) {
                memory.keepNot(fixture.getId(), stopped.judgement());
            }
        }
        return steps;
    }

    private static SetupActionOperationComponent implied(String code, TestScriptFixtureComponent fixture) {
        SetupActionOperationComponent operation = new SetupActionOperationComponent();
        operation.getType().setCode(code);
        operation.setDescription("Asked for by the fixture " + fixture.getId() + ".");
        return code.equals("create") ? operation.setSourceId(fixture.getId()) : operation.setTargetId(fixture.getId());
    }

    private TestResult test(TestScriptTestComponent test) {
        List<StepResult> steps = new ArrayList<>();
        Optional<StepResult> stopping = Optional.empty();
        for (TestActionComponent action : test.getAction()) {
            StepResult step = stopping.isPresent()
                    ? leftOut(action)
                    : action.hasOperation() ? operation(action.getOperation()) : judged(action.getAssert());
            steps.add(step);
            if (stopping.isEmpty() && step.result().isBroken() && stops(action)) {
                stopping = Optional.of(step);
            }
        }
        return result(test, steps);
    }

    /** R4 does not say; engines stop unless they are told otherwise. */
    private static boolean stops(TestActionComponent action) {
        return action.hasOperation()
                || Extensions.flag(action.getAssert(), Extensions.STOP_TEST_ON_FAIL)
                        .orElse(true);
    }

    private static StepResult leftOut(TestActionComponent action) {
        Judgement why = new Judgement(Result.SKIP, "Left out, because a step before it failed.");
        return action.hasOperation()
                ? step(action.getOperation(), why, Optional.empty())
                : step(action.getAssert(), why, Optional.empty());
    }

    private static TestResult leftOut(TestScriptTestComponent test) {
        return result(test, test.getAction().stream().map(ScriptRun::leftOut).toList());
    }

    private static TestResult result(TestScriptTestComponent test, List<StepResult> steps) {
        return new TestResult(
                Optional.ofNullable(test.getId()).orElse(""),
                Optional.ofNullable(test.getName()).orElse(""),
                Optional.ofNullable(test.getDescription()).orElse(""),
                Extensions.texts(test, Extensions.REQUIREMENT),
                steps);
    }

    private StepResult operation(SetupActionOperationComponent operation) {
        try {
            Exchange exchange = done(operation);
            memory.came(exchange);
            remember(operation, exchange);
            return step(
                    operation,
                    Judgement.pass(exchange.request().method() + " "
                            + exchange.request().url() + " was answered "
                            + exchange.response().status() + "."),
                    Optional.of(exchange));
        } catch (StepStopped stopped) {
            memory.didNotCome(stopped.judgement());
            return step(operation, stopped.judgement(), Optional.empty());
        } catch (Unanswered unanswered) {
            memory.didNotCome(new Judgement(Result.ERROR, unanswered.getMessage()));
            return step(operation, new Judgement(Result.ERROR, unanswered.getMessage()), Optional.empty());
        }
    }

    private Exchange done(SetupActionOperationComponent operation) {
        Server server = server(operation);
        Request request = requests.of(operation, server);
        Optional<Extension> poll = Extensions.one(operation, Extensions.POLL);
        return poll.isEmpty() ? server.send(request) : polled(poll.get(), request, server);
    }

    private Server server(SetupActionOperationComponent operation) {
        int number = operation.hasDestination() ? operation.getDestination() : ONLY_DESTINATION;
        Server server = destinations.get(number);
        if (server == null) {
            throw StepStopped.notSupported("The script speaks to destination " + number
                    + ", and nobody said where that is: add --destination " + number + "=https://….");
        }
        return server;
    }

    /** Asks until it is so. The last answer counts, whether or not it became so: the asserts behind it say what was expected. */
    private Exchange polled(Extension poll, Request request, Server server) {
        String until = words.fill(Extensions.part(poll, "until")
                .orElseThrow(
                        () -> StepStopped.error("It is to be asked again and again, and does not say until when.")));
        long every = Extensions.part(poll, "every").map(Long::parseLong).orElse(500L);
        long end = System.nanoTime()
                + Duration.ofMillis(Extensions.part(poll, "within")
                                .map(Long::parseLong)
                                .orElse(10_000L))
                        .toNanos();
        Exchange last = server.send(request);
        while (!holds(until, last) && System.nanoTime() - end < 0) {
            pause(every);
            last = server.send(request);
        }
        return last;
    }

    private static boolean holds(String expression, Exchange exchange) {
        return exchange.response().body().resource().isPresent()
                && Expressions.fhirPath(exchange.response().body(), expression)
                        .values()
                        .equals(List.of("true"));
    }

    private static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw StepStopped.error("The run was interrupted.");
        }
    }

    private void remember(SetupActionOperationComponent operation, Exchange exchange) {
        if (operation.hasResponseId()) {
            memory.keep(operation.getResponseId(), exchange.response());
        }
        if (operation.hasRequestId()) {
            memory.keep(operation.getRequestId(), exchange.request());
        }
        if (operation.hasSourceId() && exchange.response().status() / 100 == 2) {
            Locations.id(exchange.response()).ifPresent(id -> memory.created(operation.getSourceId(), id));
        }
    }

    private StepResult judged(SetupActionAssertComponent asked) {
        Judgement judgement;
        try {
            judgement = checks.judge(asked);
        } catch (StepStopped stopped) {
            judgement = stopped.judgement();
        }
        return step(asked, asked.getWarningOnly() ? judgement.asWarning() : judgement, memory.lastIfAny());
    }

    private static StepResult step(
            SetupActionOperationComponent operation, Judgement judgement, Optional<Exchange> exchange) {
        return new StepResult(
                Kind.OPERATION,
                Optional.ofNullable(operation.getLabel())
                        .orElse(Optional.ofNullable(operation.getType().getCode())
                                .orElse("operation")),
                Optional.ofNullable(operation.getDescription()).orElse(""),
                judgement,
                exchange);
    }

    private static StepResult step(SetupActionAssertComponent asked, Judgement judgement, Optional<Exchange> exchange) {
        return new StepResult(
                Kind.ASSERT,
                Optional.ofNullable(asked.getLabel()).orElse("assert"),
                Optional.ofNullable(asked.getDescription()).orElse(""),
                judgement,
                exchange);
    }
}
