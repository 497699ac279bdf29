package org.linkway.gateway.audit;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.linkway.gateway.security.Caller;
import org.linkway.gateway.store.NhsNumbers;
import org.linkway.routes.port.PublishedResources.Version;
import org.linkway.workflow.AuditEntry.Deed;
import org.linkway.workflow.AuditEntry.Kind;
import org.linkway.workflow.AuditEntry.Subject;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * What is noted while a request is worked, for the entry that it leaves in the audit trail. They stand at the request itself; a
 * request of a batch has its own.
 */
public final class AuditNotes {
    private static final String PLACE = AuditNotes.class.getName();

    private final List<Subject> shown = new ArrayList<>();
    private Optional<Caller> caller = Optional.empty();
    private Optional<String> query = Optional.empty();
    private Optional<RequestKind> kind = Optional.empty();
    private boolean written;

    /** Those of the request that this thread works; empty where it works none. */
    public static Optional<AuditNotes> current() {
        return request().map(AuditNotes::of);
    }

    static Optional<HttpServletRequest> request() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? Optional.of(attributes.getRequest())
                : Optional.empty();
    }

    static AuditNotes of(HttpServletRequest request) {
        if (request.getAttribute(PLACE) instanceof AuditNotes notes) {
            return notes;
        }
        AuditNotes notes = new AuditNotes();
        notes.putAt(request);
        return notes;
    }

    void putAt(HttpServletRequest request) {
        request.setAttribute(PLACE, this);
    }

    /** These versions are in the answer. */
    public void shown(List<Version> versions) {
        versions.forEach(version -> shown.add(
                Subject.resource(version.resource().type(), version.resource().id(), Optional.of(version.version()))
                        .of(Optional.empty(), NhsNumbers.only(version.resource().json()))));
    }

    /** Something of these referrals is in the answer. */
    public void shownReferrals(List<UUID> referrals) {
        referrals.stream().distinct().map(Subject::referral).forEach(shown::add);
    }

    /** What is asked, where the address does not say it: a form, or a further page. */
    public void asked(String now) {
        query = Optional.of(now);
    }

    void calledBy(Optional<Caller> known) {
        caller = known.or(() -> caller);
    }

    void isOf(RequestKind now) {
        kind = Optional.of(now);
    }

    /** What stands in the trail of a request by the write that it led to, and is committed, is not written once more. */
    void recorded(Deed deed) {
        written |= deed.kind() != Kind.FILING && deed.kind() != Kind.EXPORT;
    }

    List<Subject> shown() {
        return List.copyOf(shown);
    }

    Optional<Caller> caller() {
        return caller;
    }

    Optional<String> query() {
        return query;
    }

    Optional<RequestKind> kind() {
        return kind;
    }

    boolean isWritten() {
        return written;
    }
}
