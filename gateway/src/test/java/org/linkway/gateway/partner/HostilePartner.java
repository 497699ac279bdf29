package org.linkway.gateway.partner;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;

/** Answers each request as no server would that means well. */
final class HostilePartner implements AutoCloseable {
    private final ServerSocket door;
    private final Way way;
    private final CountDownLatch closed = new CountDownLatch(1);

    /** What it does. */
    enum Way {
        /** A head without end, byte by byte. */
        DRIPS_THE_HEAD {
            @Override
            void answer(OutputStream out, HostilePartner partner) throws IOException {
                out.write("HTTP/1.1 200 OK\r\nX-Slow: ".getBytes(US_ASCII));
                partner.drip(out);
            }
        },
        DRIPS_THE_BODY {
            @Override
            void answer(OutputStream out, HostilePartner partner) throws IOException {
                out.write(head("Content-Length: 1000000"));
                partner.drip(out);
            }
        },
        SENDS_WITHOUT_END {
            @Override
            void answer(OutputStream out, HostilePartner partner) throws IOException {
                out.write(head("X-None: x"));
                byte[] spaces = new byte[1 << 20];
                Arrays.fill(spaces, (byte) ' ');
                while (!partner.isClosed()) {
                    out.write(spaces);
                }
            }
        },
        SENDS_A_BOMB {
            @Override
            void answer(OutputStream out, HostilePartner partner) throws IOException {
                ByteArrayOutputStream packed = new ByteArrayOutputStream();
                byte[] spaces = new byte[1 << 20];
                Arrays.fill(spaces, (byte) ' ');
                try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
                    for (int times = 0; times < 64; times++) {
                        gzip.write(spaces);
                    }
                }
                out.write(head("Content-Encoding: gzip\r\nContent-Length: " + packed.size()));
                out.write(packed.toByteArray());
            }
        };

        abstract void answer(OutputStream out, HostilePartner partner) throws IOException;

        private static byte[] head(String header) {
            return ("HTTP/1.1 200 OK\r\nContent-Type: application/fhir+json\r\n" + header + "\r\n\r\n")
                    .getBytes(US_ASCII);
        }
    }

    HostilePartner(Way way) throws IOException {
        this.way = way;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::listen);
    }

    String base() {
        return "http://127.0.0.1:" + door.getLocalPort() + "/fhir";
    }

    private void listen() {
        while (!isClosed()) {
            try {
                Socket socket = door.accept();
                daemon(() -> answer(socket));
            } catch (IOException over) {
                return;
            }
        }
    }

    private void answer(Socket socket) {
        try (socket) {
            socket.getInputStream().read(new byte[65536]);
            way.answer(socket.getOutputStream(), this);
            socket.getOutputStream().flush();
        } catch (IOException gone) {
            // The client has had enough.
        }
    }

    private void drip(OutputStream out) throws IOException {
        while (!isClosed()) {
            out.write('x');
            out.flush();
            pause();
        }
    }

    private void pause() {
        try {
            closed.await(100, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "hostile-partner");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
