package org.linkway.referral;

import java.time.Instant;

/**
 * A person's word that an entry which waited for one has been dealt with by other means. It says nothing of the record.
 *
 * @param by who said so
 * @param reason what was done, without patient data
 * @param stands whether the entry has not moved since: what comes after is a new matter
 */
public record Settlement(String by, String reason, Instant at, boolean stands) {

    /** Of an entry that has moved on. */
    Settlement past() {
        return new Settlement(by, reason, at, false);
    }
}
