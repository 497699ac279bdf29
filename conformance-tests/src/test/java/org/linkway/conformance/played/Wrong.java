package org.linkway.conformance.played;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A system that does one thing wrong.
 *
 * @param what it does
 * @param fault what becomes of each call that it means to make
 * @param requirements whose tests fail
 */
record Wrong(String what, Function<Call, Optional<Call>> fault, Set<String> requirements) {
    /** In one call, and in its repetition. */
    static Wrong in(String name, String what, UnaryOperator<Call> change, String... requirements) {
        return new Wrong(
                what,
                call -> Optional.of(call.name().equals(name) || isAgain(call, name) ? change.apply(call) : call),
                Set.of(requirements));
    }

    private static boolean isAgain(Call call, String name) {
        return call.name().equals("retry") && name.equals("new");
    }

    /** In the body of one call. */
    static Wrong body(String name, String what, String place, String value, String... requirements) {
        return in(name, what, call -> call.saying(Edits.of(call.body(), place, value)), requirements);
    }

    /** By a call that it does not make. */
    static Wrong missing(String what, Set<String> names, String... requirements) {
        return new Wrong(
                what, call -> names.contains(call.name()) ? Optional.empty() : Optional.of(call), Set.of(requirements));
    }

    @Override
    public String toString() {
        return what;
    }
}
