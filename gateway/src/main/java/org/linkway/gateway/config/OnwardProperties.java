package org.linkway.gateway.config;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hibernate.validator.constraints.time.DurationMin;
import org.linkway.referral.OnwardService;
import org.linkway.translation.OnwardBarsService;
import org.linkway.translation.OnwardRecipient;
import org.linkway.translation.ServiceAddress;
import org.linkway.workflow.ServiceDirectory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Services to which people are referred on, and that have a system of their own.
 *
 * @param services each under the id that events name ({@code service.id})
 * @param askInterval how often each is asked how its referrals stand
 * @param assuredWithin how long ago a service may have been assured ({@code assured-on}) before whoever refers there is warned
 */
@Validated
@ConfigurationProperties("linkway.onward")
public record OnwardProperties(
        @DefaultValue @NotNull Map<String, @Valid Service> services,
        @DefaultValue("1h") @DurationMin(seconds = 1) Duration askInterval,
        @DefaultValue("365d") @DurationMin(days = 1) Duration assuredWithin) {
    /** What is known of each service, for whoever connects people to them. */
    public ServiceDirectory directory() {
        return new ServiceDirectory(
                services.entrySet().stream()
                        .collect(Collectors.toUnmodifiableMap(
                                Map.Entry::getKey, it -> it.getValue().inDirectory(it.getKey()))),
                assuredWithin);
    }

    /**
     * One service.
     *
     * @param endpoint the FHIR R4 base of its system
     * @param protocol {@code fhir}: a transaction there, whose Task is asked about; {@code bars}: a message, which the service
     *     answers by messages
     * @param barsService by which BaRS knows it, {@code <system>|<id>} or an id of the Directory of Services; needed for
     *     {@code bars}
     * @param barsOdsCode of the organisation that runs it, for {@code bars}
     * @param barsUseCase under which it takes referrals; needed for {@code bars}
     * @param access by which of {@code linkway.access} Linkway proves itself there; none by default
     * @param kind {@code voluntary}: it is told no NHS number and no birth date; {@code nhs}: it is
     * @param status of Open Referral UK: {@code active}, {@code inactive}, {@code defunct} or {@code temporarily-closed}
     * @param minimumAge in whole years, of whom it takes
     * @param maximumAge in whole years, of whom it takes
     * @param areas outward postcodes, or the letters they begin with, that it serves
     * @param attendance {@code in-person}, {@code online} or {@code either}
     * @param assuredOn the day on which somebody last saw to it that all this is right
     */
    public record Service(
            @NotBlank String endpoint,
            @DefaultValue("fhir") Protocol protocol,
            String barsService,
            Optional<String> barsOdsCode,
            String barsUseCase,
            Optional<String> access,
            @DefaultValue("voluntary") @NotNull OnwardRecipient kind,
            Optional<OnwardService.Status> status,
            Optional<@PositiveOrZero Integer> minimumAge,
            Optional<@PositiveOrZero Integer> maximumAge,
            @DefaultValue @NotNull List<String> areas,
            Optional<OnwardService.Attendance> attendance,
            Optional<LocalDate> assuredOn) {
        private OnwardService inDirectory(String id) {
            return new OnwardService(
                    Optional.empty(), Optional.of(id), status, minimumAge, maximumAge, areas, attendance, assuredOn);
        }

        @AssertTrue(message = "the least age of whom a service takes is above the greatest") boolean isOfAges() {
            return minimumAge.isEmpty() || maximumAge.isEmpty() || minimumAge.get() <= maximumAge.get();
        }

        @AssertTrue(message = "a service with protocol bars needs bars-service and bars-use-case") boolean isAddressed() {
            return protocol != Protocol.BARS || (address().isPresent() && barsUseCase != null);
        }

        /** By which BaRS knows it, where it speaks BaRS. */
        public Optional<ServiceAddress> address() {
            return protocol == Protocol.BARS ? ServiceAddress.parse(barsService) : Optional.empty();
        }

        /** Whom messages are written for, where it speaks BaRS. */
        public Optional<OnwardBarsService> bars() {
            return address().map(address -> new OnwardBarsService(address, barsOdsCode, barsUseCase, kind));
        }
    }

    /** How a service's system is spoken to. */
    public enum Protocol {
        FHIR,
        BARS
    }
}
