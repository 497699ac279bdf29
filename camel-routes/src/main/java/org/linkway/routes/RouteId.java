package org.linkway.routes;

import org.linkway.referral.Kebab;

/** Every route, by its id; its {@code direct:} endpoint has the same name. */
public enum RouteId {
    INBOUND_REFERRAL_RECEIVE,
    INBOUND_EVENT_RECEIVE,
    OUTBOUND_REFERRAL_PUSH,
    OUTBOUND_RECORD_FILE;

    public String id() {
        return Kebab.of(this);
    }

    public String endpoint() {
        return "direct:" + id();
    }
}
