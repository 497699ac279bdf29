package org.linkway.gateway.limits;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/**
 * Once a request is answered, what is left of its body is waited for only so long. Tomcat reads on to the body's end, to use the
 * connection again: whoever is refused before the body, and sends it byte by byte, would keep a thread that no limit counts.
 */
final class LingeringClose extends ValveBase {
    private static final int AT_ONCE = 20;
    private static final Duration LONGEST = Duration.ofMillis(250);
    private static final long BETWEEN_LOOKS_MILLIS = 25;
    /** More is not read either: the connection ends. */
    private static final int MOST = 256 * 1024;

    private final Semaphore lingering = new Semaphore(AT_ONCE);

    LingeringClose() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
        if (request.isAsyncStarted() || isRead(request)) {
            return;
        }
        response.finishResponse();
        if (!isAwaited(request)) {
            request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        }
    }

    /** A few at a time: whoever refuses to be refused quickly shall not keep all threads. */
    private boolean isAwaited(Request request) {
        if (!lingering.tryAcquire()) {
            return false;
        }
        try {
            return arrivesSoon(request);
        } finally {
            lingering.release();
        }
    }

    private static boolean isRead(Request request) {
        return !(statesALength(request) || isChunked(request)) || request.isFinished();
    }

    private static boolean statesALength(Request request) {
        try {
            return request.getCoyoteRequest().getContentLengthLong() > 0;
        } catch (NumberFormatException refusedForIt) {
            // Tomcat has said 400 to a length that is none, and ends the connection.
            return false;
        }
    }

    private static boolean isChunked(Request request) {
        return request.getCoyoteRequest().getHeader("Transfer-Encoding") != null;
    }

    /**
     * Whether it is all here, so that the connection can be used again. Below Catalina, which has closed its stream by now; only
     * what is here is read, which holds for a stated length alone: half a chunk's head would be waited for.
     */
    private static boolean arrivesSoon(Request request) {
        long end = System.nanoTime() + LONGEST.toNanos();
        org.apache.coyote.Request http = request.getCoyoteRequest();
        Thrown thrown = new Thrown();
        try {
            while (!request.isFinished() && thrown.bytes < MOST && System.nanoTime() - end < 0) {
                http.action(ActionCode.AVAILABLE, true);
                if (http.getAvailable() > 0 && !isChunked(request)) {
                    http.doRead(thrown);
                } else {
                    Thread.sleep(BETWEEN_LOOKS_MILLIS);
                }
            }
        } catch (IOException | IllegalArgumentException goneOrMoreThanItsBufferHolds) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        return request.isFinished();
    }

    /** Takes what is read, and throws it away. */
    private static final class Thrown implements ApplicationBufferHandler {
        private int bytes;
        private ByteBuffer buffer = ByteBuffer.allocate(0);

        @Override
        public void setByteBuffer(ByteBuffer read) {
            bytes += read.remaining();
            buffer = read;
        }

        @Override
        public ByteBuffer getByteBuffer() {
            return buffer;
        }

        @Override
        public void expand(int size) {
            // It is given the buffer that was read into.
        }
    }
}
