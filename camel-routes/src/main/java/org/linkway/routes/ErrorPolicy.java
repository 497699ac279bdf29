package org.linkway.routes;

import org.linkway.referral.Kebab;

/** What a route does with an exception: one of these, and nothing of its own. */
public enum ErrorPolicy {
    /** It may work later. */
    TRANSIENT_FAILURE,
    /** It will not work however often it is tried. */
    REJECTED_MESSAGE,
    /** Nobody thought of it. */
    UNEXPECTED_FAILURE;

    /** All of them, as a route names them. */
    public static final String ALL = "transient-failure,rejected-message,unexpected-failure";

    public String id() {
        return Kebab.of(this);
    }
}
