package org.linkway.translation;

/** Who an onward service is, and so how much of a person it is told. */
public enum OnwardRecipient {
    /** A voluntary or community service: what it needs to welcome somebody, and no NHS number. */
    VOLUNTARY,
    /** An NHS body with an agreement to share: it knows people by NHS number and birth date. */
    NHS
}
