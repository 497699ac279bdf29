package org.linkway.gateway.audit;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.linkway.gateway.store.AuditBook;
import org.linkway.gateway.store.NhsNumbers;
import org.linkway.workflow.AuditEntry.Action;
import org.linkway.workflow.AuditEntry.Deed;
import org.linkway.workflow.AuditEntry.Kind;
import org.linkway.workflow.AuditEntry.Subject;
import org.springframework.stereotype.Component;

/** Writes the entry that a request leaves: before its answer goes out, so that there is no answer without one. */
@Component
public class AuditTrail {
    private static final int TOO_MANY = 429;

    private final AuditBook book;
    private final RequestAudit audit;
    private final TooMany tooMany;

    AuditTrail(AuditBook book, RequestAudit audit, TooMany tooMany) {
        this.book = book;
        this.audit = audit;
        this.tooMany = tooMany;
    }

    /** A request that comes within another, as those of a batch do: it leaves an entry of its own. */
    public void alone(HttpServletRequest request, IntSupplier workedWithStatus) {
        AuditNotes around = AuditNotes.of(request);
        AuditNotes own = new AuditNotes();
        own.calledBy(around.caller());
        own.putAt(request);
        try {
            own.isOf(RequestKind.of(request.getMethod(), request.getRequestURI()));
            answers(request, own, workedWithStatus.getAsInt());
        } finally {
            around.putAt(request);
            // Its parts stand in the trail: the whole is not written once more.
            around.recorded(Deed.done(Kind.OPERATION, Action.EXECUTE, List.of()));
        }
    }

    /** @param status with which the request is about to be answered */
    void answers(HttpServletRequest request, int status) {
        answers(request, AuditNotes.of(request), status);
    }

    private void answers(HttpServletRequest request, AuditNotes notes, int status) {
        if (!RequestKind.isRecorded(request.getMethod(), request.getRequestURI(), status)) {
            return;
        }
        RequestKind asked = RequestKind.of(request.getMethod(), request.getRequestURI());
        if (status == TOO_MANY && !tooMany.isFirst(audit.of(request, notes, asked))) {
            return;
        }
        boolean refused = status >= 400;
        if (refused || !asked.writes() || !notes.isWritten()) {
            book.record(
                    refused ? refusal(request, notes, asked, status) : done(request, notes, asked, status),
                    audit.of(request, notes, asked));
        }
    }

    /** Nothing was shown; who was asked about is known all the same. */
    private static Deed refusal(HttpServletRequest request, AuditNotes notes, RequestKind asked, int status) {
        return Deed.done(
                        Kind.REFUSAL,
                        asked.action(),
                        about(request, notes, asked.target().stream().toList()))
                .asking(query(request, notes))
                .remarking(asked.kind().name().toLowerCase(Locale.ROOT))
                .answered(status);
    }

    private static Deed done(HttpServletRequest request, AuditNotes notes, RequestKind asked, int status) {
        List<Subject> shown = notes.shown().isEmpty() ? asked.target().stream().toList() : notes.shown();
        boolean bulk = asked.kind() == Kind.OPERATION && !notes.shown().isEmpty();
        return Deed.done(bulk ? Kind.EXPORT : asked.kind(), asked.action(), about(request, notes, shown))
                .asking(query(request, notes))
                .answered(status);
    }

    /** A search for somebody is about them, whether or not anything was found. */
    private static List<Subject> about(HttpServletRequest request, AuditNotes notes, List<Subject> subjects) {
        List<Subject> all = new ArrayList<>(subjects);
        query(request, notes).stream()
                .flatMap(it -> NhsNumbers.in(it).stream())
                .filter(number -> all.stream().noneMatch(it -> it.patient().equals(Optional.of(number))))
                .map(Subject::person)
                .forEach(all::add);
        return all;
    }

    private static Optional<String> query(HttpServletRequest request, AuditNotes notes) {
        return notes.query().or(() -> Optional.ofNullable(request.getQueryString()));
    }
}
