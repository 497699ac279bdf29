package org.linkway.fuzz;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Gives a target one spoilt input after the other, and keeps the smallest that made it fail, one for each way to fail. */
final class Campaign {
    /** Long enough for a machine that is busy with something else, and far from what a person would wait for. */
    static final Duration DEADLINE = Duration.ofSeconds(10);

    /** In bytes: no door takes more ({@code linkway.door.max-body-size}). */
    private static final int LARGEST = 2 << 20;

    private static final int MOST_FAILURES = 10;
    private static final Duration SHORTENING = Duration.ofSeconds(20);

    private final Target target;
    private final Map<String, byte[]> failures = new LinkedHashMap<>();
    private ExecutorService thread = newThread();
    private Thread running;
    private int given;
    private Duration slowest = Duration.ZERO;

    Campaign(Target target) {
        this.target = target;
    }

    /** The first input loads definitions, which takes seconds and is nobody's fault. */
    void warmUp() throws Exception {
        for (Seed seed : target.seeds()) {
            target.door().take(seed.bytes());
        }
    }

    void give(Spoiler spoiler, int tries) {
        for (int i = 0; i < tries && failures.size() < MOST_FAILURES; i++) {
            give(spoiler.spoilt(target.seeds()));
        }
    }

    void give(Spoiler spoiler, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end && failures.size() < MOST_FAILURES) {
            give(spoiler.spoilt(target.seeds()));
        }
    }

    private void give(byte[] spoilt) {
        byte[] input = spoilt.length > LARGEST ? Arrays.copyOf(spoilt, LARGEST) : spoilt;
        long begun = System.nanoTime();
        Optional<String> failure = failure(input);
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        slowest = took.compareTo(slowest) > 0 ? took : slowest;
        given++;
        failure.filter(way -> !failures.containsKey(way))
                .ifPresent(way -> failures.put(way, way.startsWith("hangs") ? input : shortened(input, way)));
    }

    /** How it fails; empty where it answers. */
    Optional<String> failure(byte[] input) {
        Future<?> answer = thread.submit(() -> {
            running = Thread.currentThread();
            target.door().take(input.clone());
            return null;
        });
        try {
            answer.get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
            return Optional.empty();
        } catch (ExecutionException failed) {
            return Optional.of(way(failed.getCause(), failed.getCause().getStackTrace()));
        } catch (TimeoutException hangs) {
            String where = "hangs: " + way(hangs, running.getStackTrace());
            thread.shutdownNow();
            thread = newThread();
            return Optional.of(where);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** What failed, and where in Linkway: the same fault of many inputs is one. */
    private static String way(Throwable failure, StackTraceElement[] stack) {
        String place = Arrays.stream(stack)
                .filter(it -> it.getClassName().startsWith("org.linkway")
                        && !it.getClassName().startsWith("org.linkway.fuzz"))
                .findFirst()
                .map(StackTraceElement::toString)
                .orElse("outside Linkway");
        String first = stack.length == 0 ? "" : " at " + stack[0];
        String words = failure instanceof AssertionError ? ": " + failure.getMessage() : "";
        return failure.getClass().getName() + words + first + " below " + place;
    }

    /** Without each stretch that it fails without in the same way. */
    private byte[] shortened(byte[] input, String way) {
        long end = System.nanoTime() + SHORTENING.toNanos();
        byte[] shortest = input;
        for (int length = Math.max(1, input.length / 2); length > 0; length /= 2) {
            for (int at = 0; at < shortest.length && System.nanoTime() < end; ) {
                byte[] shorter = without(shortest, at, Math.min(shortest.length, at + length));
                if (failure(shorter).filter(way::equals).isPresent()) {
                    shortest = shorter;
                } else {
                    at += length;
                }
            }
        }
        return shortest;
    }

    private static byte[] without(byte[] input, int from, int to) {
        byte[] rest = Arrays.copyOf(input, input.length - (to - from));
        System.arraycopy(input, to, rest, from, input.length - to);
        return rest;
    }

    int given() {
        return given;
    }

    Duration slowest() {
        return slowest;
    }

    /** One for each way to fail: the way, and the input. */
    List<Map.Entry<String, byte[]>> failures() {
        return new ArrayList<>(failures.entrySet());
    }

    void end() {
        thread.shutdownNow();
    }

    private static ExecutorService newThread() {
        return Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, "fuzz");
            thread.setDaemon(true);
            return thread;
        });
    }
}
