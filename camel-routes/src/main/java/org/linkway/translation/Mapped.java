package org.linkway.translation;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.linkway.fhir.validation.Issue;

/** What came of translating: the model and what is worth a warning, or everything that is wrong. */
public sealed interface Mapped<T> {

    <R> R match(BiFunction<T, List<Issue>, R> onOk, Function<List<Issue>, R> onInvalid);

    record Ok<T>(T value, List<Issue> warnings) implements Mapped<T> {
        @Override
        public <R> R match(BiFunction<T, List<Issue>, R> onOk, Function<List<Issue>, R> onInvalid) {
            return onOk.apply(value, warnings);
        }
    }

    record Invalid<T>(List<Issue> issues) implements Mapped<T> {
        @Override
        public <R> R match(BiFunction<T, List<Issue>, R> onOk, Function<List<Issue>, R> onInvalid) {
            return onInvalid.apply(issues);
        }
    }
}
