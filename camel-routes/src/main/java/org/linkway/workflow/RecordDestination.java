package org.linkway.workflow;

import java.util.Optional;
import org.linkway.referral.Practice;

/** The queue of each practice: what one practice's system does never holds up what is for another. */
public final class RecordDestination {
    private static final String PREFIX = "gp-record/";

    private RecordDestination() {}

    /** The queue of this practice; one for everybody whose practice is not known. */
    public static String of(Optional<Practice> practice) {
        return PREFIX + practice.map(Practice::odsCode).orElse("unknown");
    }
}
