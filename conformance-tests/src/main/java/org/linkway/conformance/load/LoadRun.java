package org.linkway.conformance.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.linkway.conformance.command.CommandFailed;
import org.linkway.conformance.partner.FhirText;
import org.linkway.conformance.partner.GpReferral;
import org.linkway.conformance.partner.SyntheticPeople;
import org.linkway.fhir.validation.WireFormat;

/** Closed-loop load: each connection sends its next referral as soon as the last one is answered. */
final class LoadRun {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final URI target;
    private final int connections;
    private final SyntheticPeople people = new SyntheticPeople();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    LoadRun(URI target, int connections) {
        this.target = target;
        this.connections = connections;
    }

    /** Sends this many referrals, each of somebody new. */
    LoadReport send(int referrals) {
        // Made beforehand: the sender shares the machine with the gateway, and must not be what is measured.
        byte[][] bodies = Stream.generate(this::body).limit(referrals).toArray(byte[][]::new);
        long[] nanos = new long[referrals];
        Map<String, Long> errors = new ConcurrentHashMap<>();
        AtomicInteger next = new AtomicInteger();
        ExecutorService senders = Executors.newFixedThreadPool(connections);
        long start = System.nanoTime();
        for (int i = 0; i < connections; i++) {
            senders.execute(() -> {
                for (int mine = next.getAndIncrement(); mine < referrals; mine = next.getAndIncrement()) {
                    long sent = System.nanoTime();
                    String answer = answerTo(bodies[mine]);
                    nanos[mine] = System.nanoTime() - sent;
                    if (!answer.equals("200")) {
                        errors.merge(answer, 1L, Long::sum);
                    }
                }
            });
        }
        await(senders);
        return new LoadReport(nanos, Duration.ofNanos(System.nanoTime() - start), errors);
    }

    private byte[] body() {
        return FhirText.write(GpReferral.of(people.next()).transaction(), WireFormat.JSON);
    }

    /** The HTTP status, or what went wrong instead. */
    private String answerTo(byte[] body) {
        HttpRequest request = HttpRequest.newBuilder(target)
                .timeout(PATIENCE)
                .header("Content-Type", WireFormat.JSON.mediaType())
                .header("Accept", WireFormat.JSON.mediaType())
                .header("X-Request-Id", UUID.randomUUID().toString())
                .header("X-Correlation-Id", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        try {
            return Integer.toString(
                    http.send(request, BodyHandlers.ofByteArray()).statusCode());
        } catch (IOException e) {
            return e.getClass().getSimpleName();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    private static void await(ExecutorService senders) {
        senders.shutdown();
        try {
            if (!senders.awaitTermination(1, TimeUnit.DAYS)) {
                throw new CommandFailed("The load did not end within a day.");
            }
        } catch (InterruptedException e) {
            senders.shutdownNow();
            Thread.currentThread().interrupt();
            throw new CommandFailed("The load was interrupted.");
        }
    }
}
