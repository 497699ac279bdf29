package org.linkway.workflow;

import java.util.Set;

/**
 * Who is calling: every use case and every read is on behalf of a party, and shows it no more than its own.
 *
 * @param id unique in this gateway
 * @param odsCodes of the organisations for which it speaks; none where nobody proves who they are, as in the sandbox
 */
public record Party(String id, Kind kind, String name, Set<String> odsCodes) {
    public Party {
        odsCodes = Set.copyOf(odsCodes);
    }

    /**
     * What a party may see: a sender what it sent, a worker what it works, an onward service nothing that is kept here, an
     * operator everything.
     */
    public enum Kind {
        SENDER,
        WORKER,
        ONWARD,
        OPERATOR
    }
}
