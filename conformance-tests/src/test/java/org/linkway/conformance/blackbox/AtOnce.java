package org.linkway.conformance.blackbox;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Sends requests at the same moment. */
final class AtOnce {
    private AtOnce() {}

    /** What each of {@code count} senders was answered, all of them let go at once. */
    static List<Answer> send(int count, IntFunction<Answer> request) throws InterruptedException, ExecutionException {
        CyclicBarrier start = new CyclicBarrier(count);
        ExecutorService senders = Executors.newFixedThreadPool(count);
        try {
            List<Callable<Answer>> all = IntStream.range(0, count)
                    .<Callable<Answer>>mapToObj(number -> () -> {
                        start.await();
                        return request.apply(number);
                    })
                    .toList();
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> answer : senders.invokeAll(all)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            senders.shutdownNow();
        }
    }
}
