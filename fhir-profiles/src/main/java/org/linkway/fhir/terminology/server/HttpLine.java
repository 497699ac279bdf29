package org.linkway.fhir.terminology.server;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The line to the server, behind a circuit breaker. The JDK's client and not HAPI's, because the whole answer has to come in
 * time and in bounds, however slowly it drips, and because no redirect may lead a question elsewhere.
 */
final class HttpLine {
    private static final Logger LOG = LoggerFactory.getLogger(HttpLine.class);

    /** An answer about one code takes a few kilobytes; a larger one than this is cut, and then cannot be read. */
    private static final int LARGEST_BODY = 1 << 20;

    private final TerminologySettings settings;
    private final HttpClient http;
    private final CircuitBreaker breaker;

    HttpLine(TerminologySettings settings) {
        this.settings = settings;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        this.breaker = CircuitBreaker.of(
                "terminology",
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(settings.breaker().failures())
                        .minimumNumberOfCalls(settings.breaker().failures())
                        .failureRateThreshold(100)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .waitDurationInOpenState(settings.breaker().pause())
                        .build());
        breaker.getEventPublisher()
                .onStateTransition(change -> LOG.warn(
                        "the line to the terminology server at {} is now {}",
                        settings.baseUrl().getHost(),
                        change.getStateTransition().getToState()));
    }

    /**
     * Empty where the server cannot be reached.
     *
     * @param operation below the base, such as {@code CodeSystem/$validate-code}
     * @param parameters a Parameters resource in JSON: in the body, because addresses end up in logs
     */
    Optional<Reply> post(String operation, String parameters) {
        if (!breaker.tryAcquirePermission()) {
            return Optional.empty();
        }
        long begun = System.nanoTime();
        Optional<Reply> reply = Optional.empty();
        try {
            reply = send(operation, parameters).filter(HttpLine::isServed);
        } finally {
            long took = System.nanoTime() - begun;
            if (reply.isPresent()) {
                breaker.onSuccess(took, TimeUnit.NANOSECONDS);
            } else {
                breaker.onError(took, TimeUnit.NANOSECONDS, new IOException("no answer"));
            }
        }
        return reply;
    }

    /** Whether the question was worked at all. */
    private static boolean isServed(Reply reply) {
        return switch (reply.status()) {
            case 401, 403, 407, 408, 429 -> false;
            default -> reply.status() < 500;
        };
    }

    private Optional<Reply> send(String operation, String parameters) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(settings.baseUrl().toString().replaceFirst("/*$", "/") + operation))
                .header("Content-Type", "application/fhir+json")
                .header("Accept", "application/fhir+json")
                .POST(BodyPublishers.ofString(parameters, StandardCharsets.UTF_8))
                .build();
        CompletableFuture<HttpResponse<BoundedBody>> response =
                http.sendAsync(request, head -> BoundedBody.subscriber());
        try {
            HttpResponse<BoundedBody> came =
                    response.get(settings.answerTimeout().toMillis(), TimeUnit.MILLISECONDS);
            return Optional.of(new Reply(came.statusCode(), came.body().text()));
        } catch (TimeoutException | ExecutionException e) {
            response.cancel(true);
            return Optional.empty();
        } catch (InterruptedException e) {
            response.cancel(true);
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Keeps the beginning of a body and lets the rest go by. */
    private static final class BoundedBody implements Consumer<Optional<byte[]>> {
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

        static HttpResponse.BodySubscriber<BoundedBody> subscriber() {
            BoundedBody body = new BoundedBody();
            return BodySubscribers.mapping(BodySubscribers.ofByteArrayConsumer(body), read -> body);
        }

        @Override
        public void accept(Optional<byte[]> part) {
            part.ifPresent(bytes -> kept.write(bytes, 0, Math.min(bytes.length, LARGEST_BODY - kept.size())));
        }

        String text() {
            return kept.toString(StandardCharsets.UTF_8);
        }
    }
}
