package org.linkway.gateway.limits;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.SocketTimeoutException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.linkway.gateway.security.Refusals;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends a request whose body comes too slowly with 408. Tomcat's own time-out begins anew with each byte, so one byte in time would
 * keep a thread for ever. Forms are read by Tomcat itself: there {@link AddressLimit} and Tomcat's time-out hold.
 */
final class BodyDeadline extends OncePerRequestFilter {
    private final Duration within;
    private final Refusals refusals;

    BodyDeadline(Duration within, Refusals refusals) {
        this.within = within;
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Timed timed = new Timed(request, System.nanoTime() + within.toNanos());
        try {
            chain.doFilter(timed, response);
        } catch (IOException | ServletException | RuntimeException e) {
            if (!timed.isLate()) {
                throw e;
            }
        }
        // Whatever was made of half a body, it came too late.
        if (timed.isLate() && !response.isCommitted()) {
            response.resetBuffer();
            refusals.tooSlow(request, response);
        }
    }

    private static final class Timed extends HttpServletRequestWrapper {
        private final long end;
        private TimedStream stream;

        Timed(HttpServletRequest request, long end) {
            super(request);
            this.end = end;
        }

        boolean isLate() {
            return stream != null && stream.late;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            if (stream == null) {
                stream = new TimedStream(super.getInputStream(), end);
            }
            return stream;
        }

        @Override
        public BufferedReader getReader() throws IOException {
            Charset charset = Optional.ofNullable(getCharacterEncoding())
                    .map(Charset::forName)
                    .orElse(StandardCharsets.UTF_8);
            return new BufferedReader(new InputStreamReader(getInputStream(), charset));
        }
    }

    private static final class TimedStream extends ServletInputStream {
        private final ServletInputStream body;
        private final long end;
        private boolean late;

        TimedStream(ServletInputStream body, long end) {
            this.body = body;
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
                late = true;
                throw new SocketTimeoutException("the body did not arrive in time");
            }
            try {
                return body.read(bytes, offset, length);
            } catch (SocketTimeoutException e) {
                late = true;
                throw e;
            }
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }
    }
}
