package org.linkway.gateway.audit;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.linkway.gateway.security.Caller;
import org.linkway.gateway.security.Callers;
import org.linkway.gateway.store.AuditContext;
import org.linkway.workflow.AuditEntry.Circumstances;
import org.linkway.workflow.AuditEntry.Deed;
import org.linkway.workflow.AuditEntry.Purpose;
import org.linkway.workflow.AuditEntry.Who;
import org.linkway.workflow.Party;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** On whose behalf a thread works, by the request that it answers. */
@Component
class RequestAudit implements AuditContext {
    /** What a caller sends is theirs to choose: no more of it is kept than an id needs. */
    private static final int LONGEST_ID = 200;

    private static final String UNKNOWN = "unknown";

    /** Asked for only when it is needed: who the callers are may stand in the store, which is recorded. */
    private final ObjectProvider<Callers> callers;

    RequestAudit(ObjectProvider<Callers> callers) {
        this.callers = callers;
    }

    @Override
    public Circumstances current() {
        return AuditNotes.request()
                .map(request -> {
                    AuditNotes notes = AuditNotes.of(request);
                    return of(request, notes, kind(request, notes));
                })
                .orElseGet(this::itself);
    }

    private static RequestKind kind(HttpServletRequest request, AuditNotes notes) {
        return notes.kind().orElseGet(() -> RequestKind.of(request.getMethod(), request.getRequestURI()));
    }

    private Circumstances itself() {
        Caller linkway = callers.getObject().current();
        return new Circumstances(
                who(linkway, Optional.empty()), Purpose.TREAT, Optional.empty(), Optional.empty(), Optional.empty());
    }

    @Override
    public void recorded(Deed deed) {
        AuditNotes.current().ifPresent(notes -> notes.recorded(deed));
    }

    /** Called within Spring Security and outside of it: who the caller was is kept for then. */
    static void noteCaller(AuditNotes notes) {
        notes.calledBy(Optional.ofNullable(SecurityContextHolder.getContext().getAuthentication())
                .map(it -> it.getPrincipal())
                .filter(Caller.class::isInstance)
                .map(Caller.class::cast)
                .or(Callers::proven));
    }

    Circumstances of(HttpServletRequest request, AuditNotes notes, RequestKind asked) {
        noteCaller(notes);
        notes.calledBy(Callers.signing(request));
        Optional<Caller> caller = notes.caller();
        Optional<String> address = Optional.ofNullable(request.getRemoteAddr());
        return new Circumstances(
                caller.map(it -> who(it, address))
                        .orElseGet(() -> new Who(UNKNOWN, UNKNOWN, Set.of(), Optional.empty(), address)),
                caller.filter(it -> it.party().kind() == Party.Kind.OPERATOR).isPresent()
                        ? Purpose.HOPERAT
                        : Purpose.TREAT,
                asked.interaction(),
                header(request, "X-Request-Id"),
                header(request, "X-Correlation-Id"));
    }

    private static Who who(Caller caller, Optional<String> address) {
        Party party = caller.party();
        return new Who(
                party.id(), party.kind().name().toLowerCase(Locale.ROOT), party.odsCodes(), caller.person(), address);
    }

    private static Optional<String> header(HttpServletRequest request, String name) {
        return Optional.ofNullable(request.getHeader(name))
                .filter(it -> !it.isBlank())
                .map(it -> it.substring(0, Math.min(it.length(), LONGEST_ID)));
    }
}
