package org.linkway.gateway.limits;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.linkway.gateway.config.LimitsProperties.Allowance;
import org.linkway.gateway.security.NetworkAddress;
import org.linkway.gateway.security.Refusals;
import org.springframework.web.filter.OncePerRequestFilter;

/** What one network address may use, before anybody knows who calls; less where its callers keep failing to say who they are. */
final class AddressLimit extends OncePerRequestFilter {
    /** That are remembered: about 5 MB. */
    private static final int ADDRESSES = 20_000;

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Latest<Quota> quotas;
    private final Latest<Bucket> failures;
    private final Refusals refusals;

    /** @param failedLogins in a minute */
    AddressLimit(Allowance allowance, int failedLogins, Refusals refusals, TimeMeter clock) {
        this.quotas = new Latest<>(ADDRESSES, address -> Quota.of(allowance, clock));
        this.failures = new Latest<>(ADDRESSES, address -> Quota.bucket(failedLogins, failedLogins, MINUTE, clock));
        this.refusals = refusals;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return Unlimited.is(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String address = NetworkAddress.of(request.getRemoteAddr());
        Bucket failed = failures.of(address);
        if (failed.getAvailableTokens() == 0) {
            Duration wait = Duration.ofNanos(failed.estimateAbilityToConsume(1).getNanosToWaitForRefill());
            refusals.tooMany(request, response, wait);
            return;
        }
        Quota quota = quotas.of(address);
        Optional<Duration> wait = quota.enter();
        if (wait.isPresent()) {
            refusals.tooMany(request, response, wait.get());
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            quota.leave();
            if (response.getStatus() == HttpServletResponse.SC_UNAUTHORIZED || Refusals.isUnproven(request)) {
                failed.tryConsume(1);
            }
        }
    }
}
