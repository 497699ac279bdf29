package org.linkway.fhir.terminology.server;

import org.linkway.fhir.terminology.CodeFinding;

/** What becomes of a message with a code that could not be checked (docs/adr/0008). None of them is silent. */
public enum FailurePolicy {
    /** It is refused, and the sender is told that the code could not be checked. */
    BLOCK(CodeFinding.Kind.BLOCKED),
    /** It is taken, with a warning. */
    WARN(CodeFinding.Kind.LET_THROUGH),
    /** It is neither taken nor refused: the sender sends it again later. */
    HOLD(CodeFinding.Kind.HELD);

    private final CodeFinding.Kind kind;

    FailurePolicy(CodeFinding.Kind kind) {
        this.kind = kind;
    }

    CodeFinding finding(Question question, Failure failure) {
        return new CodeFinding(
                kind, this != WARN, question.system(), question.code(), question.valueSet(), failure.words());
    }
}
