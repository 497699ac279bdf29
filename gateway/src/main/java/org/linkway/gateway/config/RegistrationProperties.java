package org.linkway.gateway.config;

import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What operators may say of the parties that they register. It stands in the configuration, so that an operator's session alone
 * sends nothing to a place of its own choice.
 *
 * @param allowedHosts the hosts that a party's endpoints and the address of its keys may name, each as {@code host.example.org}
 *     or, with all below it, {@code *.example.org}. None by default
 * @param plainHosts those of them whose endpoints may be spoken to by plain http; never in production. None by default
 */
@Validated
@ConfigurationProperties("linkway.registration")
public record RegistrationProperties(
        @DefaultValue @NotNull List<String> allowedHosts,
        @DefaultValue @NotNull List<String> plainHosts) {}
