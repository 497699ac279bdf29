package org.linkway.gateway.config;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who acts on concerns.
 *
 * @param webhook where they are told; in the address, {@code {port}} stands for the gateway's own port
 * @param people in the order in which they are told, the next each time that nobody acknowledges; the default in
 *     {@code application.yaml} is for the sandbox
 */
@Validated
@ConfigurationProperties("linkway.concerns")
public record ConcernProperties(
        @DefaultValue("http://127.0.0.1:{port}/sandbox/worker/concerns") @NotBlank
        String webhook,

        @NotEmpty List<@Valid Person> people) {

    /**
     * A named person.
     *
     * @param contact how they are reached, for the platform that reaches them
     */
    public record Person(@NotBlank String name, Optional<String> contact) {}
}
