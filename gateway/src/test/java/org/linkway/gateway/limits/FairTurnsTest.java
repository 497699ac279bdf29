package org.linkway.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linkway.gateway.limits.FairTurns.Turn;

/** Three at the same time, of parties that all have used much lately. */
class FairTurnsTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final List<String> PARTIES =
            List.of("a", "b", "z", "greedy", "heavy", "one", "other", "slow", "third");

    private final AtomicLong clock = new AtomicLong();
    private final AtomicLong computed = new AtomicLong();
    private FairTurns turns = new FairTurns(3, clock::get, thread -> computed.get());
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private Optional<Turn> taken(String party) {
        try {
            return turns.take(party, SHORT);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits in a thread of its own; those that came before wait already. */
    private CompletableFuture<Turn> waits(String party, List<String> order) {
        int before = turns.waiting();
        CompletableFuture<Turn> turn = CompletableFuture.supplyAsync(
                () -> {
                    try {
                        Turn mine = turns.take(party, LONG).orElseThrow();
                        synchronized (order) {
                            order.add(party);
                        }
                        return mine;
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                },
                threads);
        await().until(() -> turns.waiting() == before + 1);
        clock.incrementAndGet();
        return turn;
    }

    @BeforeEach
    void allHaveUsedMuch() {
        for (String party : PARTIES) {
            Turn turn = taken(party).orElseThrow();
            computed.addAndGet(FairTurns.LATELY.toNanos() * 10);
            turn.close();
        }
    }

    @Test
    void aPartyHasTwiceAsManyWhileItComesAlone() {
        clock.addAndGet(FairTurns.LATELY.toNanos() + 1);

        for (int turn = 0; turn < 6; turn++) {
            assertThat(taken("greedy")).isPresent();
        }
        assertThat(taken("greedy")).isEmpty();
    }

    @Test
    void aPartyHasAllButOneOfThem() {
        assertThat(taken("greedy")).isPresent();
        assertThat(taken("greedy")).isPresent();
        assertThat(taken("greedy")).isEmpty();
    }

    @Test
    void whoeverUsesLittleWaitsForNoOther() {
        taken("greedy");
        taken("greedy");
        taken("other");

        assertThat(taken("modest")).isPresent();
        assertThat(taken("modest")).as("beside its own").isPresent();
        assertThat(taken("humble")).isPresent();
        assertThat(taken("humble")).as("there are twice as many").isEmpty();
    }

    @Test
    void whoeverHasManyThereWaitsThoughTheyUsedLittle() {
        List<String> order = new ArrayList<>();
        List.of("greedy", "greedy", "other", "modest", "modest").forEach(this::taken);
        Turn last = taken("modest").orElseThrow();
        List<CompletableFuture<Turn>> many = List.of(
                waits("newcomer", order), waits("newcomer", order), waits("newcomer", order), waits("newcomer", order));

        last.close();

        assertThat(taken("humble")).as("there is a place for who has few").isPresent();
        assertThat(many).noneMatch(CompletableFuture::isDone);
    }

    @Test
    void whoeverUsesMuchWaitsAgainSoon() {
        taken("greedy");
        taken("greedy");
        taken("other");
        Turn modest = taken("modest").orElseThrow();
        assertThat(taken("modest")).isPresent();

        computed.addAndGet(FairTurns.LATELY.toNanos());

        assertThat(taken("modest")).as("while it is worked").isEmpty();
        modest.close();
        assertThat(taken("modest")).as("and afterwards").isEmpty();
        clock.addAndGet(FairTurns.LATELY.toNanos() / 2);
        assertThat(taken("humble")).isPresent();
    }

    @Test
    void anotherDoesNotWaitBehindIt() {
        List<String> order = new ArrayList<>();
        taken("greedy");
        taken("greedy");
        List<CompletableFuture<Turn>> waiting = List.of(waits("greedy", order), waits("greedy", order));

        assertThat(waiting).noneMatch(CompletableFuture::isDone);
        assertThat(taken("other")).isPresent();
        assertThat(taken("other")).isEmpty();
        assertThat(order).isEmpty();
    }

    @Test
    void thoseWhoHaveTheFewestAreNext() {
        List<String> order = new ArrayList<>();
        Turn first = taken("greedy").orElseThrow();
        assertThat(taken("greedy")).isPresent();
        Turn others = taken("other").orElseThrow();
        CompletableFuture<Turn> greedy = waits("greedy", order);
        CompletableFuture<Turn> third = waits("third", order);

        first.close();
        third.join();
        assertThat(order).containsExactly("third");

        others.close();
        third.join().close();
        greedy.join();
        assertThat(order).containsExactly("third", "greedy");
    }

    @Test
    void ofTwoThatHaveAsManyTheOneIsNextWhoseLastTurnWasLongerAgo() {
        List<String> order = new ArrayList<>();
        turns = new FairTurns(4, clock::get, thread -> computed.get());
        allHaveUsedMuch();
        assertThat(taken("other")).isPresent();
        assertThat(taken("greedy")).isPresent();
        Turn third = taken("third").orElseThrow();
        CompletableFuture<Turn> greedy = waits("greedy", order);
        CompletableFuture<Turn> others = waits("other", order);

        third.close();

        others.join();
        assertThat(greedy).isNotDone();
    }

    @Test
    void ofOnePartyTheFirstIsFirst() {
        List<String> order = new ArrayList<>();
        Turn held = taken("one").orElseThrow();
        Turn more = taken("one").orElseThrow();
        CompletableFuture<Turn> first = waits("one", order);
        CompletableFuture<Turn> second = waits("one", order);

        held.close();
        first.join();
        assertThat(second).isNotDone();
        more.close();
        second.join();
    }

    @Test
    void whatHangsTakesNobodysTurn() {
        List<String> order = new ArrayList<>();
        taken("slow");
        taken("slow");
        CompletableFuture<Turn> next = waits("slow", order);

        clock.addAndGet(FairTurns.HANGS.toNanos() + 1);

        next.join();
        assertThat(order).containsExactly("slow");
    }

    @Test
    void whatComputesForLongKeepsItsTurn() {
        assertThat(taken("heavy")).isPresent();
        assertThat(taken("heavy")).isPresent();

        clock.addAndGet(FairTurns.HANGS.toNanos() + 1);
        computed.addAndGet(FairTurns.HANGS.toNanos());

        assertThat(taken("heavy")).isEmpty();
    }

    /** Whose last request was worked lately waits for those who have waited since, however each is called. */
    @Test
    void whoeverAsksAgainAtOnceComesAfterThoseWhoWait() {
        List<String> order = new ArrayList<>();
        turns = new FairTurns(2, clock::get, thread -> computed.get());
        allHaveUsedMuch();
        Turn first = taken("a").orElseThrow();
        Turn second = taken("b").orElseThrow();
        CompletableFuture<Turn> patient = waits("z", order);

        first.close();
        CompletableFuture<Turn> again = waits("a", order);
        second.close();

        patient.join();
        assertThat(order).first().isEqualTo("z");
        assertThat(again).isNotNull();
    }

    @Test
    void nothingIsKeptOfThoseWhoAreGone() {
        taken("one").orElseThrow().close();
        taken("one").orElseThrow().close();

        assertThat(taken("one")).isPresent();
        assertThat(turns.waiting()).isZero();
    }
}
