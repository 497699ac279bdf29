package org.linkway.routes.inbound;

import org.linkway.routes.InboundMessage;
import org.linkway.workflow.KeptAnswer;

/** The same request came before: it gets the first answer again. */
final class AnsweredBefore extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient InboundMessage message;
    private final transient KeptAnswer first;

    AnsweredBefore(InboundMessage message, KeptAnswer first) {
        super("answered before", null, false, false);
        this.message = message;
        this.first = first;
    }

    InboundMessage message() {
        return message;
    }

    KeptAnswer first() {
        return first;
    }
}
