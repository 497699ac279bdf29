package org.linkway.conformance.partner;

/** A system to which the gateway speaks, on a port of this machine. */
public abstract class Partner implements AutoCloseable {
    private final PartnerFaults faults = new PartnerFaults();

    Partner() {}

    abstract PartnerServer server();

    /** Where it is spoken to. */
    public abstract String baseUrl();

    /** In which ways it misbehaves. */
    public final PartnerFaults faults() {
        return faults;
    }

    /** From now on nobody listens there, and what was under way is cut off. What it holds, it keeps. */
    public final void goDown() {
        server().goDown();
    }

    /** After it went down, at the same address. */
    public final void comeUp() {
        server().comeUp();
    }

    @Override
    public final void close() {
        server().close();
    }
}
