package org.linkway.conformance.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.linkway.conformance.blackbox.TopicSubscription.BACKPORT;
import static org.linkway.conformance.blackbox.TopicSubscription.SERVICE_REQUESTS;
import static org.linkway.conformance.blackbox.TopicSubscription.TASKS;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Subscription;
import org.hl7.fhir.r4.model.Subscription.SubscriptionChannelType;
import org.hl7.fhir.r4.model.Subscription.SubscriptionStatus;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.linkway.conformance.blackbox.GpSystem.PlacedReferral;
import org.linkway.conformance.partner.GpReferral;
import org.linkway.conformance.partner.Subscriber;
import org.linkway.conformance.partner.SyntheticPeople;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.fhir.validation.WireFormat;

/** A system that subscribes instead of polling (Subscriptions R5 Backport 1.1.0 on R4). */
@ExtendWith(SharedGateway.class)
class SubscriptionConformanceTest {
    private static final SyntheticPeople PEOPLE = new SyntheticPeople();
    private static final Subscriber SUBSCRIBER = new Subscriber();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final GpSystem gp;
    private final LinkWorkers workers;
    private final String hook = UUID.randomUUID().toString();

    SubscriptionConformanceTest(GatewayProcess gateway) {
        this.gp = gateway.gp();
        this.workers = gateway.linkWorkers();
    }

    @AfterAll
    static void stop() {
        SUBSCRIBER.close();
    }

    @Test
    void shakesHandsAndBecomesActive() {
        Answer created = create(TopicSubscription.to(TASKS, SUBSCRIBER.endpoint(hook), "id-only"));

        assertThat(created.expect(201).resource(Subscription.class).getStatus())
                .isEqualTo(SubscriptionStatus.REQUESTED);
        Subscription active = awaitStatus(created, SubscriptionStatus.ACTIVE);
        Bundle handshake = SUBSCRIBER.taken(hook).get(0);
        assertThat(handshake.getType()).isEqualTo(BundleType.HISTORY);
        assertThat(handshake.getEntry()).hasSize(1);
        Parameters status = Subscriber.status(handshake);
        assertThat(Subscriber.value(status, "type")).isEqualTo("handshake");
        assertThat(Subscriber.value(status, "status")).isEqualTo("requested");
        assertThat(Subscriber.value(status, "topic")).isEqualTo(TASKS);
        assertThat(Subscriber.value(status, "events-since-subscription-start")).isEqualTo("0");
        assertThat(handshake.getEntryFirstRep().getRequest().getUrl())
                .endsWith("Subscription/" + active.getIdElement().getIdPart() + "/$status");
        assertThat(SUBSCRIBER.requests(hook).get(0).getHeader("Authorization")).isEqualTo("Bearer invented-secret");
        assertThat(gp.read("Subscription?url=" + active.getChannel().getEndpoint() + "&status=active")
                        .bundle()
                        .getEntry())
                .hasSize(1);
        delete(active);
    }

    @Test
    void tellsEachContentInItsForm() {
        Subscription empty = active(TopicSubscription.to(TASKS, SUBSCRIBER.endpoint(hook + "-empty"), "empty"));
        Subscription ids = active(TopicSubscription.to(TASKS, SUBSCRIBER.endpoint(hook + "-ids"), "id-only"));
        Subscription full = TopicSubscription.to(TASKS, SUBSCRIBER.endpoint(hook + "-full"), "full-resource");
        full.getChannel().setPayload("application/fhir+xml");
        full = active(full);

        PlacedReferral placed = gp.refer(GpReferral.of(PEOPLE.next()));
        Bundle bare = told(hook + "-empty");
        Bundle named = told(hook + "-ids");
        Bundle whole = told(hook + "-full");

        String task = gp.base() + "/Task/" + placed.taskId();
        assertThat(bare.getEntry()).hasSize(1);
        assertThat(Subscriber.status(bare).getParameter("topic")).isNull();
        assertThat(GpSystem.text(bare)).doesNotContain(placed.taskId());
        assertThat(GpSystem.text(Subscriber.status(named))).contains(task);
        assertThat(named.getEntry().get(1).getFullUrl()).isEqualTo(task);
        assertThat(named.getEntry().get(1).hasResource()).isFalse();
        assertThat(((Task) whole.getEntry().get(1).getResource()).getStatus()).isEqualTo(Task.TaskStatus.REQUESTED);
        assertThat(SUBSCRIBER.requests(hook + "-full").get(1).getHeader("Content-Type"))
                .isEqualTo("application/fhir+xml");
        Stream.of(empty, ids, full).forEach(this::delete);
    }

    @Test
    void tellsWhatMeetsTheFiltersInOrder() {
        PlacedReferral mine = gp.refer(GpReferral.of(PEOPLE.next()));
        Subscription accepted = active(TopicSubscription.inPortionsOf(
                1,
                TopicSubscription.to(
                        TASKS,
                        SUBSCRIBER.endpoint(hook),
                        "id-only",
                        "Task?patient=Patient/" + mine.patientId() + "&status=accepted,in-progress,completed")));
        Subscription requests = active(TopicSubscription.to(
                SERVICE_REQUESTS,
                SUBSCRIBER.endpoint(hook + "-requests"),
                "id-only",
                "_id=" + mine.serviceRequestId()));

        gp.refer(GpReferral.of(PEOPLE.next()));
        String id = workers.referral(mine).get("id").asText();
        workers.report(id, WorkerEvents.accepted()).expect(201);
        workers.report(id, WorkerEvents.seen()).expect(201);
        workers.report(id, WorkerEvents.completed()).expect(201);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(SUBSCRIBER.numbers(hook)).hasSizeGreaterThan(2));
        assertThat(SUBSCRIBER.numbers(hook))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, SUBSCRIBER.numbers(hook).size())
                                .boxed()
                                .toList());
        assertThat(SUBSCRIBER.taken(hook).stream().skip(1))
                .allSatisfy(notification ->
                        assertThat(notification.getEntry().get(1).getFullUrl()).endsWith("Task/" + mine.taskId()));
        // The ServiceRequest changes once, when the referral is completed; its creation is no event.
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(SUBSCRIBER.numbers(hook + "-requests")).containsExactly(1L));
        Stream.of(accepted, requests).forEach(this::delete);
    }

    @Test
    void losesNothingWhileTheEndpointFails() {
        Subscription subscription = active(TopicSubscription.to(TASKS, SUBSCRIBER.endpoint(hook), "id-only"));
        SUBSCRIBER.answers(hook, 500);
        for (int referral = 0; referral < 3; referral++) {
            gp.refer(GpReferral.of(PEOPLE.next()));
        }
        await().atMost(PATIENCE).until(() -> SUBSCRIBER.requests(hook).size() > 2);
        SUBSCRIBER.answers(hook, 307);
        gp.refer(GpReferral.of(PEOPLE.next()));
        int failed = SUBSCRIBER.requests(hook).size();
        await().atMost(PATIENCE).until(() -> SUBSCRIBER.requests(hook).size() > failed);

        SUBSCRIBER.answers(hook, 200);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(SUBSCRIBER.numbers(hook)).startsWith(1L, 2L, 3L, 4L));
        assertThat(SUBSCRIBER.numbers(hook)).doesNotHaveDuplicates();
        assertThat(SUBSCRIBER.requests("elsewhere")).isEmpty();
        delete(subscription);
    }

    @Test
    void saysHowItStandsAndGivesEventsAgain() {
        Subscription subscription = active(TopicSubscription.to(TASKS, SUBSCRIBER.endpoint(hook), "empty"));
        PlacedReferral first = gp.refer(GpReferral.of(PEOPLE.next()));
        gp.refer(GpReferral.of(PEOPLE.next()));
        await().atMost(PATIENCE).until(() -> SUBSCRIBER.numbers(hook).size() >= 2);
        String id = subscription.getIdElement().getIdPart();

        Bundle one = gp.read("Subscription/" + id + "/$status").expect(200).bundle();
        Bundle several = gp.read("Subscription/$status?id=" + id + "&status=active,error")
                .expect(200)
                .bundle();
        Bundle none = gp.read("Subscription/$status?id=" + id + "&status=off")
                .expect(200)
                .bundle();

        assertThat(one.getType()).isEqualTo(BundleType.SEARCHSET);
        assertThat(Subscriber.value(Subscriber.status(one), "type")).isEqualTo("query-status");
        assertThat(Subscriber.value(Subscriber.status(several), "status")).isEqualTo("active");
        assertThat(none.getEntry()).isEmpty();

        Bundle again = gp.read(
                        "Subscription/" + id + "/$events?eventsSinceNumber=1&eventsUntilNumber=1&content=full-resource")
                .expect(200)
                .bundle();
        assertThat(Subscriber.value(Subscriber.status(again), "type")).isEqualTo("query-event");
        assertThat(again.getEntry()).hasSize(2);
        assertThat(again.getEntry().get(1).getResource().getIdElement().getIdPart())
                .isEqualTo(first.taskId());
        String asked = GpSystem.text(new Parameters().addParameter("eventsSinceNumber", "2"));
        Parameters rest = Subscriber.status(gp.postWithHeaders(
                        "/fhir/Subscription/" + id + "/$events", asked, Map.of("Content-Type", "application/fhir+json"))
                .expect(200)
                .bundle());
        assertThat(Subscriber.part(rest.getParameter("notification-event"), "event-number"))
                .isEqualTo("2");
        Refusals.assertRefusedAt(
                gp.read("Subscription/" + id + "/$events?eventsSinceNumber=first"),
                GatewayError.PARAMETER_INVALID,
                "http.eventsSinceNumber",
                "first");
        delete(subscription);
    }

    @Test
    void isTurnedOffChangedAndDeletedByItsOwner() {
        Subscription subscription = active(TopicSubscription.to(TASKS, SUBSCRIBER.endpoint(hook), "id-only"));
        String place = "Subscription/" + subscription.getIdElement().getIdPart();
        String tag = "W/\"" + subscription.getMeta().getVersionId() + "\"";

        Refusals.assertRefused(
                change(place, subscription.copy(), Map.of()), GatewayError.VERSION_REQUIRED, "Subscription");
        Refusals.assertRefused(
                change(place, subscription.copy(), Map.of("If-Match", "W/\"1\"")), GatewayError.VERSION_CONFLICT, tag);
        Subscription another = subscription.copy();
        another.setCriteria(SERVICE_REQUESTS);
        Refusals.assertRefusedAt(
                change(place, another, Map.of("If-Match", tag)), GatewayError.INVARIANT, "Subscription.criteria");
        Subscription noLongerAllowed = subscription.copy().setStatus(SubscriptionStatus.OFF);
        noLongerAllowed.getChannel().setEndpoint("https://elsewhere.example.org/");
        Subscription off = change(place, noLongerAllowed, Map.of("If-Match", tag))
                .expect(200)
                .resource(Subscription.class);
        assertThat(off.getStatus()).isEqualTo(SubscriptionStatus.OFF);

        gp.ask("DELETE", place, Map.of()).expect(204);

        gp.read(place).expect(404);
        gp.ask("DELETE", place, Map.of()).expect(404);
        gp.read(place + "/$status").expect(404);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void isRefused(String name, Consumer<Subscription> spoil, GatewayError error, String expression, String word) {
        Subscription subscription = TopicSubscription.to(TASKS, SUBSCRIBER.endpoint(hook), "id-only");
        spoil.accept(subscription);

        Answer answer = create(subscription);

        Refusals.assertRefusedAt(answer, error, expression, word);
        assertThat(answer.body()).doesNotContain("invented-secret");
        assertThat(SUBSCRIBER.requests(hook)).isEmpty();
        assertThat(gp.read("Subscription?url=" + SUBSCRIBER.endpoint(hook))
                        .bundle()
                        .getEntry())
                .isEmpty();
    }

    static Stream<Arguments> isRefused() {
        String channel = "Subscription.channel";
        return Stream.of(
                wrong(
                        "an unknown topic",
                        it -> it.setCriteria("Task?status=accepted"),
                        GatewayError.NOT_SUPPORTED,
                        "Subscription.criteria",
                        TASKS),
                wrong(
                        "an unknown filter",
                        it -> filter(it, "Task?focus=1"),
                        GatewayError.NOT_SUPPORTED,
                        "Subscription.criteria.extension[0]",
                        "Offered are"),
                wrong(
                        "a filter of another type",
                        it -> filter(it, "Encounter?patient=1"),
                        GatewayError.NOT_SUPPORTED,
                        "Subscription.criteria.extension[0]",
                        "Task?"),
                wrong(
                        "a filter by a status that there is not",
                        it -> filter(it, "Task?status=done"),
                        GatewayError.NOT_SUPPORTED,
                        "Subscription.criteria.extension[0]",
                        "done"),
                wrong(
                        "another channel",
                        it -> it.getChannel().setType(SubscriptionChannelType.EMAIL),
                        GatewayError.NOT_SUPPORTED,
                        channel + ".type",
                        "rest-hook"),
                wrong(
                        "no endpoint",
                        it -> it.getChannel().setEndpoint(null),
                        GatewayError.REQUIRED,
                        channel,
                        "endpoint"),
                wrong(
                        "a host that is not allowed",
                        it -> it.getChannel().setEndpoint("https://elsewhere.example.org/"),
                        GatewayError.NOT_SUPPORTED,
                        channel + ".endpoint",
                        "elsewhere.example.org"),
                wrong(
                        "a user in the endpoint",
                        it -> it.getChannel().setEndpoint("http://me:invented-secret@127.0.0.1/"),
                        GatewayError.NOT_SUPPORTED,
                        channel + ".endpoint",
                        "user"),
                wrong(
                        "another FHIR version",
                        it -> it.getChannel().setPayload("application/fhir+json; fhirVersion=5.0"),
                        GatewayError.NOT_SUPPORTED,
                        channel + ".payload",
                        "4.0"),
                wrong(
                        "no content",
                        it -> it.getChannel().getPayloadElement().setExtension(List.of()),
                        GatewayError.REQUIRED,
                        channel + ".payload",
                        "payload-content"),
                wrong(
                        "a header of Linkway's own",
                        it -> it.getChannel().addHeader("Host: invented-secret"),
                        GatewayError.VALUE,
                        channel + ".header[1]",
                        "Host"),
                wrong(
                        "a heartbeat each second",
                        it -> it.getChannel().addExtension(BACKPORT + "heartbeat-period", new IntegerType(1)),
                        GatewayError.VALUE,
                        channel + ".extension('" + BACKPORT + "heartbeat-period')",
                        "10"),
                wrong(
                        "two max-counts",
                        it -> Stream.of(1, 2)
                                .forEach(count -> it.getChannel()
                                        .addExtension(BACKPORT + "max-count", new IntegerType(count))),
                        GatewayError.VALUE,
                        channel + ".extension('" + BACKPORT + "max-count')",
                        "once"),
                wrong(
                        "a status that only Linkway sets",
                        it -> it.setStatus(SubscriptionStatus.ACTIVE),
                        GatewayError.VALUE,
                        "Subscription.status",
                        "requested"),
                wrong(
                        "an end that is over",
                        it -> it.setEnd(Date.from(Instant.EPOCH)),
                        GatewayError.VALUE,
                        "Subscription.end",
                        "over"));
    }

    private static Arguments wrong(
            String name, Consumer<Subscription> spoil, GatewayError error, String expression, String word) {
        return Arguments.of(name, spoil, error, expression, word);
    }

    private static void filter(Subscription subscription, String filter) {
        subscription.getCriteriaElement().addExtension(BACKPORT + "filter-criteria", new StringType(filter));
    }

    private Answer create(Subscription subscription) {
        return gp.post(
                "/fhir/Subscription", GpSystem.text(subscription), WireFormat.JSON.mediaType(), GpSystem.newId());
    }

    private Answer change(String place, Subscription subscription, Map<String, String> headers) {
        return gp.send("PUT", "/fhir/" + place, GpSystem.text(subscription), WireFormat.JSON.mediaType(), headers);
    }

    private Subscription active(Subscription subscription) {
        return awaitStatus(create(subscription).expect(201), SubscriptionStatus.ACTIVE);
    }

    private Subscription awaitStatus(Answer created, SubscriptionStatus status) {
        String place = "Subscription/"
                + created.resource(Subscription.class).getIdElement().getIdPart();
        return await().atMost(PATIENCE)
                .until(() -> gp.read(place).expect(200).resource(Subscription.class), it -> it.getStatus() == status);
    }

    private Bundle told(String name) {
        await().atMost(PATIENCE).until(() -> SUBSCRIBER.taken(name).size() > 1);
        return SUBSCRIBER.taken(name).get(1);
    }

    private void delete(Subscription subscription) {
        gp.ask("DELETE", "Subscription/" + subscription.getIdElement().getIdPart(), Map.of())
                .expect(204);
    }
}
