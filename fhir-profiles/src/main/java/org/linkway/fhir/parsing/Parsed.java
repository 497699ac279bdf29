package org.linkway.fhir.parsing;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * What HAPI's parsers make of what others wrote. They have no one exception for what is not FHIR: {@code DataFormatException} for
 * most of it, and for some of it whatever happens to break, even a plain {@link Error}.
 */
public final class Parsed {
    private Parsed() {}

    /** Empty where the parser could not read it. Of why nothing is told: it could be about the person. */
    public static <T> Optional<T> by(Supplier<T> parser) {
        try {
            return Optional.ofNullable(parser.get());
        } catch (RuntimeException | Error e) {
            if (isOfTheMachine(e)) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /** Whether it says nothing of the text that was read. A stack that was too short does: it was nested too deeply. */
    public static boolean isOfTheMachine(Throwable failure) {
        return failure instanceof Error
                && !(failure instanceof StackOverflowError)
                && failure.getClass() != Error.class;
    }
}
