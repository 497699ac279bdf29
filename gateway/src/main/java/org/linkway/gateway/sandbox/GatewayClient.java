package org.linkway.gateway.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The gateway as a partner reaches it: over HTTP, at its own address. */
final class GatewayClient {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final Supplier<String> address;

    /** @param address asked at each call; throws {@link IllegalStateException} until the server listens */
    GatewayClient(Supplier<String> address) {
        this.address = address;
    }

    /** An answer in JSON. */
    record Answer(int status, JsonNode body) {
        boolean isSuccess() {
            return status / 100 == 2;
        }
    }

    String address() {
        return address.get();
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    /** @param headers names and values by turns */
    Answer post(String path, String body, String... headers) throws IOException, InterruptedException {
        return send(request(path).POST(BodyPublishers.ofString(body)).headers(headers));
    }

    void awaitReadiness() throws InterruptedException {
        while (!isReady()) {
            Thread.sleep(BETWEEN_LOOKS.toMillis());
        }
    }

    private boolean isReady() throws InterruptedException {
        try {
            return get("/actuator/health/readiness").isSuccess();
        } catch (IOException | IllegalStateException notYet) {
            // Nothing answers there, or the address is not known yet.
            return false;
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address.get() + path)).timeout(PATIENCE);
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        try {
            return new Answer(response.statusCode(), JsonMapper.shared().readTree(response.body()));
        } catch (JacksonException notJson) {
            throw new IOException("The answer " + response.statusCode() + " is not JSON.");
        }
    }
}
