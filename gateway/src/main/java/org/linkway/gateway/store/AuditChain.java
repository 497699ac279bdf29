package org.linkway.gateway.store;

import java.util.List;
import java.util.Optional;

/** Chains the entries of the audit trail, so that nobody changes or removes one unseen. */
public interface AuditChain {

    /**
     * An end of the chain, at some time.
     *
     * @param sequence how many entries are linked up to it
     * @param hash SHA-256 in hexadecimal digits
     */
    record Head(long sequence, String hash) {}

    /** Links what waits, in the order in which it was recorded, and says how many it were. */
    int link(int limit);

    /** Empty where nothing is linked yet. */
    Optional<Head> head();

    /**
     * Reads all of it.
     *
     * @param anchors ends of the chain that were written down elsewhere
     */
    Verdict verify(List<Head> anchors);

    /**
     * What a reading of the whole chain found.
     *
     * @param entries how many are linked
     * @param waiting how many are not linked yet
     * @param fault the first that is wrong, one sentence without patient data; empty where nothing is
     */
    record Verdict(long entries, long waiting, Optional<Head> head, Optional<String> fault) {}
}
