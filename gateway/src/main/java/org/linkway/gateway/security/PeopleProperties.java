package org.linkway.gateway.security;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How people sign in: operators, clinicians and auditors.
 *
 * @param issuer of the OpenID Connect provider that knows them; asked of its metadata when the first of them signs in
 * @param clientId by which that provider knows this gateway
 * @param clientSecret by which the gateway proves itself there
 * @param askFor the scopes that are asked for when somebody signs in
 * @param audience which access tokens of that provider are taken as bearer tokens ({@code aud}), for scripts; none are where not
 *     set
 * @param nameClaim in which claim a person is named in the audit trail, as one and the same for ever; CIS2's {@code sub} is the
 *     NHS user id
 * @param rolesClaim in which claim the provider says what they may do; dots lead into it ({@code realm_access.roles})
 * @param roles for each role, the values of that claim which give it; its own name where not set
 * @param organisationsClaim in which claim the provider says for which organisations a clinician works, by ODS code
 * @param sessionFor after how long somebody has to sign in again, whatever they do; without doing anything it is sooner
 *     ({@code server.servlet.session.timeout})
 * @param users local users, for the sandbox alone, each under their name
 */
@Validated
@ConfigurationProperties("linkway.people")
public record PeopleProperties(
        Optional<URI> issuer,
        Optional<String> clientId,
        Optional<String> clientSecret,
        @DefaultValue({"openid", "profile"}) @NotEmpty Set<String> askFor,
        Optional<String> audience,
        @DefaultValue("sub") @NotBlank String nameClaim,
        @DefaultValue("roles") @NotBlank String rolesClaim,
        @DefaultValue @NotNull Map<Role, Set<String>> roles,
        @DefaultValue("ods_code") @NotBlank String organisationsClaim,

        @DefaultValue("1h") @DurationMin(minutes = 5) @DurationMax(hours = 24)
        Duration sessionFor,

        @DefaultValue @NotNull Map<String, @Valid LocalUser> users) {

    /**
     * @param password in Spring Security's form, such as {@code {bcrypt}…}, or as it is
     * @param roles what they may do
     * @param organisations for which a clinician works, by ODS code
     */
    public record LocalUser(
            @NotBlank String password,
            @NotEmpty Set<Role> roles,
            @DefaultValue @NotNull List<String> organisations) {
        @Override
        public String toString() {
            return "LocalUser[roles=" + roles + "]";
        }
    }

    /** Whether anybody can sign in. */
    public boolean isAny() {
        return issuer.isPresent() || !users.isEmpty();
    }

    /** Never with the secret. */
    @Override
    public String toString() {
        return "PeopleProperties[issuer=" + issuer + ", clientId=" + clientId + "]";
    }
}
