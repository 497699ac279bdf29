package org.linkway.fhir.validation;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
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
    void with(Consumer<T> use) {
        places.acquireUninterruptibly();
        try {
            T taken = idle.poll();
            T thing = taken == null ? maker.get() : taken;
            use.accept(thing);
            idle.push(thing);
        } finally {
            places.release();
        }
    }
}
