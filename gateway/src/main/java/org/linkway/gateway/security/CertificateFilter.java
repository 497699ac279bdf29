package org.linkway.gateway.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Binds certificates to parties (RFC 8705). A party that has some comes with one of them, whatever else it shows; one that may
 * is let in by it alone, as BaRS receivers let senders in. A certificate that is nobody's lets nobody in, and refuses nobody.
 */
final class CertificateFilter extends OncePerRequestFilter {
    private final Parties parties;
    private final ClientCertificates certificates;
    private final Refusals refusals;

    CertificateFilter(Parties parties, ClientCertificates certificates, Refusals refusals) {
        this.parties = parties;
        this.certificates = certificates;
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<X509Certificate> shown = certificates.of(request);
        Optional<Caller> caller = Callers.known();
        // A person's certificate, if they have one, is their provider's to ask for.
        if (caller.filter(it -> it.person().isPresent()).isPresent()) {
            chain.doFilter(request, response);
            return;
        }
        if (caller.isPresent()) {
            Optional<RegisteredParty> party = parties.find(caller.get().party().id());
            if (party.filter(it -> !it.certificates().isEmpty() && !isShown(shown, it))
                    .isPresent()) {
                SecurityContextHolder.clearContext();
                refusals.unknownCertificate(request, response);
                return;
            }
        } else if (shown.isPresent() && request.getHeader("Authorization") == null) {
            parties.active().stream()
                    .filter(it -> it.certificateAlone() && isShown(shown, it))
                    .findFirst()
                    .ifPresent(CertificateFilter::letIn);
        }
        chain.doFilter(request, response);
    }

    private boolean isShown(Optional<X509Certificate> shown, RegisteredParty party) {
        return shown.filter(it -> certificates.isOf(it, party)).isPresent();
    }

    private static void letIn(RegisteredParty party) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(
                new CallerAuthentication(new Caller(party.party(), Optional.empty(), Set.copyOf(party.scopes()))));
        SecurityContextHolder.setContext(context);
    }
}
