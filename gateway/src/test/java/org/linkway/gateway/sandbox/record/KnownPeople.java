package org.linkway.gateway.sandbox.record;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.linkway.referral.BusinessIdentifier;
import org.linkway.referral.Consent;
import org.linkway.referral.Conversation;
import org.linkway.referral.Episode;
import org.linkway.referral.Person;
import org.linkway.referral.PersonName;
import org.linkway.referral.Priority;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralRequest;
import org.linkway.referral.ReferralStatus;
import org.linkway.referral.Referrer;
import org.linkway.referral.ReferrerType;
import org.linkway.referral.RequestStatus;
import org.linkway.referral.Risks;
import org.linkway.referral.Stage;
import org.linkway.referral.Verification;
import org.linkway.routes.port.Referrals;
import org.linkway.workflow.Party;

/** Referrals in memory, of which only the people matter. */
final class KnownPeople implements Referrals {
    private final List<Referral> referrals = new CopyOnWriteArrayList<>();

    void refer(String nhsNumber, String family, Instant receivedAt) {
        referrals.add(new Referral(
                UUID.randomUUID(),
                1,
                ReferralStatus.REQUESTED,
                Stage.AWAITING_TRIAGE,
                RequestStatus.ACTIVE,
                "sender",
                "worker",
                null,
                receivedAt,
                person(nhsNumber, family),
                new Referrer(
                        ReferrerType.GP,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Optional.empty()),
                request(),
                new Conversation(List.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                Optional.empty(),
                null,
                null,
                Optional.empty(),
                List.of(),
                List.of()));
    }

    private static Person person(String nhsNumber, String family) {
        return new Person(
                Optional.of(nhsNumber),
                Verification.VERIFIED,
                new PersonName(Optional.empty(), List.of("Marigold"), Optional.of(family), Optional.empty()),
                Optional.of(LocalDate.of(1950, 4, 1)),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                false,
                List.of(),
                Optional.empty(),
                false,
                Optional.empty(),
                false);
    }

    private static ReferralRequest request() {
        return new ReferralRequest(
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Priority.ROUTINE,
                Risks.notStated(),
                Optional.empty(),
                Consent.notStated(),
                List.of(),
                List.of(),
                Optional.empty());
    }

    @Override
    public Optional<Referral> find(Party party, UUID id) {
        return referrals.stream().filter(it -> it.id().equals(id)).findFirst();
    }

    @Override
    public List<Referral> list(Party party, Filter filter, Optional<UUID> after, int limit) {
        return List.copyOf(referrals);
    }

    @Override
    public Optional<Episode> openEpisode(Party party, Person person, String worker) {
        return Optional.empty();
    }

    @Override
    public List<RecordEntry> entriesBeside(Party party, Referral referral) {
        return List.of();
    }

    @Override
    public List<UUID> withIdentifiers(Party sender, List<BusinessIdentifier> identifiers) {
        return List.of();
    }

    @Override
    public List<UUID> inConversation(Party sender, Optional<String> serviceRequestId, Conversation conversation) {
        throw new UnsupportedOperationException("not asked for");
    }

    @Override
    public Optional<UUID> withEvent(Party party, UUID event) {
        throw new UnsupportedOperationException("not asked for");
    }

    @Override
    public List<UUID> withOpenOnward(Party party) {
        return List.of();
    }

    @Override
    public List<Referral> ofPerson(Party party, String nhsNumber) {
        return referrals.stream()
                .filter(it -> it.person().nhsNumber().equals(Optional.of(nhsNumber)))
                .toList();
    }
}
