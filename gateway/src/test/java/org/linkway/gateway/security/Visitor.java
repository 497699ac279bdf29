package org.linkway.gateway.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Knocks at the gateway's addresses with whatever it has. */
final class Visitor {
    private static final String ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;

    Visitor(int port) {
        this.port = port;
    }

    record Answer(int status, String body, HttpResponse<String> whole) {
        JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }
    }

    /** @param headers names and values by turns */
    Answer send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        try {
            HttpResponse<String> answer = http.send(
                    (headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer.body(), answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Answer get(String path, String token) {
        return send("GET", path, "", "Authorization", "Bearer " + token);
    }

    /** Asks for a token with an assertion, as SMART clients do. */
    Answer askForToken(String assertion, String scope) {
        String form = Map.of(
                        "grant_type", "client_credentials",
                        "scope", scope,
                        "client_assertion_type", ASSERTION_TYPE,
                        "client_assertion", assertion)
                .entrySet()
                .stream()
                .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send("POST", "/oauth2/token", form, "Content-Type", "application/x-www-form-urlencoded");
    }

    String token(PartySystem party, String scope) {
        Answer answer = askForToken(party.assertion(), scope);
        if (answer.status() != 200) {
            throw new IllegalStateException(answer.status() + " " + answer.body());
        }
        return answer.json().path("access_token").asString();
    }
}
