package org.linkway.gateway.local;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;
import org.linkway.workflow.RecordEvent.Refusal;
import org.springframework.http.HttpStatus;

/** A request to the local API, or to that of operators, that its sender has to change: RFC 9457, with everything that is wrong at once. */
public final class LocalProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final transient List<Refusal> errors;
    private final transient Optional<String> currentEtag;

    public LocalProblem(HttpStatus status, String detail, List<Refusal> errors) {
        this(status, detail, errors, Optional.empty());
    }

    private LocalProblem(HttpStatus status, String detail, List<Refusal> errors, Optional<String> currentEtag) {
        super(detail, null, false, false);
        this.status = status;
        this.errors = List.copyOf(errors);
        this.currentEtag = currentEtag;
    }

    /** What was to be changed is not at the version that was named. */
    public static LocalProblem stale(String detail, String currentEtag) {
        return new LocalProblem(HttpStatus.PRECONDITION_FAILED, detail, List.of(), Optional.of(currentEtag));
    }

    public LocalProblem(HttpStatus status, String detail) {
        this(status, detail, List.of());
    }

    /** The version at which it is. */
    Optional<String> currentEtag() {
        return currentEtag;
    }

    HttpStatus status() {
        return status;
    }

    /** The problem as {@code application/problem+json}. */
    Body body() {
        return new Body("about:blank", status.getReasonPhrase(), status.value(), getMessage(), errors);
    }

    @Schema(name = "Problem")
    record Body(String type, String title, int status, String detail, List<Refusal> errors) {}
}
