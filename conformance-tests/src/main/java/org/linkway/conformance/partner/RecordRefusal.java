package org.linkway.conformance.partner;

/** The record's answer when it does not take a request. */
final class RecordRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int httpStatus;

    RecordRefusal(int httpStatus, String sentence) {
        super(sentence);
        this.httpStatus = httpStatus;
    }

    int httpStatus() {
        return httpStatus;
    }
}
