package org.linkway.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linkway.gateway.store.TestChanges.GP_SYSTEM;
import static org.linkway.gateway.store.TestChanges.NOON;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.linkway.fhir.validation.WireFormat;
import org.linkway.referral.Kebab;
import org.linkway.routes.InboundMessage;
import org.linkway.routes.InboundMessage.Door;
import org.linkway.routes.port.Journal.Commit;
import org.linkway.routes.port.RequestLedger.Claim;
import org.linkway.workflow.Body;
import org.linkway.workflow.KeptAnswer;
import org.linkway.workflow.Party;
import org.linkway.workflow.PublishedResource;
import org.linkway.workflow.Subscription;
import org.linkway.workflow.Subscription.Channel;
import org.linkway.workflow.Subscription.Content;
import org.linkway.workflow.Subscription.Status;
import org.linkway.workflow.SubscriptionProgress;
import org.linkway.workflow.Topic;

/** Subscriptions of invented systems, and resources that they are about. */
public final class TestSubscriptions {
    private TestSubscriptions() {}

    /** To all Tasks that meet these filters, heard every minute. */
    public static Subscription toTasks(String... filters) {
        return to(Topic.TASK, GP_SYSTEM, filters);
    }

    public static Subscription to(Topic topic, Party owner, String... filters) {
        return new Subscription(
                UUID.randomUUID().toString(),
                owner,
                topic,
                "https://topics.example.org/" + Kebab.of(topic),
                List.of(filters),
                new Channel(
                        "https://subscriber.example.org/hook",
                        List.of("Authorization: Bearer invented"),
                        "application/fhir+json",
                        Content.ID_ONLY,
                        Optional.of(Duration.ofMinutes(1)),
                        Optional.empty(),
                        Optional.empty()),
                Optional.empty(),
                Status.REQUESTED,
                Optional.empty());
    }

    /** Created, and active from then on. */
    public static Subscription active(TestStore store, Subscription subscription) {
        created(store, subscription);
        store.subscriptionLedger().step(subscription.id(), TestSubscriptions::activated);
        return subscription;
    }

    public static Subscription created(TestStore store, Subscription subscription) {
        assertThat(store.subscriptions()
                        .create(subscription, resource(subscription), answer(store, Optional.of(subscription.id()))))
                .isEqualTo(new Commit.Committed());
        return subscription;
    }

    static SubscriptionProgress activated(SubscriptionProgress progress) {
        return new SubscriptionProgress(
                progress.subscription().standing(Status.ACTIVE, Optional.empty()),
                progress.events(),
                progress.delivered(),
                0,
                Optional.empty(),
                progress.nextAttemptAt(),
                progress.heartbeatAt());
    }

    /** To a request of its own, under a new id. */
    static KeptAnswer answer(TestStore store, Optional<String> subscription) {
        Claim.Won won = (Claim.Won) store.ledger()
                .claim(new InboundMessage(
                        GP_SYSTEM,
                        Door.CREATE,
                        Optional.of("application/fhir+json"),
                        Body.of("{}".getBytes(StandardCharsets.UTF_8)),
                        WireFormat.JSON,
                        Optional.of(UUID.randomUUID().toString()),
                        Optional.empty(),
                        NOON));
        Body body = Body.of(new byte[0]);
        return subscription
                .map(id -> KeptAnswer.resource(won.claim(), 201, "application/fhir+json", body, "Subscription/" + id))
                .orElseGet(() -> new KeptAnswer(won.claim(), 204, "application/fhir+json", body));
    }

    static PublishedResource resource(Subscription subscription) {
        return new PublishedResource(
                "Subscription", subscription.id(), subscription.owner().id(), """
                {"resourceType":"Subscription","status":"%s"}""".formatted(
                                Kebab.of(subscription.status())));
    }

    static PublishedResource restated(PublishedResource resource, Subscription subscription) {
        return resource(subscription);
    }

    /** Publishes a Task of the GP system with this status, in a transaction of its own. */
    public static void publishTask(TestStore store, String id, String status) {
        publish(store, new PublishedResource("Task", id, GP_SYSTEM.id(), """
                {"resourceType":"Task","intent":"order","status":"%s","businessStatus":{"text":"%s"}}""".formatted(status, UUID.randomUUID())));
    }

    static void publish(TestStore store, PublishedResource resource) {
        assertThat(store.journal().commit(TestChanges.opening().publishing(List.of(resource)), 0))
                .isEqualTo(new Commit.Committed());
    }
}
