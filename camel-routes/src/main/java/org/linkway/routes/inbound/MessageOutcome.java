package org.linkway.routes.inbound;

import java.util.function.Function;

/** How a message ends: one of three, and whoever handles it handles all three. */
public sealed interface MessageOutcome {

    Answer answer();

    <T> T match(Function<Answer, T> onAccepted, Function<Answer, T> onRejected, Function<Answer, T> onFailed);

    /** It was taken, and everything that follows from it is committed. */
    record Accepted(Answer answer) implements MessageOutcome {
        @Override
        public <T> T match(
                Function<Answer, T> onAccepted, Function<Answer, T> onRejected, Function<Answer, T> onFailed) {
            return onAccepted.apply(answer);
        }
    }

    /** The sender has to change something; nothing came of the message. */
    record Rejected(Answer answer) implements MessageOutcome {
        @Override
        public <T> T match(
                Function<Answer, T> onAccepted, Function<Answer, T> onRejected, Function<Answer, T> onFailed) {
            return onRejected.apply(answer);
        }
    }

    /** Linkway failed; nothing came of the message, and the sender can send it again. */
    record Failed(Answer answer) implements MessageOutcome {
        @Override
        public <T> T match(
                Function<Answer, T> onAccepted, Function<Answer, T> onRejected, Function<Answer, T> onFailed) {
            return onFailed.apply(answer);
        }
    }
}
