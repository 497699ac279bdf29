package org.linkway.conformance.blackbox;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * One caller's requests, as many a second as it is told whether or not the last were answered, from a network address of its own.
 * A request that had to wait for its turn counts from when its turn was.
 */
final class SteadyTraffic {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String base;
    private final String from;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int perSecond;
    private final Semaphore underWay;
    private final Function<Long, Sent> next;
    private final AtomicLong number = new AtomicLong();

    /**
     * @param from its network address, as the proxy says
     * @param most how many are under way at the same time; more are left out
     * @param next the request with a number
     */
    SteadyTraffic(String base, String from, int perSecond, int most, Function<Long, Sent> next) {
        this.base = base;
        this.from = from;
        this.perSecond = perSecond;
        this.underWay = new Semaphore(most);
        this.next = next;
    }

    /**
     * A request.
     *
     * @param kind under which its time is counted
     * @param body empty for a GET
     */
    record Sent(String kind, String path, String body, Map<String, String> headers) {}

    /**
     * What came of it.
     *
     * @param nanos how long those took that were answered 200, by kind
     * @param answers how many there were of each status, by kind and status
     */
    record Came(Map<String, Queue<Long>> nanos, Map<String, Long> answers) {
        Came() {
            this(new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
        }

        void add(Came other) {
            other.nanos.forEach((kind, times) -> nanos.computeIfAbsent(kind, it -> new ConcurrentLinkedQueue<>())
                    .addAll(times));
            other.answers.forEach((kind, count) -> answers.merge(kind, count, Long::sum));
        }

        /** In milliseconds (nearest rank). */
        double percentile(String kind, int percent) {
            long[] all =
                    nanos.get(kind).stream().mapToLong(Long::longValue).sorted().toArray();
            return all[Math.max(0, (int) Math.ceil(percent / 100.0 * all.length) - 1)] / 1e6;
        }

        @Override
        public String toString() {
            return new TreeMap<>(answers).toString();
        }
    }

    /** Goes on for so long, and waits for the last answers. */
    Came run(Duration window) {
        Came came = new Came();
        long begun = System.nanoTime();
        long all = window.toSeconds() * perSecond;
        Semaphore ended = new Semaphore(0);
        for (long i = 0; i < all; i++) {
            long turn = begun + i * 1_000_000_000L / perSecond;
            while (System.nanoTime() < turn) {
                LockSupport.parkNanos(turn - System.nanoTime());
            }
            if (underWay.tryAcquire()) {
                send(turn, came, ended);
            } else {
                came.answers().merge("left out", 1L, Long::sum);
                ended.release();
            }
        }
        ended.acquireUninterruptibly((int) all);
        return came;
    }

    private void send(long turn, Came came, Semaphore ended) {
        Sent sent = next.apply(number.getAndIncrement());
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + sent.path()))
                .timeout(PATIENCE)
                .header("X-Forwarded-For", from);
        sent.headers().forEach(request::header);
        if (!sent.body().isEmpty()) {
            request.POST(BodyPublishers.ofString(sent.body()));
        }
        CompletableFuture<?> counted = http.sendAsync(request.build(), BodyHandlers.ofByteArray())
                .handle((answer, failure) -> {
                    count(sent.kind(), answer, failure, System.nanoTime() - turn, came);
                    underWay.release();
                    ended.release();
                    return null;
                });
        if (counted.isCompletedExceptionally()) {
            throw new IllegalStateException("What came of a request could not be counted.");
        }
    }

    private static void count(String kind, HttpResponse<byte[]> answer, Throwable failure, long nanos, Came came) {
        String outcome = failure == null
                ? Integer.toString(answer.statusCode())
                : failure.getClass().getSimpleName();
        came.answers().merge(kind + " " + outcome, 1L, Long::sum);
        if (outcome.equals("200")) {
            came.nanos()
                    .computeIfAbsent(kind, it -> new ConcurrentLinkedQueue<>())
                    .add(nanos);
        }
    }
}
