package org.linkway.gateway.limits;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.linkway.gateway.limits.FairTurns.Turn;
import org.linkway.gateway.security.Refusals;
import org.springframework.web.filter.OncePerRequestFilter;

/** Has each request wait for its turn once all of it is here: while a body arrives, nobody works on it. */
final class TurnFilter extends OncePerRequestFilter {
    static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Set<String> WITH_A_BODY = Set.of("POST", "PUT", "PATCH");

    private final FairTurns turns;
    private final Function<HttpServletRequest, String> whose;
    private final int largestBody;
    private final Refusals refusals;

    /**
     * @param whose who waits in one line
     * @param largestBody in bytes: what is larger is refused by the door, and not read here
     */
    TurnFilter(FairTurns turns, Function<HttpServletRequest, String> whose, int largestBody, Refusals refusals) {
        this.turns = turns;
        this.whose = whose;
        this.largestBody = largestBody;
        this.refusals = refusals;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return Unlimited.is(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        HttpServletRequest whole = WITH_A_BODY.contains(request.getMethod())
                ? new ArrivedRequest(request, request.getInputStream().readNBytes(largestBody + 1))
                : request;
        Optional<Turn> turn = wait(whose.apply(request));
        if (turn.isEmpty()) {
            refusals.tooMany(request, response, Duration.ofSeconds(1));
            return;
        }
        try {
            chain.doFilter(whole, response);
        } finally {
            turn.get().close();
        }
    }

    private Optional<Turn> wait(String line) throws IOException {
        try {
            return turns.take(line, PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The gateway stops.", e);
        }
    }
}
