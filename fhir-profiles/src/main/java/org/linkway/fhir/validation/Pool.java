package org.linkway.fhir.validation;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;

/** A few things that are dear to make, each used by one caller at a time. What fails in use is thrown away. */
final class Pool<T> {
    private final Supplier<T> maker;
    private final Semaphore places;
    private final Deque<T> idle = new ConcurrentLinkedDeque<>();

    Pool(int size, Supplier<T> maker) {
        this.maker = maker;
        this.places = new Semaphore(size, true);
    }

    /** Waits for one to be free. */
    <R> R with(Function<T, R> use) {
        places.acquireUninterruptibly();
        try {
            T taken = idle.poll();
            T thing = taken == null ? maker.get() : taken;
            R result = use.apply(thing);
            idle.push(thing);
            return result;
        } finally {
            places.release();
        }
    }
}
