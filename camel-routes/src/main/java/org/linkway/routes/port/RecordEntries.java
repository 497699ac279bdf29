package org.linkway.routes.port;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.linkway.referral.FilingStatus;
import org.linkway.referral.RecordEntry;
import org.linkway.workflow.EntryStanding;
import org.linkway.workflow.Party;

/** Entries for GP records as a party may see them: those of its own referrals. */
public interface RecordEntries {

    /** Empty where there is none, or none that the party may see. */
    Optional<RecordEntry> find(Party party, UUID id);

    /** Every standing that the referral's entries ever had, entry by entry, the oldest first. */
    List<EntryStanding> history(Party party, UUID referralId);

    /** The entries that stand so, whether or not somebody settled them by hand: the longest unchanged first. */
    List<RecordEntry> standing(Party party, Set<FilingStatus> statuses, int limit);

    /** The entries that need a person and that nobody settled by hand: the longest unchanged first. */
    List<RecordEntry> waitingForAPerson(Party party, int limit);
}
