package org.linkway.gateway.sandbox;

import java.io.IOException;
import java.time.Clock;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.linkway.gateway.sandbox.GatewayClient.Answer;
import org.linkway.referral.EventType;
import org.linkway.referral.Kebab;
import org.linkway.referral.ReferralStatus;
import org.linkway.referral.Stage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * The stand-in link worker: takes each referral one step further a second, from accepted through seen to completed. It
 * remembers nothing, so a crash cannot confuse it; and it leaves alone what a person has taken another way.
 */
final class Autopilot {
    private static final Logger LOG = LoggerFactory.getLogger(Autopilot.class);
    private static final String OPEN_REFERRALS = "/local/v1/referrals?limit=100&status="
            + String.join(
                    ",",
                    ReferralStatus.REQUESTED.code(),
                    ReferralStatus.ACCEPTED.code(),
                    ReferralStatus.IN_PROGRESS.code());
    private static final int CONFLICT = 409;

    private final GatewayClient gateway;
    private final Clock clock;
    private final Semaphore wakes = new Semaphore(0);
    private final Set<UUID> reported = new HashSet<>();

    Autopilot(GatewayClient gateway, Clock clock) {
        this.gateway = gateway;
        this.clock = clock;
    }

    /** A referral has come in: do not wait for the second to pass. */
    void wake() {
        wakes.release();
    }

    /** Works until interrupted. */
    void run() throws InterruptedException {
        gateway.awaitReadiness();
        while (true) {
            workOnce();
            if (wakes.tryAcquire(1, TimeUnit.SECONDS)) {
                wakes.drainPermits();
            }
        }
    }

    /** Takes every open referral one step further. */
    void workOnce() throws InterruptedException {
        try {
            Optional<String> page = Optional.of(OPEN_REFERRALS);
            while (page.isPresent()) {
                page = work(gateway.get(page.get()));
            }
        } catch (IOException | RuntimeException e) {
            // Its message may quote a referral, so it is not logged.
            LOG.warn(
                    "The stand-in link worker could not work ({}). It tries again.",
                    e.getClass().getSimpleName());
        }
    }

    /** Works one page of referrals; gives the next. */
    private Optional<String> work(Answer page) throws IOException, InterruptedException {
        if (!page.isSuccess()) {
            LOG.warn("The stand-in link worker could not list referrals: {}. It tries again.", page.status());
            return Optional.empty();
        }
        Optional<String> next = Optional.empty();
        for (JsonNode referral : page.body().path("referrals")) {
            String id = referral.path("id").asString();
            Optional<EventType> event = nextEvent(referral);
            if (event.isPresent()) {
                report(id, event.get());
            }
            next = Optional.of(OPEN_REFERRALS + "&after=" + id);
        }
        return next.filter(it -> page.body().hasNonNull("next"));
    }

    private static Optional<EventType> nextEvent(JsonNode referral) {
        Optional<ReferralStatus> status =
                Kebab.read(ReferralStatus.class, referral.path("status").asString());
        boolean wasJustSeen = Stage.SEEN.code().equals(referral.path("stage").asString());
        return status.flatMap(it -> switch (it) {
            case REQUESTED -> Optional.of(EventType.ACCEPTED);
            case ACCEPTED -> Optional.of(EventType.SEEN);
            case IN_PROGRESS -> Optional.of(EventType.COMPLETED).filter(completed -> wasJustSeen);
            default -> Optional.empty();
        });
    }

    /** The stand-in for the person on duty, who sees every concern at once. */
    void acknowledge(JsonNode alert) throws IOException, InterruptedException {
        String referral = alert.path("referral").path("id").asString();
        String concern = alert.path("concern").path("event").asString();
        Answer answer = gateway.post(
                LinkWorkerEvent.path(referral),
                LinkWorkerEvent.acknowledgement(concern, clock.instant()),
                "Content-Type",
                LinkWorkerEvent.CONTENT_TYPE);
        if (!answer.isSuccess() && answer.status() != CONFLICT) {
            throw new IOException("The concern could not be acknowledged: " + answer.status() + ".");
        }
    }

    private void report(String referralId, EventType type) throws IOException, InterruptedException {
        Answer answer = gateway.post(
                LinkWorkerEvent.path(referralId),
                LinkWorkerEvent.json(referralId, type, clock.instant()),
                "Content-Type",
                LinkWorkerEvent.CONTENT_TYPE);
        // A conflict is this very event, taken in before a crash with the time it had then.
        boolean done = answer.isSuccess() || answer.status() == CONFLICT;
        if (!done && reported.add(LinkWorkerEvent.id(referralId, type))) {
            LOG.warn(
                    "The stand-in link worker could not report {} of referral {}: {}. It tries again.",
                    type.code(),
                    referralId,
                    answer.status());
        }
    }
}
