package org.linkway.gateway.security;

import java.util.Optional;
import java.util.Set;
import org.linkway.workflow.Party;

/**
 * Who makes a request.
 *
 * @param party on whose behalf, and so what may be seen
 * @param person the human behind it, as their identity provider names them; empty for a system
 * @param scopes what this request may do, such as {@code system/Task.r}, {@code local.read} or a person's {@code role/auditor}
 */
public record Caller(Party party, Optional<String> person, Set<String> scopes) {
    public Caller {
        scopes = Set.copyOf(scopes);
    }
}
