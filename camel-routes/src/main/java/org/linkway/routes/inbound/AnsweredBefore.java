package org.linkway.routes.inbound;

import java.util.Optional;
import org.linkway.routes.InboundMessage;
import org.linkway.workflow.KeptAnswer;
import org.linkway.workflow.RequestClaim;

/** The same request came before: it gets the first answer again. */
final class AnsweredBefore extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient InboundMessage message;
    private final transient KeptAnswer first;
    private final transient Optional<RequestClaim> givenBack;

    private AnsweredBefore(InboundMessage message, KeptAnswer first, Optional<RequestClaim> givenBack) {
        super("answered before", null, false, false);
        this.message = message;
        this.first = first;
        this.givenBack = givenBack;
    }

    AnsweredBefore(InboundMessage message, KeptAnswer first) {
        this(message, first, Optional.empty());
    }

    /** What the request asks for is here, so that there is nothing to work. */
    static AnsweredBefore byWhatStands(ClaimedMessage claimed, KeptAnswer standing) {
        return new AnsweredBefore(claimed.message(), standing, Optional.of(claimed.claim()));
    }

    Optional<RequestClaim> givenBack() {
        return givenBack;
    }

    InboundMessage message() {
        return message;
    }

    KeptAnswer first() {
        return first;
    }
}
