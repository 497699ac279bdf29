package org.linkway.routes.port;

import java.util.List;
import org.linkway.referral.Practice;
import org.linkway.referral.RecordEntry;
import org.linkway.workflow.StandingEntry;

/** The GP record at a person's practice. Nothing here ever creates a patient. */
public interface PracticeRecord {

    /**
     * The ids of the patients with this NHS number at this practice: filing needs exactly one.
     *
     * @throws PartnerUnavailable when it may work later
     * @throws PartnerRefused when it will not
     */
    List<String> patients(Practice practice, String nhsNumber);

    /**
     * Writes an entry; where Linkway's identifier already stands there, nothing is written again.
     *
     * @param patientId as {@link #patients} gave it
     * @throws PartnerUnavailable when it may work later
     * @throws PartnerRefused when it will not
     */
    void write(Practice practice, String patientId, String nhsNumber, RecordEntry entry);

    /**
     * What stands under the entry's identifier in the record of this NHS number.
     *
     * @throws PartnerUnavailable when it may work later
     * @throws PartnerRefused when it will not
     */
    List<StandingEntry> readBack(Practice practice, String nhsNumber, RecordEntry entry);
}
