package org.linkway.gateway.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/** What only Linkway can reach: it stands at every address of this machine, and counts who knocks. */
public final class Inside implements AutoCloseable {
    private final ServerSocket door;
    private final AtomicInteger knocks = new AtomicInteger();

    public Inside() {
        try {
            this.door = new ServerSocket(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::listen, "inside");
        thread.setDaemon(true);
        thread.start();
    }

    private void listen() {
        while (!door.isClosed()) {
            try {
                door.accept().close();
                knocks.incrementAndGet();
            } catch (IOException closed) {
                return;
            }
        }
    }

    public int port() {
        return door.getLocalPort();
    }

    /** An address of it that anybody may write. */
    public String address() {
        return "http://127.0.0.1:" + port() + "/inside";
    }

    /** How often somebody has connected. */
    public int knocks() {
        return knocks.get();
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
