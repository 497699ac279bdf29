package org.linkway.gateway.partner;

import java.util.Set;

/** What has to be asked before anything can go to a partner: who the person is and where, and for tokens. */
public interface NeededServices {

    /** Those that fail for this node now, as an operator reads it in the middle of a sentence. */
    Set<String> failing();
}
