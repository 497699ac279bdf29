package org.linkway.conformance.blackbox;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Connections that never say all that they have to say: a byte a second each, not all in the same moment, as of clients that know
 * nothing of each other; where the gateway hangs up, another takes the place.
 */
final class SlowLoris implements AutoCloseable {
    private static final String FROM = "198.51.100.3";
    private static final int PARTS_OF_A_SECOND = 50;

    private final int port;
    private final List<Held> held = new ArrayList<>();
    private final AtomicLong connected = new AtomicLong();
    private int part;
    private final ScheduledExecutorService threads = Executors.newSingleThreadScheduledExecutor();
    private final ScheduledFuture<?> drips;

    /** @param bodies of them are authenticated, with a token, and are slow with their bodies; the others are with their heads */
    SlowLoris(int port, int heads, int bodies, String token) {
        this.port = port;
        for (int i = 0; i < heads; i++) {
            held.add(new Held("POST /fhir HTTP/1.1\r\nHost: linkway\r\nX-Slow: "));
        }
        for (int i = 0; i < bodies; i++) {
            held.add(new Held("POST /fhir HTTP/1.1\r\nHost: linkway\r\nX-Forwarded-For: " + FROM
                    + "\r\nContent-Type: application/fhir+json\r\n"
                    + (i % 2 == 0 ? "Authorization: Bearer " + token + "\r\n" : "")
                    + "Content-Length: 100000\r\n\r\n"));
        }
        drips = threads.scheduleAtFixedRate(this::drip, 0, 1000 / PARTS_OF_A_SECOND, TimeUnit.MILLISECONDS);
    }

    private void drip() {
        for (int i = part; i < held.size(); i += PARTS_OF_A_SECOND) {
            held.get(i).drip();
        }
        part = (part + 1) % PARTS_OF_A_SECOND;
    }

    /** How many connections it took so far. */
    long connections() {
        return connected.get();
    }

    @Override
    public void close() {
        drips.cancel(false);
        threads.shutdownNow();
        try {
            threads.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        held.forEach(Held::end);
    }

    private final class Held {
        private final String begin;
        private Socket socket;

        Held(String begin) {
            this.begin = begin;
        }

        void drip() {
            try {
                if (socket == null || hasEnded()) {
                    end();
                    socket = new Socket(InetAddress.getLoopbackAddress(), port);
                    socket.getOutputStream().write(begin.getBytes(US_ASCII));
                    connected.incrementAndGet();
                }
                socket.getOutputStream().write('x');
            } catch (IOException refused) {
                end();
            }
        }

        private boolean hasEnded() throws IOException {
            return socket.getInputStream().available() > 0 || socket.isClosed();
        }

        private void end() {
            try {
                if (socket != null) {
                    socket.close();
                }
            } catch (IOException gone) {
                // It is what was wanted.
            }
            socket = null;
        }
    }
}
