package org.linkway.gateway.sandbox;

/** A step of the loop did not happen. The message says why, as far as known, and where to look. */
final class LoopMissed extends Exception {
    private static final long serialVersionUID = 1L;

    private final LoopStep step;

    LoopMissed(LoopStep step, String message) {
        super(message);
        this.step = step;
    }

    LoopStep step() {
        return step;
    }
}
