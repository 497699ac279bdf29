package org.linkway.routes.recovery;

import java.time.Clock;
import org.linkway.routes.port.WaitingRequests;
import org.linkway.translation.ReferralTranslation;
import org.linkway.workflow.Ids;
import org.linkway.workflow.PublishedResource;

/** Says to the sender of a ServiceRequest that no Task has come for it. Two nodes that do it at once say it once. */
public final class MissTask {
    private final WaitingRequests requests;
    private final ReferralTranslation translation;
    private final Ids ids;
    private final Clock clock;

    public MissTask(WaitingRequests requests, ReferralTranslation translation, Ids ids, Clock clock) {
        this.requests = requests;
        this.translation = translation;
        this.ids = ids;
        this.clock = clock;
    }

    boolean tell(PublishedResource request) {
        return requests.tell(
                request, translation.withoutTask(request, ids.next().toString(), clock.instant()));
    }
}
