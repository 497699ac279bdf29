package org.linkway.gateway.store;

import java.time.Instant;
import java.util.List;
import org.linkway.gateway.store.JdbcPublishedResources.Indexed;
import org.linkway.routes.port.WaitingRequests;
import org.linkway.workflow.PublishedResource;

/** The rows of the table {@code service_request} with a {@code next_at}. */
final class JdbcWaitingRequests implements WaitingRequests {
    private final UnitOfWork unitOfWork;
    private final ServiceRequests requests;
    private final JdbcPublishedResources resources;
    private final AuditBook audit;
    private final StoreClock clock;

    JdbcWaitingRequests(
            UnitOfWork unitOfWork,
            ServiceRequests requests,
            JdbcPublishedResources resources,
            AuditBook audit,
            StoreClock clock) {
        this.unitOfWork = unitOfWork;
        this.requests = requests;
        this.resources = resources;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public List<PublishedResource> due(Instant now) {
        return requests.waitingTooLong(now);
    }

    @Override
    public boolean tell(PublishedResource request, PublishedResource notice) {
        List<Indexed> indexed = resources.indexed(List.of(notice));
        return unitOfWork.write(transaction -> {
            boolean waits = requests.waitNoLonger(request.id());
            if (waits) {
                audit.record(AuditedWrites.of(notice, resources.publish(indexed, clock.draw())));
            }
            return waits;
        });
    }
}
