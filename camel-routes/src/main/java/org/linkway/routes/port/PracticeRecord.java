package org.linkway.routes.port;

import java.time.LocalDate;
import java.util.List;
import org.linkway.referral.RecordEntry;
import org.linkway.workflow.FilingAddress;
import org.linkway.workflow.RecordWrite;
import org.linkway.workflow.StandingEntry;

/**
 * The GP record at a person's practice. Nothing here ever creates a patient. Each call throws {@link PartnerUnavailable} when
 * it may work later, and {@link PartnerRefused} when it will not.
 */
public interface PracticeRecord {

    /** The ids of the patients with this NHS number at this practice: filing needs exactly one. */
    List<String> patients(FilingAddress address);

    /**
     * Writes an entry; where Linkway's identifier already stands there, nothing is created again. What it is written over is
     * replaced only if nobody has changed it since it was read.
     */
    void write(FilingAddress address, RecordWrite write);

    /** Marks what it is written over as entered in error, and leaves all else of it as the record has it. */
    void takeBack(FilingAddress address, RecordWrite write);

    /** What stands under the entry's identifier in the record of this NHS number. */
    List<StandingEntry> readBack(FilingAddress address, RecordEntry entry);

    /**
     * Where the record holds the entry's code by somebody else's hand, from this day on.
     *
     * @return locations, {@code type/id}; empty where it does not
     */
    List<String> holding(FilingAddress address, RecordEntry entry, LocalDate since);
}
