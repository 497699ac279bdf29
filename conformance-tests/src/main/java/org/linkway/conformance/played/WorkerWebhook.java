package org.linkway.conformance.played;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.linkway.conformance.access.Access;
import org.linkway.conformance.runner.Body;
import org.linkway.conformance.runner.Exchange;
import org.linkway.conformance.runner.Headers;
import org.linkway.conformance.runner.Headers.Header;
import org.linkway.conformance.runner.HttpTarget;
import org.linkway.conformance.runner.Request;
import org.linkway.conformance.runner.Response;
import org.linkway.conformance.runner.Server.Unanswered;

/** Tells a link workers' platform of a referral as Linkway does: at least once, under one {@code Idempotency-Key}. */
public final class WorkerWebhook {
    /** As long as Linkway waits for an answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int NO_ANSWER = 0;

    private final String address;
    private final Conversation conversation;

    public WorkerWebhook(String address, Conversation conversation) {
        this.address = address.replaceFirst("/+$", "");
        this.conversation = conversation;
    }

    /** Says that the referral that is to be worked is there. */
    public Request notification(PlayedLocalApi api) {
        String delivery = UUID.randomUUID().toString();
        return new Request(
                "POST",
                address,
                new Headers(List.of(
                        new Header("Content-Type", "application/json"), new Header("Idempotency-Key", delivery))),
                api.opened(delivery));
    }

    /** As if the first answer had been lost. */
    public void sendTwice(Request notification) {
        send(notification);
        send(notification);
    }

    private void send(Request request) {
        Exchange exchange;
        try {
            exchange = new HttpTarget(address, Access.open(), List.of(), PATIENCE, Optional.empty()).send(request);
        } catch (Unanswered e) {
            exchange = new Exchange(
                    request,
                    new Response(
                            NO_ANSWER,
                            new Headers(List.of()),
                            new Body(e.getMessage().getBytes(UTF_8), "text/plain")),
                    PATIENCE);
        }
        conversation.add(exchange);
    }
}
