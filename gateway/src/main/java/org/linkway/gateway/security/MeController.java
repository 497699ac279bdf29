package org.linkway.gateway.security;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;

/** Tells people as whom they are signed in. */
@RestController
class MeController {
    private final Callers callers;

    MeController(Callers callers) {
        this.callers = callers;
    }

    /**
     * @param person as their identity provider names them
     * @param party whose referrals they see
     * @param forgery what has to come with each request that changes something; none where they came with a token
     */
    record Me(Optional<String> person, List<String> roles, String party, Optional<Forgery> forgery) {}

    /** The token against forged requests, and the header into which it goes. */
    record Forgery(String header, String token) {}

    @GetMapping("/admin/v1/me")
    Me me(
            @RequestAttribute(name = "org.springframework.security.web.csrf.CsrfToken", required = false)
                    CsrfToken csrf) {
        Caller caller = callers.current();
        return new Me(
                caller.person(),
                Stream.of(Role.values())
                        .filter(role -> caller.scopes().contains(role.scope()))
                        .map(Role::code)
                        .toList(),
                caller.party().name(),
                Optional.ofNullable(csrf).map(it -> new Forgery(it.getHeaderName(), it.getToken())));
    }
}
