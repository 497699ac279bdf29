package org.linkway.gateway.config;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How Linkway proves itself to its partners.
 *
 * @param access each way under the name by which partners' settings refer to it
 */
@Validated
@ConfigurationProperties("linkway")
public record AccessProperties(@DefaultValue @NotNull Map<String, @Valid Proof> access) {

    /**
     * One way. What is given is used together.
     *
     * @param privateKeyJwt a token by a signed assertion, as the NHS platform and SMART Backend Services ask for; null for none
     * @param sslBundle the {@code spring.ssl.bundle} with the key and the trusted certificates for mutual TLS
     * @param headers sent as they are; for tests
     */
    public record Proof(
            @Valid PrivateKeyJwt privateKeyJwt,
            Optional<String> sslBundle,
            @DefaultValue @NotNull Map<String, @NotNull String> headers) {

        /** Without the headers' values, which may be secrets. */
        @Override
        public String toString() {
            return "Proof[privateKeyJwt=" + privateKeyJwt + ", sslBundle=" + sslBundle + ", headers=" + headers.keySet()
                    + "]";
        }
    }

    /**
     * OAuth 2.0 client credentials with a client assertion (RFC 7523), signed by RS512.
     *
     * @param tokenUrl where tokens are asked for; also the assertion's audience, so written exactly as the partner does
     * @param clientId the issuer and subject of the assertion; the NHS platform calls it API key
     * @param keyId under which the public key is registered
     * @param privateKey a PEM file with the RSA key
     * @param scope asked for where given
     */
    public record PrivateKeyJwt(
            @NotNull URI tokenUrl,
            @NotBlank String clientId,
            @NotBlank String keyId,
            @NotNull Path privateKey,
            Optional<String> scope) {}
}
