package org.linkway.gateway.partner;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.linkway.gateway.security.KeyFetch;
import org.linkway.routes.port.PartnerUnavailable;
import org.springframework.stereotype.Component;

/**
 * Parties' and issuers' keys, in the bounds of every other call that leaves (ADR 0032): whoever asks for a token, or comes with
 * one, waits for them, and anybody can do so in a party's name.
 */
@Component
final class BoundedKeyFetch implements KeyFetch {
    private static final Duration WITHIN = Duration.ofSeconds(2);
    private static final int LARGEST = 64 * 1024;
    private static final int OK = 200;

    private final HttpClient http = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(WITHIN)
            .build();

    @Override
    public String fetch(URI address) throws IOException {
        try {
            HttpResponse<byte[]> answer = Exchange.of(
                    http,
                    HttpRequest.newBuilder(address)
                            .timeout(WITHIN)
                            .header("Accept", "application/jwk-set+json, application/json")
                            .build(),
                    LARGEST);
            if (answer.statusCode() != OK) {
                throw new IOException("the keys are answered with " + answer.statusCode());
            }
            return new String(answer.body(), StandardCharsets.UTF_8);
        } catch (PartnerUnavailable refused) {
            throw new IOException(refused.getMessage(), refused);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
