package org.linkway.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LaneThreadsTest {
    private final LaneThreads threads = new LaneThreads("lane-under-test", 2, Duration.ofMillis(20));
    private final CountDownLatch answer = new CountDownLatch(1);

    @AfterEach
    void stop() {
        answer.countDown();
        threads.shutdownNow();
    }

    @Test
    void replacesThoseThatHang() {
        hang(2);
        CountDownLatch done = new CountDownLatch(3);

        IntStream.range(0, 3).forEach(number -> threads.execute(done::countDown));

        await().until(() -> done.getCount() == 0);
        assertThat(threads.slow()).isEqualTo(2);
    }

    @Test
    void hasNoMoreThanFourTimesItsThreads() {
        hang(20);
        await().until(() -> threads.slow() == 8);

        assertThat(threads.getPoolSize()).isEqualTo(8);
        assertThat(threads.getQueue()).hasSize(12);
    }

    @Test
    void hasItsOwnThreadsAloneOnceNothingHangs() {
        hang(5);
        await().until(() -> threads.slow() == 5);

        answer.countDown();

        await().until(() -> threads.slow() == 0 && threads.getPoolSize() == 2);
    }

    @Test
    void leavesNoWatchBehind() {
        hang(1);
        answer.countDown();
        threads.shutdown();

        await().until(threads::isTerminated);
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(it -> it.getName().startsWith("lane-under-test-")));
    }

    private void hang(int tasks) {
        IntStream.range(0, tasks)
                .forEach(number -> threads.execute(() -> {
                    try {
                        answer.await();
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    }
                }));
    }
}
