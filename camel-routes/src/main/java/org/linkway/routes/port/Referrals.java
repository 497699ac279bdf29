package org.linkway.routes.port;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.linkway.referral.BusinessIdentifier;
import org.linkway.referral.Conversation;
import org.linkway.referral.Episode;
import org.linkway.referral.Person;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralStatus;
import org.linkway.referral.Stage;
import org.linkway.workflow.Party;

/** Referrals as a party may see them: a sender what it sent, a worker what it works, an operator all. */
public interface Referrals {

    /** Empty where there is none, or none that the party may see: the two look alike. */
    Optional<Referral> find(Party party, UUID id);

    /**
     * A page of referrals in the order in which they were received, without their events and record entries.
     *
     * @param after the id that ended the page before; empty for the first page
     */
    List<Referral> list(Party party, Filter filter, Optional<UUID> after, int limit);

    /**
     * Which referrals are wanted; what is empty does not matter.
     *
     * @param episode those that belong to it
     */
    record Filter(Set<ReferralStatus> statuses, Set<Stage> stages, Optional<UUID> episode) {
        /** All of them. */
        public static Filter none() {
            return new Filter(Set.of(), Set.of(), Optional.empty());
        }
    }

    /**
     * The episode in which this person is with this service now. Only a verified NHS number says who a person is: without one
     * there is none.
     */
    Optional<Episode> openEpisode(Party party, Person person, String worker);

    /** What other referrals of the same episode have put, or will put, into the record. */
    List<RecordEntry> entriesBeside(Party party, Referral referral);

    /** The referrals that stand under one of these identifiers of the party's own. */
    List<UUID> withIdentifiers(Party sender, List<BusinessIdentifier> identifiers);

    /**
     * The referrals that a message of this sender's is about, where it names none by an identifier: by the id that Linkway gave
     * its ServiceRequest, or else by the correlation id, or else by the id of the Bundle that opened it.
     */
    List<UUID> inConversation(Party sender, Optional<String> serviceRequestId, Conversation conversation);

    /** The referral that this event happened to. */
    Optional<UUID> withEvent(Party party, UUID event);

    /** The referrals with an onward referral that is open at a service with a system of its own. */
    List<UUID> withOpenOnward(Party party);

    /** The referrals that name this NHS number. */
    List<Referral> ofPerson(Party party, String nhsNumber);
}
