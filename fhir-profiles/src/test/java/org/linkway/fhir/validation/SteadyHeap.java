package org.linkway.fhir.validation;

import ca.uhn.fhir.context.FhirContext;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Validates many documents on four threads and prints, ten times on the way, what is still live on the heap: the figure must not
 * grow. As a command: see {@code docs/operating.md}.
 */
final class SteadyHeap {
    private static final int THREADS = 4;
    private static final int DIFFERENT = 5_000;

    private SteadyHeap() {}

    /** {@code <documents>} */
    public static void main(String[] args) throws InterruptedException {
        int count = Integer.parseInt(args[0]);
        FhirContext fhir = FhirContext.forR4();
        ProfileValidator validator = new ProfileValidator(fhir, ValidatorSettings.plain());
        List<Corpus.Document> documents = new Corpus(fhir).documents(Math.min(count, DIFFERENT), 2);
        System.out.printf("%d documents, each validated %d times%n", documents.size(), count / documents.size());
        for (int tenth = 1; tenth <= 10; tenth++) {
            validate(validator, documents, (tenth - 1) * (count / 10), tenth * (count / 10));
            System.out.printf("after %6d: %d MiB live%n", tenth * (count / 10), liveMebibytes());
        }
    }

    private static void validate(ProfileValidator validator, List<Corpus.Document> documents, int from, int to)
            throws InterruptedException {
        AtomicInteger next = new AtomicInteger(from);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        for (int i = 0; i < THREADS; i++) {
            threads.execute(() -> {
                for (int number = next.getAndIncrement(); number < to; number = next.getAndIncrement()) {
                    RawIssue.all(validator, documents.get(number % documents.size()));
                }
            });
        }
        threads.shutdown();
        if (!threads.awaitTermination(1, TimeUnit.HOURS)) {
            throw new IllegalStateException("not done after an hour");
        }
    }

    private static long liveMebibytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
    }
}
