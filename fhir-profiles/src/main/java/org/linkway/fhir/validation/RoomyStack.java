package org.linkway.fhir.validation;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Room for HAPI to recurse along as many references as a body may hold, whatever the stack of the thread that asks. */
final class RoomyStack {
    /** HAPI was seen to take 12 KiB from one resource to the next. Only what is used is taken from memory. */
    private static final long BYTES = ScanFindings.MAX_RESOURCES * 128L * 1024;

    private RoomyStack() {}

    /** Computes this on a thread with such a stack and waits for it. Throws what it throws. */
    static <T> T compute(Supplier<T> work) {
        try {
            return CompletableFuture.supplyAsync(work, RoomyStack::start).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) e.getCause();
        }
    }

    private static void start(Runnable work) {
        new Thread(null, work, Thread.currentThread().getName() + "-roomy", BYTES).start();
    }
}
