package org.linkway.fhir.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PoolTest {
    private final AtomicInteger made = new AtomicInteger();

    @Test
    void usesTheSameThingAgain() {
        Pool<Integer> pool = new Pool<>(2, made::incrementAndGet);
        List<Integer> used = new ArrayList<>();

        pool.with(used::add);
        pool.with(used::add);

        assertThat(used).containsExactly(1, 1);
    }

    @Test
    void throwsAwayWhatFailedInUse() {
        Pool<Integer> pool = new Pool<>(1, made::incrementAndGet);
        List<Integer> used = new ArrayList<>();

        assertThatThrownBy(() -> pool.with(thing -> {
                    throw new IllegalStateException("broken by its use");
                }))
                .hasMessage("broken by its use");
        pool.with(used::add);

        assertThat(used).containsExactly(2);
    }

    @Test
    void neverMakesMoreThanItsSize() throws Exception {
        Pool<Integer> pool = new Pool<>(2, made::incrementAndGet);
        CountDownLatch bothInUse = new CountDownLatch(2);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> uses = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                uses.add(threads.submit(() -> pool.with(thing -> {
                    bothInUse.countDown();
                    awaitUninterrupted(bothInUse);
                    return thing;
                })));
            }
            for (Future<?> use : uses) {
                use.get(30, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(made).hasValue(2);
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
