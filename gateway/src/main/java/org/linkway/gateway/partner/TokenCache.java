package org.linkway.gateway.partner;

import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.linkway.routes.port.HeldUp;
import org.linkway.routes.port.PartnerUnavailable;

/**
 * The token that stands. When it runs out, one thread asks for the next and all who need it wait for that answer, a failure too:
 * a token endpoint that is down is not asked once by each of them.
 */
final class TokenCache {
    private final Supplier<AccessToken> endpoint;
    private final Clock clock;
    private final AtomicReference<CompletableFuture<AccessToken>> latest = new AtomicReference<>();

    TokenCache(Supplier<AccessToken> endpoint, Clock clock) {
        this.endpoint = endpoint;
        this.clock = clock;
    }

    /** @throws HeldUp where there is none to be had now */
    AccessToken token() {
        while (true) {
            CompletableFuture<AccessToken> standing = latest.get();
            if (standing != null && isOfUse(standing)) {
                return outcome(standing);
            }
            CompletableFuture<AccessToken> next = new CompletableFuture<>();
            if (latest.compareAndSet(standing, next)) {
                ask(next);
                return outcome(next);
            }
        }
    }

    /** Not used again; one that has replaced it since stays. */
    void discard(AccessToken refused) {
        CompletableFuture<AccessToken> standing = latest.get();
        if (standing != null
                && standing.isDone()
                && !standing.isCompletedExceptionally()
                && standing.join().equals(refused)) {
            latest.compareAndSet(standing, null);
        }
    }

    /** Whether the last answer that came was no token. */
    boolean isFailing() {
        CompletableFuture<AccessToken> standing = latest.get();
        return standing != null && standing.isCompletedExceptionally();
    }

    /** One that is under way is waited for. */
    private boolean isOfUse(CompletableFuture<AccessToken> standing) {
        return !standing.isDone()
                || (!standing.isCompletedExceptionally() && standing.join().isFresh(clock.instant()));
    }

    private void ask(CompletableFuture<AccessToken> next) {
        try {
            next.complete(endpoint.get());
        } catch (RuntimeException | Error e) {
            next.completeExceptionally(e);
        }
    }

    /** A failure is told to each in an exception of its own, because stack traces are written to. */
    private static AccessToken outcome(CompletableFuture<AccessToken> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof PartnerUnavailable unavailable) {
                HeldUp told = new HeldUp(unavailable.getMessage(), unavailable.retryAfter());
                told.initCause(unavailable);
                throw told;
            }
            throw e;
        }
    }
}
