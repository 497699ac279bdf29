package org.linkway.routes;

import java.util.Set;
import org.linkway.referral.TestReferrals;
import org.linkway.workflow.Party;

/** Who takes part. */
public final class TestParties {
    public static final Party SENDER =
            new Party(TestReferrals.SENDER, Party.Kind.SENDER, "Invented GP system", Set.of());
    public static final Party WORKER =
            new Party(TestReferrals.WORKER, Party.Kind.WORKER, "Invented link workers", Set.of());
    public static final Party OTHER_WORKER =
            new Party("other-link-workers", Party.Kind.WORKER, "Other link workers", Set.of());
    public static final Party LINKWAY = new Party("linkway", Party.Kind.OPERATOR, "Linkway", Set.of());

    private TestParties() {}
}
