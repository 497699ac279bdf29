package org.linkway.gateway.security;

import java.util.Optional;
import java.util.Set;
import org.linkway.workflow.Party;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Who makes the request that this thread works. */
@Component
public class Callers {

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
}
