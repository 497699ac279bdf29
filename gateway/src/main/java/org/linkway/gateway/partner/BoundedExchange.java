package org.linkway.gateway.partner;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.http.HttpClientConnection;
import org.apache.http.HttpEntity;
import org.apache.http.HttpException;
import org.apache.http.HttpRequest;
import org.apache.http.HttpResponse;
import org.apache.http.HttpResponseInterceptor;
import org.apache.http.entity.HttpEntityWrapper;
import org.apache.http.protocol.HttpContext;
import org.apache.http.protocol.HttpRequestExecutor;

/**
 * What {@link Exchange} does for Java's own client, for Apache's: the whole of an exchange has a deadline, because a socket's
 * timeout begins anew with each byte, and an answer is read up to a size, as it came and as it is unpacked.
 */
final class BoundedExchange extends HttpRequestExecutor implements HttpResponseInterceptor {
    private final Duration longest;
    private final ScheduledExecutorService deadlines;

    /** @param deadlines which ends the exchanges that take too long */
    BoundedExchange(Duration longest, ScheduledExecutorService deadlines) {
        this.longest = longest;
        this.deadlines = deadlines;
    }

    @Override
    public HttpResponse execute(HttpRequest request, HttpClientConnection connection, HttpContext context)
            throws IOException, HttpException {
        long end = System.nanoTime() + longest.toNanos();
        AtomicBoolean late = new AtomicBoolean();
        ScheduledFuture<?> deadline =
                deadlines.schedule(() -> end(connection, late), longest.toMillis(), TimeUnit.MILLISECONDS);
        try {
            HttpResponse response = super.execute(request, connection, context);
            if (response.getEntity() != null) {
                response.setEntity(new Bounded(response.getEntity(), end));
            }
            return response;
        } catch (IOException e) {
            // Of this kind none is tried again by the client itself.
            throw late.get() ? new SocketTimeoutException("no answer in time") : e;
        } finally {
            deadline.cancel(false);
        }
    }

    private static void end(HttpClientConnection connection, AtomicBoolean late) {
        late.set(true);
        try {
            connection.shutdown();
        } catch (IOException alreadyGone) {
            // There is nothing left to end.
        }
    }

    /** After the client has unpacked the answer: a small one may be large then. */
    @Override
    public void process(HttpResponse response, HttpContext context) {
        if (response.getEntity() != null) {
            response.setEntity(new Bounded(response.getEntity(), System.nanoTime() + longest.toNanos()));
        }
    }

    private static final class Bounded extends HttpEntityWrapper {
        private final long end;

        Bounded(HttpEntity entity, long end) {
            super(entity);
            this.end = end;
        }

        @Override
        public InputStream getContent() throws IOException {
            return new BoundedStream(super.getContent(), end);
        }
    }

    private static final class BoundedStream extends FilterInputStream {
        private final long end;
        private long left = Exchange.LARGEST;

        BoundedStream(InputStream body, long end) {
            super(body);
            this.end = end;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (System.nanoTime() - end > 0) {
                throw new SocketTimeoutException("no whole answer in time");
            }
            int read = super.read(bytes, offset, length);
            left -= Math.max(read, 0);
            if (left < 0) {
                throw new Exchange.TooLarge(Exchange.LARGEST);
            }
            return read;
        }

        /** What is left would be read for the sake of the connection, and it may be without end. */
        @Override
        public void close() throws IOException {
            byte[] rest = new byte[8192];
            while (read(rest, 0, rest.length) >= 0) {
                // Bounded, as all that is read of it.
            }
            super.close();
        }
    }
}
