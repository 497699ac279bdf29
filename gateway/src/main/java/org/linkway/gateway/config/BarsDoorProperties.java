package org.linkway.gateway.config;

import jakarta.validation.constraints.NotNull;
import java.util.Set;
import java.util.stream.Collectors;
import org.linkway.translation.InboundRules;
import org.linkway.translation.ServiceAddress;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The door for BaRS messages.
 *
 * @param hostedServices the services that messages may be for, each {@code <system>|<id>} or an id of the Directory of Services
 *     alone; none takes messages for any
 * @param requireNhsdHeaders refuses a message without the headers that say for which service it is, and who sends it with what
 */
@Validated
@ConfigurationProperties("linkway.door.bars")
public record BarsDoorProperties(
        @DefaultValue @NotNull Set<String> hostedServices,
        @DefaultValue("false") boolean requireNhsdHeaders) {

    InboundRules rules(DoorProperties door, BarsProperties own) {
        return new InboundRules(
                door.acceptedUseCases(),
                door.acceptFailingNhsNumbers(),
                addresses(),
                own.odsCode(),
                requireNhsdHeaders);
    }

    private Set<ServiceAddress> addresses() {
        return hostedServices.stream()
                .map(given -> ServiceAddress.parse(given)
                        .orElseThrow(() -> new IllegalStateException("linkway.door.bars.hosted-services: '" + given
                                + "' names no service. Write <system>|<id>, or an id of the Directory of Services.")))
                .collect(Collectors.toSet());
    }
}
