package org.linkway.conformance.runner;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
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
    private static final Judgement STEP_BEFORE_FAILED =
            new Judgement(Result.SKIP, "Left out, because a step before it failed.");

    private final Script script;
    private final Map<Integer, ? extends Destination> destinations;
    private final Memory memory = new Memory();
    private final Words words;
    private final Requests requests;
    private final Awaiting awaiting;
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
            Map<Integer, ? extends Destination> destinations,
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
        this.awaiting = new Awaiting(words);
        this.checks = new Checks(script.resource(), memory, words, setting.profiles());
    }

    /** Tests leave each other be; where setup fails, none is tried. */
    public ScriptResult run() {
        TestScript resource = script.resource();
        Optional<Integer> nowhere = nowhere(resource);
        if (nowhere.isPresent()) {
            Judgement why = isNowhere(nowhere.get()).judgement();
            return new ScriptResult(
                    script,
                    clock.instant(),
                    List.of(),
                    resource.getTest().stream().map(test -> leftOut(test, why)).toList(),
                    List.of());
        }
        List<StepResult> setup = new ArrayList<>(prepared(resource.getFixture()));
        resource.getSetup().getAction().forEach(action -> {
            if (setup.stream().noneMatch(step -> step.result().isBroken())) {
                setup.add(action.hasOperation() ? operation(action.getOperation()) : judged(action.getAssert()));
            }
        });
        Optional<StepResult> broken =
                setup.stream().filter(step -> step.result().isBroken()).findFirst();
        List<TestResult> tests = resource.getTest().stream()
                .map(test -> broken.isPresent() ? leftOut(test, STEP_BEFORE_FAILED) : test(test))
                .toList();
        List<StepResult> teardown = new ArrayList<>();
        resource.getTeardown().getAction().forEach(action -> teardown.add(operation(action.getOperation())));
        resource.getFixture().stream()
                .filter(TestScriptFixtureComponent::getAutodelete)
                .forEach(fixture -> teardown.add(operation(implied("delete", fixture))));
        return new ScriptResult(script, clock.instant(), setup, tests, teardown);
    }

    /**
     * They are read when a step first needs them, because their words may come from answers before it; and one that cannot be
     * had is told of by each step that needs it.
     */
    private List<StepResult> prepared(List<TestScriptFixtureComponent> fixtures) {
        Fixtures files = new Fixtures(script, words);
        fixtures.forEach(fixture -> memory.keepLater(fixture.getId(), () -> files.load(fixture)));
        return fixtures.stream()
                .filter(TestScriptFixtureComponent::getAutocreate)
                .map(fixture -> operation(implied("create", fixture)))
                .toList();
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
                    ? leftOut(action, STEP_BEFORE_FAILED)
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

    private static StepResult leftOut(TestActionComponent action, Judgement why) {
        return action.hasOperation()
                ? step(action.getOperation(), why, Optional.empty())
                : step(action.getAssert(), why, Optional.empty());
    }

    private static TestResult leftOut(TestScriptTestComponent test, Judgement why) {
        return result(
                test,
                test.getAction().stream().map(action -> leftOut(action, why)).toList());
    }

    private static TestResult result(TestScriptTestComponent test, List<StepResult> steps) {
        return new TestResult(
                Optional.ofNullable(test.getId()).orElse(""),
                Optional.ofNullable(test.getName()).orElse(""),
                Optional.ofNullable(test.getDescription()).orElse(""),
                Extensions.requirements(test),
                steps);
    }

    private StepResult operation(SetupActionOperationComponent operation) {
        try {
            Destination destination = destination(operation);
            if (destination instanceof Caller caller && Awaiting.isNever(operation)) {
                return judged(operation, awaiting.never(operation, caller));
            }
            Exchange exchange = done(operation, destination);
            memory.came(exchange);
            remember(operation, exchange);
            return step(
                    operation,
                    Judgement.pass(exchange.request().method() + " "
                            + exchange.request().url() + " was answered "
                            + exchange.response().status() + "."),
                    Optional.of(exchange));
        } catch (StepStopped stopped) {
            return didNotCome(operation, stopped.judgement());
        } catch (Unanswered unanswered) {
            return didNotCome(operation, new Judgement(Result.ERROR, unanswered.getMessage()));
        }
    }

    private StepResult didNotCome(SetupActionOperationComponent operation, Judgement why) {
        memory.didNotCome(why);
        Stream.of(operation.getResponseId(), operation.getRequestId())
                .filter(Objects::nonNull)
                .forEach(id -> memory.keepNot(id, why));
        return step(operation, why, Optional.empty());
    }

    private Exchange done(SetupActionOperationComponent operation, Destination destination) {
        if (destination instanceof Caller caller) {
            return awaiting.exchange(operation, caller);
        }
        Server server = (Server) destination;
        Request request = requests.of(operation, server);
        Optional<Extension> poll = Extensions.one(operation, Extensions.POLL);
        return poll.isEmpty() ? server.send(request) : polled(poll.get(), request, server);
    }

    /** Of the destinations that the script speaks to: what it shows stands on all of them. */
    private Optional<Integer> nowhere(TestScript resource) {
        return Stream.concat(
                        resource.getSetup().getAction().stream().map(action -> action.getOperation()),
                        resource.getTest().stream()
                                .flatMap(test -> test.getAction().stream().map(action -> action.getOperation())))
                .filter(SetupActionOperationComponent::hasDestination)
                .map(SetupActionOperationComponent::getDestination)
                .filter(number -> !destinations.containsKey(number))
                .findFirst();
    }

    private static StepStopped isNowhere(int number) {
        return StepStopped.notSupported("The script speaks to destination " + number
                + ", and nobody said where that is: add --destination " + number + "=https://….");
    }

    private Destination destination(SetupActionOperationComponent operation) {
        int number = operation.hasDestination() ? operation.getDestination() : ONLY_DESTINATION;
        Destination destination = destinations.get(number);
        if (destination == null) {
            throw isNowhere(number);
        }
        return destination;
    }

    /** Asks until it is so. The last answer counts, whether or not it became so: the asserts behind it say what was expected. */
    private Exchange polled(Extension poll, Request request, Server server) {
        String until = words.fill(Extensions.part(poll, "until")
                .orElseThrow(
                        () -> StepStopped.error("It is to be asked again and again, and does not say until when.")));
        long every = Extensions.part(poll, "every").map(Extensions::number).orElse(500L);
        long end = System.nanoTime()
                + Duration.ofMillis(Extensions.part(poll, "within")
                                .map(Extensions::number)
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

    /** One that judges what it finds. */
    private static StepResult judged(SetupActionOperationComponent operation, Judgement judgement) {
        return new StepResult(
                Kind.ASSERT,
                Optional.ofNullable(operation.getLabel()).orElse("never"),
                Optional.ofNullable(operation.getDescription()).orElse(""),
                judgement,
                Optional.empty());
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
