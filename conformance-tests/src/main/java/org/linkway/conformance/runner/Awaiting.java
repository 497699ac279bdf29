package org.linkway.conformance.runner;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.TestScript.SetupActionOperationComponent;
import org.linkway.conformance.runner.Awaited.When;

/** How far a script has come in what it hears. */
final class Awaiting {
    private static final int NOT_BEGUN = -1;

    private final Words words;
    private int found = NOT_BEGUN;

    Awaiting(Words words) {
        this.words = words;
    }

    /** @throws StepStopped where it has not come */
    Exchange exchange(SetupActionOperationComponent operation, Caller caller) {
        Awaited awaited = Awaited.of(operation, caller.base(), words::fill);
        return awaited.when() == When.BEFORE ? before(awaited, caller) : next(awaited, caller);
    }

    static boolean isNever(SetupActionOperationComponent operation) {
        return When.of(operation) == When.NEVER;
    }

    /** Not waited for: what came is what counts. */
    Judgement never(SetupActionOperationComponent operation, Caller caller) {
        Awaited awaited = Awaited.of(operation, caller.base(), words::fill);
        Optional<Exchange> came =
                after(caller).stream().filter(awaited::isMetBy).findFirst();
        return came.map(it -> new Judgement(
                        Result.FAIL,
                        "This may not come, and came: " + awaited.what() + " ("
                                + it.request().method() + " " + it.request().url() + ")."))
                .orElseGet(() -> Judgement.pass("As expected, this has not come: " + awaited.what() + "."));
    }

    private List<Exchange> after(Caller caller) {
        List<Exchange> heard = caller.heard();
        return heard.subList(Math.min(begin(caller), heard.size()), heard.size());
    }

    private int begin(Caller caller) {
        return found == NOT_BEGUN ? caller.from() : found + 1;
    }

    private Exchange next(Awaited awaited, Caller caller) {
        long end = System.nanoTime() + caller.patience().toNanos();
        int looked = begin(caller);
        while (true) {
            List<Exchange> heard = caller.heard();
            for (; looked < heard.size(); looked++) {
                if (awaited.isMetBy(heard.get(looked))) {
                    found = looked;
                    return heard.get(looked);
                }
            }
            if (!caller.hearsMoreThan(looked, Duration.ofNanos(end - System.nanoTime()))) {
                throw StepStopped.notSupported("This has not come. Send " + awaited.sentence() + ".");
            }
        }
    }

    private Exchange before(Awaited awaited, Caller caller) {
        if (found == NOT_BEGUN) {
            throw StepStopped.notSupported("Nothing has come that something could have come before.");
        }
        List<Exchange> earlier = caller.heard().subList(0, Math.max(found, 0));
        for (int i = earlier.size() - 1; i >= 0; i--) {
            if (awaited.isMetBy(earlier.get(i))) {
                return earlier.get(i);
            }
        }
        throw StepStopped.failed("This was to come before it, and did not: " + awaited.sentence() + ".");
    }
}
