package org.linkway.gateway.audit;

import java.util.List;
import java.util.UUID;

/** An answer of the local API that says something of referrals. */
public interface AboutReferrals {

    /** Of which. */
    List<UUID> about();
}
