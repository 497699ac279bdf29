package org.linkway.gateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The gateway as others reach it. */
public final class Http {
    private final HttpClient http = HttpClient.newHttpClient();
    private final Supplier<String> address;

    Http(Supplier<String> address) {
        this.address = address;
    }

    /** An answer in JSON. */
    public record Answer(int status, Optional<String> etag, String contentType, JsonNode body) {
        /** This answer, which has to have this status. */
        public Answer expect(int expected) {
            assertThat(status).as(body.toString()).isEqualTo(expected);
            return this;
        }
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    /** @param headers names and values by turns */
    public Answer post(String path, JsonNode body, String... headers) {
        HttpRequest.Builder request = request(path).POST(BodyPublishers.ofString(body.toString()));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    /** @param headers names and values by turns */
    public Answer send(String method, String path, String body, String... headers) {
        return send(request(path).method(method, BodyPublishers.ofString(body)).headers(headers));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address.get() + path));
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue("ETag"),
                    response.headers().firstValue("Content-Type").orElse(""),
                    JsonMapper.shared().readTree(response.body()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
