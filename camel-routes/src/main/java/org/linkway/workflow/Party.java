package org.linkway.workflow;

import java.util.Optional;

/**
 * Who is calling: every use case and every read is on behalf of a party, and shows it no more than its own.
 *
 * @param id unique in this gateway
 * @param odsCode the organisation's ODS code, where it has one
 */
public record Party(String id, Kind kind, String name, Optional<String> odsCode) {

    /** What a party may see: a sender what it sent, a worker what it works, an operator everything. */
    public enum Kind {
        SENDER,
        WORKER,
        OPERATOR
    }
}
