package org.linkway.gateway.sandbox;

/** The steps of a closed loop, in their order. */
enum LoopStep {
    RECEIVED("received"),
    VALIDATED("validated"),
    OPENED("referral opened"),
    SENT("sent to link workers"),
    ACCEPTED("accepted"),
    SEEN("seen"),
    COMPLETED("completed"),
    FILED("filed"),
    READ_BACK("read back from the record");

    private final String words;

    LoopStep(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
