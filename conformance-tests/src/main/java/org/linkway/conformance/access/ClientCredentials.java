package org.linkway.conformance.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A token by OAuth 2.0's client credentials (RFC 6749, 4.4), asked for when there is none, or the last is about to run out. */
final class ClientCredentials implements Access {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration BEFOREHAND = Duration.ofSeconds(20);
    private static final long USUAL_SECONDS = 300;

    private final HttpClient http;
    private final URI endpoint;
    private final Supplier<Map<String, String>> proof;
    private final Clock clock;
    private String token;
    private Instant usedUntil = Instant.MIN;

    /** @param proof what the form has beside its grant type, anew for each token */
    ClientCredentials(HttpClient http, URI endpoint, Supplier<Map<String, String>> proof, Clock clock) {
        this.http = http;
        this.endpoint = endpoint;
        this.proof = proof;
        this.clock = clock;
    }

    @Override
    public synchronized Map<String, String> headers() {
        if (clock.instant().isAfter(usedUntil)) {
            ask();
        }
        return Map.of("Authorization", "Bearer " + token);
    }

    private void ask() {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "client_credentials");
        form.putAll(proof.get());
        HttpResponse<String> answer = send(HttpRequest.newBuilder(endpoint)
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(form.entrySet().stream()
                        .map(field ->
                                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"))))
                .build());
        JsonNode given = json(answer.body());
        if (answer.statusCode() != 200 || !given.hasNonNull("access_token")) {
            throw new NotLetIn("The token endpoint " + endpoint + " answered " + answer.statusCode() + " and no token: "
                    + given.path("error").asText() + " "
                    + given.path("error_description").asText());
        }
        token = given.get("access_token").asText();
        usedUntil = clock.instant()
                .plusSeconds(given.path("expires_in").asLong(USUAL_SECONDS))
                .minus(BEFOREHAND);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new NotLetIn("The token endpoint " + endpoint + " did not answer: " + e + ".");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotLetIn("The run was interrupted.");
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            return JSON.createObjectNode();
        }
    }
}
