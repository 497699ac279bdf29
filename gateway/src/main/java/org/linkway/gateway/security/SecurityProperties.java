package org.linkway.gateway.security;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How callers prove who they are.
 *
 * @param authentication {@code required}, or {@code optional}: who does not prove it is a stand-in of the sandbox; production
 *     requires it
 * @param issuer whose tokens are taken: this gateway's own address, as callers reach it, where it gives them itself; else that of
 *     the external authorization server
 * @param external whether the tokens come from an authorization server elsewhere
 * @param jwkSetUri where an external issuer's keys are; asked of its metadata where not set
 * @param tokenEndpoint where an external issuer gives tokens, for those who look at this gateway's SMART configuration
 * @param audience which tokens have to be for; the FHIR base at {@code issuer} where not set
 * @param partyClaims in which claims an external issuer's tokens name the party; the first that is there counts
 * @param signingKeys PEM files with private keys, RSA: the first signs tokens, all are published
 * @param tokenTtl how long a token lasts
 * @param proxy what stands in front of the gateway
 */
@Validated
@ConfigurationProperties("linkway.security")
public record SecurityProperties(
        Optional<Authentication> authentication,
        Optional<URI> issuer,
        @DefaultValue("false") boolean external,
        Optional<URI> jwkSetUri,
        Optional<URI> tokenEndpoint,
        Optional<String> audience,
        @DefaultValue({"client_id", "azp", "sub"}) @NotNull List<String> partyClaims,
        @DefaultValue @NotNull List<Path> signingKeys,

        @DefaultValue("5m") @DurationMin(seconds = 30) @DurationMax(minutes = 60)
        Duration tokenTtl,

        @DefaultValue @Valid Proxy proxy) {

    /** Whether callers have to say who they are. */
    public enum Authentication {
        REQUIRED,
        OPTIONAL
    }

    /**
     * What stands in front and speaks TLS with the callers.
     *
     * @param declared says that there is one, and that nothing reaches the gateway but through it
     * @param certificateHeader in which it passes the caller's certificate on, PEM and URL-encoded; it has to take that header
     *     out of what callers send
     */
    public record Proxy(@DefaultValue("false") boolean declared, Optional<String> certificateHeader) {}

    public boolean isRequired() {
        return authentication.orElse(Authentication.OPTIONAL) == Authentication.REQUIRED;
    }

    /** For which tokens have to be; empty where nobody has said who issues them. */
    public Optional<String> audienceOfTokens() {
        return audience.or(() -> issuer.map(it -> withoutSlash(it) + "/fhir"));
    }

    static String withoutSlash(URI address) {
        return address.toString().replaceFirst("/$", "");
    }
}
