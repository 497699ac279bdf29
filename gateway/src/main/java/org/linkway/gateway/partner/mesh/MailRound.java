package org.linkway.gateway.partner.mesh;

/** One round of reading the MESH inbox, with everything that follows from it; nothing where MESH is off. */
@FunctionalInterface
public interface MailRound {

    /** What fails is logged, and tried again in the next round. */
    void collect();
}
