package org.linkway.routes;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.linkway.referral.BusinessIdentifier;
import org.linkway.referral.Conversation;
import org.linkway.referral.Episode;
import org.linkway.referral.Person;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.Referral;
import org.linkway.referral.TimerKind;
import org.linkway.referral.Verification;
import org.linkway.routes.port.Clocks;
import org.linkway.routes.port.Journal;
import org.linkway.routes.port.PublishedResources;
import org.linkway.routes.port.Referrals;
import org.linkway.routes.port.RequestLedger;
import org.linkway.workflow.Absence;
import org.linkway.workflow.Body;
import org.linkway.workflow.Change;
import org.linkway.workflow.KeptAnswer;
import org.linkway.workflow.Party;
import org.linkway.workflow.PublishedResource;
import org.linkway.workflow.RequestClaim;
import org.linkway.workflow.Timer;

/** The store's ports, kept in memory: one claim for each request id, one referral for each business identifier. */
public class InMemoryStore implements Journal, Referrals, Clocks, RequestLedger, PublishedResources {
    public static final Duration RETRY_AFTER = Duration.ofSeconds(7);

    private final Map<String, Body> bodies = new HashMap<>();
    private final Map<String, Claim> settledClaims = new HashMap<>();
    private final Map<UUID, Referral> referrals = new HashMap<>();
    private final Map<UUID, KeptAnswer> openingAnswers = new HashMap<>();
    private final Map<String, PublishedResource> resources = new HashMap<>();
    private final Map<UUID, List<Timer>> clocksSet = new HashMap<>();
    private final List<Change> commits = new ArrayList<>();
    private final List<RecordEntry> settled = new ArrayList<>();

    /** What was committed, oldest first. */
    public List<Change> commits() {
        return commits;
    }

    /** The clocks that were set without a change, by referral. */
    public Map<UUID, List<Timer>> clocksSet() {
        return clocksSet;
    }

    /** How entries came to stand, oldest first. */
    public List<RecordEntry> settled() {
        return settled;
    }

    /** How many request ids somebody is working, or was answered for. */
    public int claims() {
        return bodies.size();
    }

    public void put(Referral referral) {
        referrals.put(referral.id(), referral);
    }

    public void put(PublishedResource resource) {
        resources.put(resource.type() + "/" + resource.id(), resource);
    }

    @Override
    public Claim claim(InboundMessage message) {
        String requestId = message.requestId().orElseGet(() -> UUID.randomUUID().toString());
        RequestClaim claim = new RequestClaim(message.party().id(), requestId, UUID.randomUUID());
        Body first = bodies.putIfAbsent(key(claim), message.body());
        if (first == null) {
            return new Claim.Won(claim);
        }
        return first.equals(message.body())
                ? settledClaims.getOrDefault(key(claim), new Claim.Running(RETRY_AFTER))
                : new Claim.OtherBody();
    }

    @Override
    public void refuse(KeptAnswer answer) {
        settledClaims.put(key(answer.claim()), new Claim.Refused(answer));
    }

    @Override
    public void release(RequestClaim claim) {
        bodies.remove(key(claim));
    }

    @Override
    public Optional<KeptAnswer> openingAnswer(Party party, UUID referralId) {
        return find(party, referralId).map(it -> openingAnswers.get(it.id()));
    }

    @Override
    public Commit commit(Change change, long expectedVersion) {
        Referral referral = change.referral();
        List<UUID> standing = expectedVersion == 0
                ? withIdentifiers(referral.sender(), referral.conversation().businessIdentifiers())
                : List.of();
        if (!standing.isEmpty()) {
            return new Commit.Duplicate(standing);
        }
        long version = Optional.ofNullable(referrals.get(referral.id()))
                .map(Referral::version)
                .orElse(0L);
        if (version != expectedVersion) {
            return new Commit.Stale();
        }
        put(referral);
        change.resources().forEach(this::put);
        change.answer().ifPresent(answer -> {
            settledClaims.put(key(answer.claim()), new Claim.Succeeded(versioned(answer)));
            openingAnswers.put(referral.id(), answer);
        });
        commits.add(change);
        return new Commit.Committed();
    }

    @Override
    public Commit keep(PublishedResource resource, List<Absence> unless, KeptAnswer answer) {
        put(resource);
        settledClaims.put(key(answer.claim()), new Claim.Succeeded(versioned(answer)));
        return new Commit.Committed();
    }

    /** Each resource has one version here. */
    private static KeptAnswer versioned(KeptAnswer answer) {
        return new KeptAnswer(
                answer.claim(),
                answer.httpStatus(),
                answer.contentType(),
                answer.body(),
                answer.location().map(it -> it + "/_history/1"));
    }

    @Override
    public KeptAnswer answer(RequestClaim claim) {
        return ((Claim.Succeeded) settledClaims.get(key(claim))).answer();
    }

    @Override
    public List<UUID> withIdentifiers(Party sender, List<BusinessIdentifier> identifiers) {
        return withIdentifiers(sender.id(), identifiers);
    }

    private List<UUID> withIdentifiers(String sender, List<BusinessIdentifier> identifiers) {
        return referrals.values().stream()
                .filter(standing -> standing.sender().equals(sender)
                        && standing.conversation().businessIdentifiers().stream()
                                .anyMatch(identifiers::contains))
                .map(Referral::id)
                .toList();
    }

    @Override
    public Optional<Episode> openEpisode(Party party, Person person, String worker) {
        if (person.nhsNumber().isEmpty() || person.nhsNumberVerification() != Verification.VERIFIED) {
            return Optional.empty();
        }
        List<Referral> standing = referrals.values().stream()
                .filter(it -> it.status().isOpen() && it.worker().equals(worker))
                .filter(it -> it.person().nhsNumberVerification() == Verification.VERIFIED
                        && it.person().nhsNumber().equals(person.nhsNumber()))
                .toList();
        return standing.stream()
                .findFirst()
                .map(first -> new Episode(
                        first.episode(), standing.stream().map(Referral::id).toList()));
    }

    @Override
    public List<RecordEntry> entriesBeside(Party party, Referral referral) {
        return referrals.values().stream()
                .filter(it ->
                        it.episode().equals(referral.episode()) && !it.id().equals(referral.id()))
                .flatMap(it -> it.recordEntries().stream())
                .toList();
    }

    @Override
    public boolean settle(RecordEntry entry) {
        Referral referral = referrals.get(entry.referralId());
        boolean seen = referral.recordEntries().stream()
                .anyMatch(it -> it.id().equals(entry.id()) && it.version() == entry.version() - 1);
        if (seen) {
            settled.add(entry);
            put(referral.revising(List.of(entry)));
        }
        return seen;
    }

    @Override
    public Optional<Referral> find(Party party, UUID id) {
        return Optional.ofNullable(referrals.get(id)).filter(referral -> switch (party.kind()) {
            case SENDER -> party.id().equals(referral.sender());
            case WORKER -> party.id().equals(referral.worker());
            case ONWARD -> false;
            case OPERATOR -> true;
        });
    }

    @Override
    public List<Referral> list(Party party, Filter filter, Optional<UUID> after, int limit) {
        throw new UnsupportedOperationException("no route lists referrals");
    }

    @Override
    public List<UUID> inConversation(Party sender, Optional<String> serviceRequestId, Conversation conversation) {
        return referrals.values().stream()
                .filter(it -> it.sender().equals(sender.id()))
                .filter(it -> conversation.correlationId().isPresent()
                        && it.conversation().correlationId().equals(conversation.correlationId()))
                .map(Referral::id)
                .toList();
    }

    @Override
    public Optional<UUID> withEvent(Party party, UUID event) {
        return referrals.values().stream()
                .filter(it -> it.event(event).isPresent())
                .map(Referral::id)
                .findFirst();
    }

    @Override
    public Optional<KeptAnswer> lastEcho(UUID referralId) {
        return Optional.ofNullable(openingAnswers.get(referralId));
    }

    @Override
    public List<UUID> withOpenOnward(Party party) {
        throw new UnsupportedOperationException("no route looks for services to ask");
    }

    @Override
    public List<UUID> ringing(Instant now) {
        throw new UnsupportedOperationException("no route looks for clocks");
    }

    @Override
    public List<Overdue> overdue(Party party, Set<TimerKind> kinds, Instant now, int limit) {
        throw new UnsupportedOperationException("no route shows the worklist");
    }

    @Override
    public void set(Referral referral, List<Timer> timers) {
        clocksSet.put(referral.id(), timers);
    }

    @Override
    public List<Referral> ofPerson(Party party, String nhsNumber) {
        throw new UnsupportedOperationException("no route looks for a person");
    }

    @Override
    public Optional<Version> read(Party party, String type, String id) {
        return Optional.ofNullable(resources.get(type + "/" + id))
                .filter(resource ->
                        party.kind() == Party.Kind.OPERATOR || resource.party().equals(party.id()))
                .map(resource -> new Version(resource, 1, Instant.EPOCH));
    }

    @Override
    public Optional<Version> read(Party party, String type, String id, long version) {
        return read(party, type, id).filter(it -> it.version() == version);
    }

    private static String key(RequestClaim claim) {
        return claim.party() + " " + claim.requestId();
    }
}
