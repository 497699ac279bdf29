package org.linkway.routes.port;

import org.linkway.referral.Practice;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.Referral;
import org.linkway.workflow.Receipt;

/** A channel on which a document reaches a practice and nothing can be read back: its acknowledgements are the proof. */
public interface DocumentChannel {

    /**
     * Hands an entry over as a document. An edition that was handed over before is not sent again, unless it is known that it
     * did not arrive and a person has replayed its delivery since.
     *
     * @param practice where the person is registered now
     * @param nhsNumber under which the person is traced now
     * @throws PartnerUnavailable when it may work later
     * @throws PartnerRefused when it will not
     */
    void send(Practice practice, Referral referral, RecordEntry entry, String nhsNumber);

    /** What has come back for this edition of the entry so far. */
    Receipt receipt(RecordEntry entry);
}
