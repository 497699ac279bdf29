package org.linkway.routes.inbound;

import org.linkway.workflow.KeptAnswer;

/** The same request came before: it gets the first answer again. */
final class AnsweredBefore extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient KeptAnswer first;

    AnsweredBefore(KeptAnswer first) {
        super("answered before", null, false, false);
        this.first = first;
    }

    KeptAnswer first() {
        return first;
    }
}
