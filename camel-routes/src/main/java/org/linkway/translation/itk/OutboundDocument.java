package org.linkway.translation.itk;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.linkway.referral.Practice;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.RecordedBy;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralEvent;

/**
 * One edition of a record entry, as it goes to a practice.
 *
 * @param id of the message and of the document in it; the same at each attempt to send it, so that a practice's system knows it
 *     again
 * @param composedAt when it was first to be sent
 * @param replaces the id of the earlier edition that the practice may hold
 * @param practice where the person is registered now
 * @param nhsNumber under which the person is traced now
 */
public record OutboundDocument(
        UUID id,
        Instant composedAt,
        Optional<UUID> replaces,
        SendingOrganisation sender,
        Practice practice,
        Referral referral,
        RecordEntry entry,
        String nhsNumber) {

    /** What the document is called, in the practice's work list too. */
    public String title() {
        return "Social prescribing report";
    }

    /** The person's name as one line. */
    public String personName() {
        return PersonNames.inOneLine(referral.person().name());
    }

    /** The subject of the message, in the words that the guide demands (GPCM-SD-064). It is about the person: never log it. */
    public String subject() {
        return title() + " for " + personName() + ", NHS Number: " + nhsNumber + ", seen at " + sender.name() + ", "
                + sender.odsCode() + ", Version: " + entry.edition();
    }

    /** Who recorded what the entry says; empty where its event is not known any more. */
    Optional<RecordedBy> recordedBy() {
        return referral.events().stream()
                .filter(event -> event.id().equals(entry.cause()))
                .map(ReferralEvent::recordedBy)
                .findFirst();
    }
}
