package org.linkway.gateway.security;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.linkway.workflow.Party;
import org.linkway.workflow.Party.Kind;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.oauth2.core.user.OAuth2User;

/** Who a person is here, by what their identity provider says of them. */
final class People {
    /** Whom operators and auditors act for. */
    static final Party OPERATORS = new Party("operators", Kind.OPERATOR, "Operators", Set.of());

    private final PeopleProperties settings;
    private final Parties parties;

    People(PeopleProperties settings, Parties parties) {
        this.settings = settings;
        this.parties = parties;
    }

    /**
     * @param claims of an ID token, with those of the provider's user info, or of an access token
     * @return empty where they do not name anybody
     */
    Optional<Caller> caller(Map<String, Object> claims) {
        Set<String> given = texts(at(claims, settings.rolesClaim())).collect(Collectors.toSet());
        Set<Role> roles = Arrays.stream(Role.values())
                .filter(role -> settings.roles().getOrDefault(role, Set.of(role.code())).stream()
                        .anyMatch(given::contains))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
        Set<String> organisations =
                texts(at(claims, settings.organisationsClaim())).collect(Collectors.toSet());
        return texts(at(claims, settings.nameClaim()))
                .filter(name -> !name.isBlank())
                .findFirst()
                .map(name -> caller(name, roles, organisations));
    }

    /** Whoever has signed in, here or at the provider. */
    Optional<Caller> caller(Authentication known) {
        if (known != null && known.getPrincipal() instanceof OAuth2User theirs) {
            return caller(theirs.getAttributes());
        }
        return known != null && known.getPrincipal() instanceof UserDetails local
                ? local(local.getUsername())
                : Optional.empty();
    }

    /** A local user of the sandbox. */
    private Optional<Caller> local(String name) {
        return Optional.ofNullable(settings.users().get(name))
                .map(user -> caller(name, user.roles(), Set.copyOf(user.organisations())));
    }

    /** An operator sees everything; a clinician who is none, what the link workers' platform of their own organisation sees. */
    private Caller caller(String name, Set<Role> given, Set<String> organisations) {
        Set<Role> roles = given.isEmpty() ? EnumSet.noneOf(Role.class) : EnumSet.copyOf(given);
        Party party = OPERATORS;
        if (roles.contains(Role.CLINICIAN) && !roles.contains(Role.OPERATOR)) {
            Optional<Party> own = partyOf(organisations);
            if (own.isEmpty()) {
                roles.remove(Role.CLINICIAN);
            }
            party = own.orElse(OPERATORS);
        }
        return new Caller(party, Optional.of(name), Scopes.ofRoles(roles));
    }

    /**
     * One that speaks for other organisations too would show what is not theirs; and of several, none is guessed. A sender's
     * clinicians see in their own system what came of a referral, and nothing of the link workers' notes.
     */
    private Optional<Party> partyOf(Set<String> organisations) {
        List<Party> own = parties.active().stream()
                .filter(it -> it.kind() == Kind.WORKER)
                .filter(it -> !it.odsCodes().isEmpty() && organisations.containsAll(it.odsCodes()))
                .map(RegisteredParty::party)
                .toList();
        return own.size() == 1 ? Optional.of(own.get(0)) : Optional.empty();
    }

    /** What stands under a name, or, where nothing does, under the names between its dots. */
    private static Object at(Map<?, ?> claims, String path) {
        Object whole = claims.get(path);
        int dot = path.indexOf('.');
        return whole == null && dot > 0 && claims.get(path.substring(0, dot)) instanceof Map<?, ?> inner
                ? at(inner, path.substring(dot + 1))
                : whole;
    }

    private static Stream<String> texts(Object claim) {
        if (claim instanceof Collection<?> several) {
            return several.stream().filter(String.class::isInstance).map(String.class::cast);
        }
        return claim instanceof String one ? Stream.of(one) : Stream.of();
    }
}
