package org.linkway.gateway.partner;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.linkway.gateway.config.PartnerProperties;
import org.linkway.referral.Referral;
import org.linkway.routes.port.PartnerUnavailable;
import org.linkway.routes.port.WorkerPlatform;
import org.linkway.workflow.Delivery;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Pushes referrals to the link workers' platform by webhook: JSON, with the delivery's id as {@code Idempotency-Key}. */
@Component
class WebhookWorkerPlatform implements WorkerPlatform {
    private static final String PARTNER = "The link workers' platform";

    private final PartnerEndpoints endpoints;
    private final PartnerProperties properties;
    private final JsonMapper json;
    private final HttpClient http;

    WebhookWorkerPlatform(PartnerEndpoints endpoints, PartnerProperties properties, JsonMapper json) {
        this.endpoints = endpoints;
        this.properties = properties;
        this.json = json;
        this.http = HttpClient.newBuilder()
                .connectTimeout(properties.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** The body of the webhook. */
    record Notification(String deliveryId, String type, Referral referral) {}

    @Override
    public void push(Delivery delivery, Referral referral) {
        Notification notification = new Notification(delivery.id().toString(), "referral-opened", referral);
        HttpRequest request = HttpRequest.newBuilder(URI.create(endpoints.workerWebhook()))
                .timeout(properties.responseTimeout())
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", delivery.id().toString())
                .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(notification)))
                .build();
        int status = send(request).statusCode();
        if (status / 100 != 2) {
            throw PartnerStatus.failure(PARTNER, status);
        }
    }

    private HttpResponse<Void> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.discarding());
        } catch (IOException e) {
            throw new PartnerUnavailable(PARTNER + " could not be reached.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PartnerUnavailable("Linkway was stopped while it delivered.", e);
        }
    }
}
