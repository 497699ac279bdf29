package org.linkway.conformance.runner;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** What a script has seen so far, by the names that it gave. */
final class Memory {
    private final Map<String, Source> sources = new HashMap<>();
    private final Map<String, Judgement> missing = new HashMap<>();
    private final Map<String, String> createdIds = new HashMap<>();
    private Optional<Exchange> last = Optional.empty();
    private Optional<Judgement> whyNone = Optional.empty();

    void keep(String id, Source source) {
        sources.put(id, source);
    }

    /** Whoever asks for it is told why it is not there. */
    void keepNot(String id, Judgement why) {
        missing.put(id, why);
    }

    void came(Exchange exchange) {
        last = Optional.of(exchange);
        whyNone = Optional.empty();
    }

    /** The operation that was to come last could not be done: what is asked about it is not known either. */
    void didNotCome(Judgement why) {
        last = Optional.empty();
        whyNone = Optional.of(why);
    }

    /** A server has given what came of this fixture an id. */
    void created(String fixture, String id) {
        createdIds.put(fixture, id);
    }

    Optional<String> createdId(String fixture) {
        return Optional.ofNullable(createdIds.get(fixture));
    }

    Exchange last() {
        return last.orElseThrow(() -> whyNone.isPresent()
                ? StepStopped.notSupported("It is about the operation before, which could not be done.")
                : StepStopped.error("It is about an operation, and there was none before it."));
    }

    Optional<Exchange> lastIfAny() {
        return last;
    }

    Source source(String id) {
        Source source = sources.get(id);
        if (source == null && missing.containsKey(id)) {
            throw StepStopped.of(missing.get(id));
        }
        if (source == null) {
            throw StepStopped.error("Nothing is called `" + id + "` here; there are: "
                    + (sources.isEmpty() ? "nothing" : String.join(", ", new TreeSet<>(sources.keySet()))) + ".");
        }
        return source;
    }

    boolean has(String id) {
        return sources.containsKey(id);
    }
}
