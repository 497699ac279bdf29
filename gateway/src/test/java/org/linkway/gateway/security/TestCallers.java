package org.linkway.gateway.security;

import org.linkway.workflow.Party;

/** Callers for what is tried without its door. */
public final class TestCallers {
    public static final Party SENDER = StandIns.SENDER;
    public static final Party WORKER = StandIns.WORKER;

    private TestCallers() {}

    /** Everything is asked on behalf of the sandbox's sender. */
    public static Callers sender() {
        return new Callers() {
            @Override
            public Party party() {
                return StandIns.SENDER;
            }

            @Override
            public boolean mayRead(String type) {
                return true;
            }
        };
    }
}
