package org.linkway.referral;

import java.util.Optional;

/**
 * What can happen to a referral, who may say so, and what they have to tell. The words on the wire are the kebab-case names
 * ({@code unable-to-contact}).
 */
public enum EventType {
    RECEIVED(Role.SENDER, Note.class),
    ACCEPTED(Role.WORKER, Note.class),
    REJECTED_BY_SERVICE(Role.WORKER, Rejection.class),
    DECLINED_BY_PERSON(Role.WORKER, Decline.class),
    WORK_STARTED(Role.WORKER, Note.class),
    WAIT_LISTED(Role.WORKER, Note.class),
    RESUMED(Role.WORKER, Note.class),
    CONTACT_ATTEMPTED(Role.WORKER, ContactAttempt.class),
    SEEN(Role.WORKER, Note.class),
    NEEDS_ASSESSED(Role.WORKER, Note.class),
    PLAN_AGREED(Role.WORKER, Note.class),
    DID_NOT_ATTEND(Role.WORKER, Note.class),
    UNABLE_TO_CONTACT(Role.WORKER, ContactAttempt.class),
    WITHDRAWN_BY_SERVICE(Role.WORKER, Withdrawal.class),
    COMPLETED(Role.WORKER, Closure.class),
    MOVED_AWAY(Role.WORKER, Note.class);

    private final Role causedBy;
    private final Class<? extends EventDetail> detail;

    EventType(Role causedBy, Class<? extends EventDetail> detail) {
        this.causedBy = causedBy;
        this.detail = detail;
    }

    /** The only role that may cause this event. */
    public Role causedBy() {
        return causedBy;
    }

    /** The record that carries what has to be told with this event. */
    public Class<? extends EventDetail> detail() {
        return detail;
    }

    public String code() {
        return Kebab.of(this);
    }

    /** Reads the wire name. {@code rejected} is the everyday short form of {@code rejected-by-service}. */
    public static Optional<EventType> fromCode(String code) {
        return "rejected".equals(code) ? Optional.of(REJECTED_BY_SERVICE) : Kebab.read(EventType.class, code);
    }
}
