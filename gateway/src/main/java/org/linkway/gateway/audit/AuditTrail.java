package org.linkway.gateway.audit;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.linkway.gateway.security.Callers;
import org.linkway.gateway.security.NetworkAddress;
import org.linkway.gateway.store.AuditBook;
import org.linkway.gateway.store.NhsNumbers;
import org.linkway.workflow.AuditEntry.Action;
import org.linkway.workflow.AuditEntry.Circumstances;
import org.linkway.workflow.AuditEntry.Deed;
import org.linkway.workflow.AuditEntry.Kind;
import org.linkway.workflow.AuditEntry.Subject;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Writes the entry that a request leaves: before its answer goes out, so that there is no answer without one. */
@Component
public class AuditTrail {
    private static final int TOO_MANY = 429;

    private final AuditBook book;
    private final RequestAudit audit;
    private final Floods floods;

    @Autowired
    AuditTrail(AuditBook book, RequestAudit audit) {
        this(book, audit, System::nanoTime);
    }

    AuditTrail(AuditBook book, RequestAudit audit, LongSupplier nanos) {
        this.book = book;
        this.audit = audit;
        this.floods = new Floods(nanos);
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
        Circumstances now = audit.of(request, notes, asked);
        if (status == TOO_MANY) {
            floods.next(now.who().party() + " " + NetworkAddress.of(request.getRemoteAddr()))
                    .ifPresent(before ->
                            book.record(flooding(refusal(request, notes, asked, status), asked, before), now));
        } else if (status >= 400) {
            book.record(refusal(request, notes, asked, status), now);
        } else if (!asked.writes() || !notes.isWritten()) {
            book.record(done(request, notes, asked, status), now);
        }
    }

    private static Deed flooding(Deed refusal, RequestKind asked, long before) {
        return before == 0
                ? refusal
                : refusal.remarking(name(asked) + "; " + before + " more were refused since the last that stands here");
    }

    private static String name(RequestKind asked) {
        return asked.kind().name().toLowerCase(Locale.ROOT);
    }

    /** Nothing was shown; who was asked about is known all the same. */
    private static Deed refusal(HttpServletRequest request, AuditNotes notes, RequestKind asked, int status) {
        return Deed.done(
                        Kind.REFUSAL,
                        asked.action(),
                        about(request, notes, asked.target().stream().toList()))
                .asking(query(request, notes))
                .remarking(name(asked)
                        + Callers.claimed(request)
                                .map(it -> " in the name of " + it)
                                .orElse(""))
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
        return notes.query()
                .or(() -> Optional.ofNullable(request.getQueryString())
                        .filter(query -> !RequestKind.isSigningIn(request.getRequestURI())));
    }
}
