package org.linkway.gateway.partner;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.linkway.gateway.config.PartnerProperties;
import org.linkway.routes.port.HeldUp;
import org.linkway.routes.port.PartnerUnavailable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Posts JSON to a partner, with the delivery's id as {@code Idempotency-Key}. */
@Component
class Webhook {
    private final PartnerProperties properties;
    private final JsonMapper json;
    private final HttpClient http;

    Webhook(PartnerProperties properties, JsonMapper json) {
        this.properties = properties;
        this.json = json;
        this.http = HttpClient.newBuilder()
                .connectTimeout(properties.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** @param partner as it is called in what an operator reads */
    void post(String partner, String address, UUID deliveryId, Object body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .timeout(properties.responseTimeout())
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", deliveryId.toString())
                .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(body)))
                .build();
        HttpResponse<byte[]> response = send(partner, request);
        if (response.statusCode() / 100 != 2) {
            throw PartnerStatus.failure(partner, response.statusCode(), RetryAfter.of(response.headers()));
        }
    }

    private HttpResponse<byte[]> send(String partner, HttpRequest request) {
        try {
            return Exchange.of(http, request);
        } catch (IOException e) {
            throw new PartnerUnavailable(partner + " could not be reached.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HeldUp("Linkway was stopped while it delivered.", e);
        }
    }
}
