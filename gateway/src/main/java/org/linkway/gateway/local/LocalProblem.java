package org.linkway.gateway.local;

import java.util.List;
import org.linkway.workflow.RecordEvent.Refusal;
import org.springframework.http.HttpStatus;

/** A request to the local API that its sender has to change: RFC 9457, with everything that is wrong at once. */
final class LocalProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final transient List<Refusal> errors;

    LocalProblem(HttpStatus status, String detail, List<Refusal> errors) {
        super(detail, null, false, false);
        this.status = status;
        this.errors = List.copyOf(errors);
    }

    LocalProblem(HttpStatus status, String detail) {
        this(status, detail, List.of());
    }

    HttpStatus status() {
        return status;
    }

    /** The problem as {@code application/problem+json}. */
    Body body() {
        return new Body("about:blank", status.getReasonPhrase(), status.value(), getMessage(), errors);
    }

    record Body(String type, String title, int status, String detail, List<Refusal> errors) {}
}
