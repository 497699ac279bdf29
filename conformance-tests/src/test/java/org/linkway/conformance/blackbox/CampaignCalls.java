package org.linkway.conformance.blackbox;

import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Requests of callers that do as they should: what is not answered is sent again, to whichever node is next, until it is. */
final class CampaignCalls {
    /** As long as a node needs to come back, and a claim of a dead one to lapse, on a busy machine. */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Set<Integer> AGAIN = Set.of(408, 425, 429, 500, 502, 503, 504);

    private final Function<Integer, GatewayProcess> nodes;
    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicInteger inVain = new AtomicInteger();

    /** @param nodes any of them by a number, dead or alive */
    CampaignCalls(Function<Integer, GatewayProcess> nodes) {
        this.nodes = nodes;
    }

    /** The first answer that is one. */
    Answer insist(Function<GatewayProcess, Answer> request) {
        return insistOn(node -> Optional.of(request.apply(node)).filter(it -> !AGAIN.contains(it.status())));
    }

    /** The first answer that the caller can use: where it is empty, the same is asked again. */
    <T> T insistOn(Function<GatewayProcess, Optional<T>> request) {
        return await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(PAUSE)
                .until(() -> attempt(request), Optional::isPresent)
                .orElseThrow();
    }

    private <T> Optional<T> attempt(Function<GatewayProcess, Optional<T>> request) {
        Optional<T> answer = Optional.empty();
        try {
            answer = request.apply(nodes.apply(turn.getAndIncrement()));
        } catch (UncheckedIOException noAnswer) {
            // Nobody knows what came of it: it is sent again.
        }
        if (answer.isEmpty()) {
            inVain.incrementAndGet();
        }
        return answer;
    }

    static boolean isWorthARepeat(Answer answer) {
        return AGAIN.contains(answer.status());
    }

    /** How many requests were not answered, or were to be sent again. */
    int inVain() {
        return inVain.get();
    }
}
