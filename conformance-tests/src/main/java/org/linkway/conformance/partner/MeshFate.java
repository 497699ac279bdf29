package org.linkway.conformance.partner;

import java.util.Random;

/** What becomes of a document that was sent over MESH, as its sender hears of it. */
public enum MeshFate {
    /** The practice's system acknowledges it, and then the practice. */
    TAKEN(8, true),
    /** Both, and both again. */
    TAKEN_AND_SAID_TWICE(2, true),
    /** Both, after a while. */
    TAKEN_AND_SAID_LATE(2, true),
    /** The practice's word comes before that of its system. */
    TAKEN_AND_SAID_THE_OTHER_WAY_ROUND(2, true),
    /** The practice's system cannot read it. */
    REFUSED_BY_THE_SYSTEM(1, false),
    /** The practice's system has it, and the practice does not know the person. */
    REFUSED_BY_THE_PRACTICE(1, false),
    /** MESH reports that it found no practice to deliver it to, or that the practice did not collect it. */
    NOT_DELIVERED(1, false),
    /** MESH does not take it. */
    TURNED_AWAY(1, false);

    private final int weight;
    private final boolean acknowledged;

    MeshFate(int weight, boolean acknowledged) {
        this.weight = weight;
        this.acknowledged = acknowledged;
    }

    /** Whether both acknowledgements come. */
    public boolean isAcknowledged() {
        return acknowledged;
    }

    static MeshFate drawn(Random random) {
        int all = 0;
        for (MeshFate fate : values()) {
            all += fate.weight;
        }
        int drawn = random.nextInt(all);
        for (MeshFate fate : values()) {
            drawn -= fate.weight;
            if (drawn < 0) {
                return fate;
            }
        }
        throw new IllegalStateException("The weights do not add up.");
    }
}
