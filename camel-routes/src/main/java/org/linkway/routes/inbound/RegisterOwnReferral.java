package org.linkway.routes.inbound;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.linkway.referral.Episode;
import org.linkway.routes.port.Journal;
import org.linkway.routes.port.Journal.Commit;
import org.linkway.routes.port.Referrals;
import org.linkway.workflow.Change;
import org.linkway.workflow.Ids;
import org.linkway.workflow.OpenReferral;
import org.linkway.workflow.Party;
import org.linkway.workflow.RecordEvent.Refusal;
import org.linkway.workflow.ReferralSafety;

/** Opens a referral that the service took itself, by the same rules as one that came in over FHIR. */
public final class RegisterOwnReferral {
    private static final int ATTEMPTS = 10;

    private final ReferralSafety safety;
    private final OpenReferral openReferral;
    private final Referrals referrals;
    private final Journal journal;
    private final Party linkway;
    private final Ids ids;
    private final Clock clock;

    public RegisterOwnReferral(
            ReferralSafety safety,
            OpenReferral openReferral,
            Referrals referrals,
            Journal journal,
            Party linkway,
            Ids ids,
            Clock clock) {
        this.safety = safety;
        this.openReferral = openReferral;
        this.referrals = referrals;
        this.journal = journal;
        this.linkway = linkway;
        this.ids = ids;
        this.clock = clock;
    }

    Registration register(OwnReferral own) {
        List<String> objections = safety.objections(own.draft());
        if (!objections.isEmpty()) {
            return new Registration.Refused(objections.stream()
                    .map(sentence -> new Refusal("request.consent.refer", sentence))
                    .toList());
        }
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<Registration> registration = tryToOpen(own);
            if (registration.isPresent()) {
                return registration.get();
            }
        }
        return new Registration.Busy();
    }

    /** Empty when an episode of the person began or ended in between. */
    private Optional<Registration> tryToOpen(OwnReferral own) {
        String worker = own.party().id();
        Optional<Episode> standing = referrals.openEpisode(linkway, own.draft().person(), worker);
        if (openReferral.refuses(standing)) {
            return Optional.of(known(
                            own,
                            referrals.withIdentifiers(
                                    own.party(), own.draft().conversation().businessIdentifiers()))
                    .orElseGet(() -> new Registration.Refused(List.of(new Refusal(
                            "person",
                            "The person is with the service already, under referral "
                                    + standing.orElseThrow().standing().get(0) + ". Record what is new there.")))));
        }
        Change change = openReferral.open(
                new OpenReferral.Request(ids.next(), own.party(), worker, own.draft(), Optional.empty(), own.by()),
                standing,
                clock.instant());
        Commit commit = journal.commit(change, 0);
        if (commit instanceof Commit.Committed) {
            return Optional.of(new Registration.Opened(change.referral()));
        }
        return commit instanceof Commit.Duplicate duplicate
                ? Optional.of(known(own, duplicate.referralIds()).orElseGet(Registration.IdentifierTaken::new))
                : Optional.empty();
    }

    /** The referral that was registered before with the same content. */
    private Optional<Registration> known(OwnReferral own, List<UUID> standing) {
        return standing.stream()
                .flatMap(id -> referrals.find(own.party(), id).stream())
                .filter(own.draft()::asksTheSameAs)
                .<Registration>map(Registration.Known::new)
                .findFirst();
    }
}
