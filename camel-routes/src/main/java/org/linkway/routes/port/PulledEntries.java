package org.linkway.routes.port;

import java.util.UUID;

/** What practices that pull their entries have read of them. */
@FunctionalInterface
public interface PulledEntries {

    Read of(UUID entry);

    /**
     * How much of an entry was read so far.
     *
     * @param seen whether any version of it was
     * @param edition of which the version was read that stood then; 0 where none was
     */
    record Read(boolean seen, int edition) {
        public static Read nothing() {
            return new Read(false, 0);
        }
    }
}
