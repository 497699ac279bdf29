package org.linkway.gateway.security;

import org.linkway.workflow.Party;

/** Callers for what is tried without its door. */
public final class TestCallers {
    private TestCallers() {}

    /** Everything is asked on behalf of the sandbox's sender. */
    public static Callers sender() {
        return new Callers(new Parties()) {
            @Override
            public Party party() {
                return StandIns.SENDER;
            }
        };
    }
}
