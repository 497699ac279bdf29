package org.linkway.conformance.played;

/** A request that whoever is played cannot work. The message is a sentence for its sender. */
final class NotTaken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    NotTaken(int status, String sentence) {
        super(sentence, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }
}
