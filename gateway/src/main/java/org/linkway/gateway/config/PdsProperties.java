package org.linkway.gateway.config;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The demographics service that is asked who and where a person is: NHS England's PDS, or one that speaks like it.
 *
 * @param base its FHIR R4 base, {@code …/personal-demographics/FHIR/R4}; null for none: then the sender's word counts.
 *     {@code {port}} stands for the gateway's own port
 * @param access by which of {@code linkway.access} Linkway proves itself there; none by default
 * @param endUserOrganisation the ODS code of the organisation for which it is asked, sent as
 *     {@code NHSD-End-User-Organisation-ODS}; PDS wants it from those who serve several
 * @param breakerFailures after so many failures in a row it is spared
 * @param breakerPause for how long it is spared, until one question tries again
 */
@Validated
@ConfigurationProperties("linkway.pds")
public record PdsProperties(
        @Pattern(regexp = "https?://.+") String base,
        Optional<String> access,
        Optional<@Pattern(regexp = "[A-Z0-9]{3,12}") String> endUserOrganisation,
        @DefaultValue("5") @Positive int breakerFailures,
        @DefaultValue("10s") @DurationMin(millis = 1) Duration breakerPause) {}
