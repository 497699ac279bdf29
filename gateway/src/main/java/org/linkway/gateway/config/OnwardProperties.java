package org.linkway.gateway.config;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMin;
import org.linkway.translation.ServiceAddress;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Services to which people are referred on, and that have a system of their own.
 *
 * @param services each under the id that events name ({@code service.id})
 * @param askInterval how often each is asked how its referrals stand
 */
@Validated
@ConfigurationProperties("linkway.onward")
public record OnwardProperties(
        @DefaultValue @NotNull Map<String, @Valid Service> services,
        @DefaultValue("1h") @DurationMin(seconds = 1) Duration askInterval) {

    /**
     * One service.
     *
     * @param endpoint the FHIR R4 base of its system
     * @param protocol {@code fhir}: a transaction there, whose Task is asked about; {@code bars}: a message, which the service
     *     answers by messages
     * @param barsService by which BaRS knows it, {@code <system>|<id>} or an id of the Directory of Services; needed for
     *     {@code bars}
     * @param barsUseCase under which it takes referrals; needed for {@code bars}
     * @param access by which of {@code linkway.access} Linkway proves itself there; none by default
     */
    public record Service(
            @NotBlank String endpoint,
            @DefaultValue("fhir") Protocol protocol,
            String barsService,
            String barsUseCase,
            Optional<String> access) {
        @AssertTrue(message = "a service with protocol bars needs bars-service and bars-use-case") boolean isAddressed() {
            return protocol != Protocol.BARS || (address().isPresent() && barsUseCase != null);
        }

        /** By which BaRS knows it, where it speaks BaRS. */
        public Optional<ServiceAddress> address() {
            return protocol == Protocol.BARS ? ServiceAddress.parse(barsService) : Optional.empty();
        }
    }

    /** How a service's system is spoken to. */
    public enum Protocol {
        FHIR,
        BARS
    }
}
