package org.linkway.conformance.partner;

/** A system to which the gateway speaks, on a port of this machine. */
public interface Partner extends AutoCloseable {

    /** Where it is spoken to. */
    String baseUrl();

    /** In which ways it misbehaves. */
    PartnerFaults faults();

    /** From now on nobody listens there, and what was under way is cut off. What it holds, it keeps. */
    void goDown();

    /** After it went down, at the same address. */
    void comeUp();

    @Override
    void close();
}
