package org.linkway.gateway.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;
import org.linkway.workflow.Party;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.stereotype.Component;

/** Who makes the request that this thread works. */
@Component
public class Callers {
    private static final String SIGNING = Callers.class.getName() + ".signing";
    private static final String CLAIMED = Callers.class.getName() + ".claimed";

    /**
     * On whose behalf a door works.
     *
     * @throws IllegalStateException where nobody is known: a door is never worked on behalf of Linkway itself by mistake
     */
    public Party party() {
        return known().map(Caller::party)
                .orElseThrow(() -> new IllegalStateException("A request came to a door without a caller."));
    }

    /** Who is behind what happens now: the caller of a request, and Linkway itself in everything that it does unasked. */
    public Caller current() {
        return known().orElseGet(() -> new Caller(Parties.LINKWAY, Optional.empty(), Set.of()));
    }

    /** Whether the caller of this request may be shown resources of a type that come beside what was asked for. */
    public boolean mayRead(String type) {
        return known().filter(it -> Scopes.allow(it.scopes(), type, 'r') || Scopes.allow(it.scopes(), type, 's'))
                .isPresent();
    }

    /**
     * Why the caller of this request may not make another one, which stands in it: a batch is no way round.
     *
     * @param path from the root of this gateway, decoded
     */
    public Optional<String> refusal(String method, String path) {
        return AccessRule.decide(method, path, known()) instanceof AccessRule.Decision.Refused refused
                ? Optional.of(refused.sentence())
                : Optional.empty();
    }

    static Optional<Caller> known() {
        return Optional.ofNullable(SecurityContextHolder.getContext().getAuthentication())
                .filter(CallerAuthentication.class::isInstance)
                .map(it -> ((CallerAuthentication) it).getPrincipal());
    }

    /** Who shares an allowance with whom: a party, one person, or whoever calls from one network and is not known. */
    public String share(HttpServletRequest request) {
        return known().or(Callers::proven)
                .map(it -> it.party().id()
                        + it.person().map(person -> " " + person).orElse(""))
                .orElseGet(() -> NetworkAddress.of(request.getRemoteAddr()));
    }

    /** The party that asks for a token, once it has proved who it is. */
    public static Optional<Caller> proven() {
        return Optional.ofNullable(SecurityContextHolder.getContext().getAuthentication())
                .filter(OAuth2ClientAuthenticationToken.class::isInstance)
                .filter(Authentication::isAuthenticated)
                .flatMap(it -> Optional.ofNullable(((OAuth2ClientAuthenticationToken) it).getRegisteredClient()))
                .flatMap(PartyClients::partyOf)
                .map(it -> new Caller(it, Optional.empty(), Set.of()));
    }

    /** Somebody comes in, or goes, by this request. */
    static void signs(HttpServletRequest request, Caller person) {
        request.setAttribute(SIGNING, person);
    }

    /** Who signs in or out by this request. */
    public static Optional<Caller> signing(HttpServletRequest request) {
        return Optional.ofNullable((Caller) request.getAttribute(SIGNING));
    }

    /** Somebody says to be this party, and may prove it yet. */
    static void claims(HttpServletRequest request, String subject) {
        if (PartyCheck.isId(subject)) {
            request.setAttribute(CLAIMED, subject);
        }
    }

    /** In whose name somebody asks for a token; what could be no party's id is left out, for it is anybody's word. */
    public static Optional<String> claimed(HttpServletRequest request) {
        return Optional.ofNullable((String) request.getAttribute(CLAIMED));
    }
}
