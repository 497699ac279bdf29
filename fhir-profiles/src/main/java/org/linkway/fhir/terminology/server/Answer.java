package org.linkway.fhir.terminology.server;

import java.util.function.Function;
import java.util.function.Supplier;

/** What a terminology server says of a code. */
sealed interface Answer {

    <T> T match(
            Function<Right, T> onRight,
            Function<OtherDisplay, T> onOtherDisplay,
            Supplier<T> onWrong,
            Function<Failed, T> onFailed);

    /** @param display the server's own; empty where it does not say */
    record Right(String display) implements Answer {
        @Override
        public <T> T match(
                Function<Right, T> onRight,
                Function<OtherDisplay, T> onOtherDisplay,
                Supplier<T> onWrong,
                Function<Failed, T> onFailed) {
            return onRight.apply(this);
        }
    }

    /** The code is right and its display is not. */
    record OtherDisplay(String display) implements Answer {
        @Override
        public <T> T match(
                Function<Right, T> onRight,
                Function<OtherDisplay, T> onOtherDisplay,
                Supplier<T> onWrong,
                Function<Failed, T> onFailed) {
            return onOtherDisplay.apply(this);
        }
    }

    /** There is no such code, or it is not in the value set. */
    record Wrong() implements Answer {
        @Override
        public <T> T match(
                Function<Right, T> onRight,
                Function<OtherDisplay, T> onOtherDisplay,
                Supplier<T> onWrong,
                Function<Failed, T> onFailed) {
            return onWrong.get();
        }
    }

    /** Nobody knows. */
    record Failed(Failure failure) implements Answer {
        @Override
        public <T> T match(
                Function<Right, T> onRight,
                Function<OtherDisplay, T> onOtherDisplay,
                Supplier<T> onWrong,
                Function<Failed, T> onFailed) {
            return onFailed.apply(this);
        }
    }
}
