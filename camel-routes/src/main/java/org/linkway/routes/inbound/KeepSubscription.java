package org.linkway.routes.inbound;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.linkway.fhir.validation.FhirReader;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.fhir.validation.Issue;
import org.linkway.fhir.validation.ResourceReading;
import org.linkway.routes.InboundMessage;
import org.linkway.routes.port.EventFilters;
import org.linkway.routes.port.Journal.Commit;
import org.linkway.routes.port.PublishedResources.Version;
import org.linkway.routes.port.Subscribers;
import org.linkway.routes.port.Subscriptions;
import org.linkway.translation.SubscriptionTranslation;
import org.linkway.workflow.Body;
import org.linkway.workflow.Ids;
import org.linkway.workflow.KeptAnswer;
import org.linkway.workflow.Subscription;
import org.linkway.workflow.Subscription.Status;

/** Creates, changes and deletes subscriptions, or refuses with everything that is wrong. */
public final class KeepSubscription {
    /** The extension of the Subscriptions R5 Backport in which filters come. */
    private static final String FILTERS = "Subscription.criteria.extension";

    /** For one party: each event is numbered for each of them. */
    private static final int MOST = 100;

    private final FhirReader reader;
    private final SubscriptionTranslation translation;
    private final EventFilters filters;
    private final Subscribers subscribers;
    private final Subscriptions subscriptions;
    private final StandingResource standing;
    private final Answers answers;
    private final Ids ids;
    private final Clock clock;

    public KeepSubscription(
            FhirReader reader,
            SubscriptionTranslation translation,
            EventFilters filters,
            Subscribers subscribers,
            Subscriptions subscriptions,
            StandingResource standing,
            Answers answers,
            Ids ids,
            Clock clock) {
        this.reader = reader;
        this.translation = translation;
        this.filters = filters;
        this.subscribers = subscribers;
        this.subscriptions = subscriptions;
        this.standing = standing;
        this.answers = answers;
        this.ids = ids;
        this.clock = clock;
    }

    MessageOutcome keep(ClaimedMessage claimed) {
        return switch (claimed.message().door()) {
            case CREATE -> create(claimed);
            case UPDATE -> update(claimed);
            case DELETE -> delete(claimed);
            default ->
                throw RejectedMessage.forGood(
                        claimed,
                        List.of(Issue.error(
                                GatewayError.METHOD_NOT_ALLOWED,
                                "A Subscription is not patched here. Read it, change it, and PUT it as a whole.")));
        };
    }

    private MessageOutcome create(ClaimedMessage claimed) {
        ResourceReading reading = read(claimed);
        Subscription wanted = asked(claimed, reading, ids.next().toString());
        check(claimed, wanted);
        List<Issue> issues = new ArrayList<>();
        if (wanted.status() != Status.REQUESTED && wanted.status() != Status.OFF) {
            issues.add(Issue.error(
                    GatewayError.VALUE,
                    "Subscription.status",
                    "A new Subscription is 'requested'; it becomes active once its endpoint has taken the handshake. Send"
                            + " requested."));
        }
        if (claimed.message().target().ifNoneExist().isPresent()) {
            issues.add(Issue.error(
                    GatewayError.HEADER_INVALID,
                    "If-None-Exist is not offered for a Subscription. Search for yours by url, and create one if there is"
                            + " none."));
        }
        if (subscriptions.list(claimed.message().party()).size() >= MOST) {
            issues.add(Issue.error(
                    GatewayError.INVARIANT,
                    "Subscription",
                    "You have " + MOST
                            + " Subscriptions, which is as many as are kept for one system. Change one of them, or"
                            + " delete those that nobody needs."));
        }
        refuse(claimed, issues);
        KeptAnswer answer = answers.resource(claimed, 201, "Subscription/" + wanted.id(), reading.issues());
        return outcome(claimed, subscriptions.create(wanted, translation.published(reading, wanted), answer));
    }

    private MessageOutcome update(ClaimedMessage claimed) {
        Version seen = standing.asSeen(claimed);
        String id = seen.resource().id();
        Subscription before = subscription(claimed, id);
        ResourceReading reading = read(claimed);
        Subscription sent = asked(claimed, reading, id);
        // What is not offered or not allowed any more can be turned off still.
        if (sent.status() != Status.OFF) {
            check(claimed, sent);
        }
        refuse(claimed, frozen(reading, before, sent));
        Subscription wanted = wanted(before, sent);
        KeptAnswer answer = answers.resource(claimed, 200, "Subscription/" + id, reading.issues());
        return outcome(
                claimed, subscriptions.update(wanted, translation.published(reading, wanted), seen.version(), answer));
    }

    private Subscription subscription(ClaimedMessage claimed, String id) {
        return subscriptions
                .find(claimed.message().party(), id)
                .orElseThrow(() -> StandingResource.notFound(claimed))
                .subscription();
    }

    private List<Issue> frozen(ResourceReading reading, Subscription before, Subscription sent) {
        List<Issue> issues = new ArrayList<>();
        if (!translation.id(reading).equals(Optional.of(before.id()))) {
            issues.add(Issue.error(
                    GatewayError.INVARIANT,
                    "Subscription.id",
                    "Subscription.id is not the id in the address, " + before.id() + ". Send it."));
        }
        if (!sent.isAboutTheSameAs(before)) {
            issues.add(Issue.error(
                    GatewayError.INVARIANT,
                    "Subscription.criteria",
                    "The topic and the filters of a Subscription stay, because its events are numbered by them. Create"
                            + " another one, and delete this one."));
        }
        return issues;
    }

    /** Only Linkway makes it active: whoever asks for that of one that is not, or of another endpoint, asks for a handshake. */
    private static Subscription wanted(Subscription before, Subscription sent) {
        if (sent.status() == Status.OFF) {
            return sent;
        }
        boolean staysAsItIs = sent.status() == before.status() && sent.channel().equals(before.channel());
        return staysAsItIs
                ? sent.standing(before.status(), before.error())
                : sent.standing(Status.REQUESTED, Optional.empty());
    }

    private MessageOutcome delete(ClaimedMessage claimed) {
        Version last = standing.toRemove(claimed);
        KeptAnswer answer = new KeptAnswer(
                claimed.claim(), 204, claimed.message().answerFormat().mediaType(), Body.of(new byte[0]));
        return outcome(
                claimed,
                subscriptions.delete(claimed.message().party(), last.resource().id(), last.version(), answer));
    }

    private MessageOutcome outcome(ClaimedMessage claimed, Commit commit) {
        if (commit instanceof Commit.ClaimLost) {
            throw RejectedMessage.takenOver(claimed.message());
        }
        if (commit instanceof Commit.Stale) {
            throw RejectedMessage.forNow(
                    claimed,
                    List.of(Issue.error(
                            GatewayError.VERSION_CONFLICT,
                            "The Subscription has moved on meanwhile. Read it again, and decide again.")),
                    Optional.empty());
        }
        return answers.accepted(claimed);
    }

    private ResourceReading read(ClaimedMessage claimed) {
        InboundMessage message = claimed.message();
        ResourceReading reading = reader.readResource(
                message.body().bytes(), message.contentType().orElse(null), "Subscription");
        refuse(claimed, reading.issues());
        return reading;
    }

    private Subscription asked(ClaimedMessage claimed, ResourceReading reading, String id) {
        return translation
                .toModel(reading, id, claimed.message().party(), clock.instant())
                .match((it, warnings) -> it, issues -> {
                    throw RejectedMessage.forGood(claimed, issues);
                });
    }

    /** Refuses what may not be read, filters that are not offered and endpoints that are not allowed. */
    private void check(ClaimedMessage claimed, Subscription asked) {
        List<Issue> issues = new ArrayList<>();
        if (!subscribers.mayBeTold(asked.topic())) {
            issues.add(Issue.error(
                    GatewayError.FORBIDDEN,
                    "Subscription.criteria",
                    "This topic tells of resources that your token may not read. Ask for one with the scope system/"
                            + asked.topic().type() + ".r."));
        }
        filters.read(asked.topic(), asked.filters())
                .faults()
                .forEach(fault -> issues.add(Issue.error(
                        GatewayError.NOT_SUPPORTED, FILTERS + "[" + fault.filter() + "]", fault.sentence())));
        subscribers
                .fault(asked.channel().endpoint())
                .ifPresent(fault ->
                        issues.add(Issue.error(GatewayError.NOT_SUPPORTED, "Subscription.channel.endpoint", fault)));
        refuse(claimed, issues);
    }

    private static void refuse(ClaimedMessage claimed, List<Issue> issues) {
        if (Issue.anyError(issues)) {
            throw RejectedMessage.forGood(claimed, issues, Map.of());
        }
    }
}
