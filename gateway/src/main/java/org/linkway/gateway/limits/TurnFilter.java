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
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.linkway.gateway.security.Refusals;
import org.springframework.web.filter.OncePerRequestFilter;

/** Has each request wait for its turn once all of it is here: while a body arrives, nobody works on it. */
final class TurnFilter extends OncePerRequestFilter {
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Turns turns;
    private final Supplier<String> caller;
    private final Refusals refusals;

    /** @param caller the id of the party that makes the request of this thread */
    TurnFilter(Turns turns, Supplier<String> caller, Refusals refusals) {
        this.turns = turns;
        this.caller = caller;
        this.refusals = refusals;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return Unlimited.is(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Place place = new Place(caller.get());
        try {
            if (hasABodyToCome(request)) {
                chain.doFilter(new Arriving(request, place), response);
            } else if (place.waits()) {
                chain.doFilter(request, response);
            }
        } catch (IOException | ServletException | RuntimeException e) {
            if (!place.isGivenUp) {
                throw e;
            }
        } finally {
            place.leave();
        }
        if (place.isGivenUp && !response.isCommitted()) {
            response.resetBuffer();
            refusals.tooMany(request, response, Duration.ofSeconds(1));
        }
    }

    /** A form was read by now. */
    private static boolean hasABodyToCome(HttpServletRequest request) {
        boolean isForm = Optional.ofNullable(request.getContentType())
                .filter(type -> type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded"))
                .isPresent();
        return !isForm && (request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null);
    }

    /** Of one request among those that wait or are worked. */
    private final class Place {
        private final String party;
        private Turns.Turn turn;
        private boolean isGivenUp;

        private Place(String party) {
            this.party = party;
        }

        /** @return false where its turn did not come */
        private boolean waits() throws IOException {
            if (turn == null && !isGivenUp) {
                try {
                    turn = turns.take(party, PATIENCE).orElse(null);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IOException("The gateway stops.", e);
                }
                isGivenUp = turn == null;
            }
            return !isGivenUp;
        }

        private void leave() {
            if (turn != null) {
                turn.close();
            }
        }
    }

    private static final class Arriving extends HttpServletRequestWrapper {
        private final Place place;
        private ServletInputStream stream;

        private Arriving(HttpServletRequest request, Place place) {
            super(request);
            this.place = place;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            if (stream == null) {
                stream = new ArrivingStream(super.getInputStream(), place);
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

    private static final class ArrivingStream extends ServletInputStream {
        private final ServletInputStream body;
        private final Place place;

        private ArrivingStream(ServletInputStream body, Place place) {
            this.body = body;
            this.place = place;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = body.read(bytes, offset, length);
            if ((read < 0 || body.isFinished()) && !place.waits()) {
                throw new SocketTimeoutException("its turn did not come in time");
            }
            return read;
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
