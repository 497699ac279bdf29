package org.linkway.gateway.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.linkway.workflow.AuditEntry.Circumstances;
import org.linkway.workflow.AuditEntry.Deed;
import org.linkway.workflow.AuditEntry.Purpose;
import org.linkway.workflow.AuditEntry.Who;

/** On behalf of one invented person of an operator, and remembers what was committed. */
final class TestAuditContext implements AuditContext {
    static final String REQUEST = "5b0a6a8e-audit-request";

    private final List<Deed> recorded = new ArrayList<>();

    @Override
    public Circumstances current() {
        return new Circumstances(
                new Who(
                        "sandbox-gp",
                        "sender",
                        Set.of("B82001"),
                        Optional.of("Ada Auditable"),
                        Optional.of("192.0.2.7")),
                Purpose.TREAT,
                Optional.of("create"),
                Optional.of(REQUEST),
                Optional.empty());
    }

    @Override
    public void recorded(Deed deed) {
        recorded.add(deed);
    }

    List<Deed> recorded() {
        return recorded;
    }
}
