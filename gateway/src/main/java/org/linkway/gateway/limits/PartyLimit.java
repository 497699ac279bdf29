package org.linkway.gateway.limits;

import io.github.bucket4j.TimeMeter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.linkway.gateway.config.LimitsProperties.Allowance;
import org.linkway.gateway.security.Refusals;
import org.springframework.web.filter.OncePerRequestFilter;

/** What one party may use, so that none takes the threads of the others. */
final class PartyLimit extends OncePerRequestFilter {
    private static final int PARTIES = 10_000;

    private final Latest<Quota> quotas;
    private final Function<HttpServletRequest, String> whose;
    private final Refusals refusals;

    /**
     * @param others what each party gets that is not among {@code named}
     * @param named by the party's id
     * @param whose who shares an allowance
     */
    PartyLimit(
            Allowance others,
            Map<String, Allowance> named,
            Function<HttpServletRequest, String> whose,
            Refusals refusals,
            TimeMeter clock) {
        this.quotas = new Latest<>(PARTIES, party -> Quota.of(named.getOrDefault(party, others), clock));
        this.whose = whose;
        this.refusals = refusals;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return Unlimited.is(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Quota quota = quotas.of(whose.apply(request));
        Optional<Duration> wait = quota.enter();
        if (wait.isPresent()) {
            refusals.tooMany(request, response, wait.get());
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            quota.leave();
        }
    }
}
