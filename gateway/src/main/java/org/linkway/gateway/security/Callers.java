package org.linkway.gateway.security;

import java.util.Optional;
import java.util.Set;
import org.linkway.workflow.Party;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Who makes the request that this thread works. */
@Component
public class Callers {
    private final Parties parties;

    public Callers(Parties parties) {
        this.parties = parties;
    }

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
        return known().orElseGet(() -> new Caller(parties.linkway(), Optional.empty(), Set.of()));
    }

    private static Optional<Caller> known() {
        return Optional.ofNullable(SecurityContextHolder.getContext().getAuthentication())
                .filter(CallerAuthentication.class::isInstance)
                .map(it -> ((CallerAuthentication) it).getPrincipal());
    }
}
