package org.linkway.workflow;

import java.util.Optional;
import org.linkway.referral.Practice;

/** The queue of each practice: what one practice's system does never holds up what is for another. */
public final class RecordDestination {
    private static final String PREFIX = "gp-record/";
    private static final String UNKNOWN = "unknown";

    private RecordDestination() {}

    /** The queue of this practice; one for everybody whose practice is not known. */
    public static String of(Optional<Practice> practice) {
        return PREFIX + practice.map(Practice::odsCode).orElse(UNKNOWN);
    }

    /** The ODS code of the practice whose queue this is; empty for any other queue, and for that of nobody's practice. */
    public static Optional<String> practice(String destination) {
        return Optional.of(destination)
                .filter(it -> it.startsWith(PREFIX))
                .map(it -> it.substring(PREFIX.length()))
                .filter(it -> !it.equals(UNKNOWN));
    }
}
