package org.linkway.conformance.runner;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;

/** What a script has seen so far, by the names that it gave. */
final class Memory {
    private final Map<String, Source> sources = new HashMap<>();
    private final Map<String, Supplier<Source>> later = new HashMap<>();
    private final Map<String, String> createdIds = new HashMap<>();
    private Optional<Exchange> last = Optional.empty();
    private Optional<Judgement> whyNone = Optional.empty();

    void keep(String id, Source source) {
        sources.put(id, source);
    }

    /** It is made when somebody first asks for it, who is told where it cannot be. */
    void keepLater(String id, Supplier<Source> source) {
        later.put(id, source);
    }

    /** What was to be called so did not come about; an older one of this name is not meant. */
    void keepNot(String id, Judgement why) {
        sources.remove(id);
        later.put(id, () -> {
            throw StepStopped.notSupported(
                    "It is about `" + id + "`, whose operation could not be done: " + why.sentence());
        });
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
                ? StepStopped.notSupported("It is about the operation before, which could not be done: "
                        + whyNone.get().sentence())
                : StepStopped.error("It is about an operation, and there was none before it."));
    }

    Optional<Exchange> lastIfAny() {
        return last;
    }

    Source source(String id) {
        if (!sources.containsKey(id) && later.containsKey(id)) {
            sources.put(id, later.get(id).get());
        }
        if (!sources.containsKey(id)) {
            TreeSet<String> known = new TreeSet<>(sources.keySet());
            known.addAll(later.keySet());
            throw StepStopped.error("Nothing is called `" + id + "` here; there are: "
                    + (known.isEmpty() ? "nothing" : String.join(", ", known)) + ".");
        }
        return sources.get(id);
    }

    /** Or will be there when it is asked for, unless it cannot be had. */
    boolean has(String id) {
        return sources.containsKey(id) || later.containsKey(id);
    }
}
