package org.linkway.routes;

import org.linkway.referral.Kebab;

/** Every route, by its id; its {@code direct:} endpoint has the same name. */
public enum RouteId {
    INBOUND_REFERRAL_RECEIVE,
    INBOUND_BUNDLE_RECEIVE,
    INBOUND_REFERRAL_REGISTER,
    INBOUND_TASK_RECEIVE,
    INBOUND_SUBSCRIPTION_RECEIVE,
    INBOUND_EVENT_RECEIVE,
    OUTBOUND_REFERRAL_PUSH,
    OUTBOUND_RECORD_FILE,
    OUTBOUND_CONCERN_ALERT,
    OUTBOUND_ONWARD_SEND,
    OUTBOUND_ONWARD_ASK,
    OUTBOUND_SUBSCRIBER_TELL,
    OUTBOUND_RESPONSE_SEND,
    RECOVERY_TIMER_RING,
    RECOVERY_TASK_MISS;

    public String id() {
        return Kebab.of(this);
    }

    public String endpoint() {
        return "direct:" + id();
    }
}
