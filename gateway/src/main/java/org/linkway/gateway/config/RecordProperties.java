package org.linkway.gateway.config;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hibernate.validator.constraints.time.DurationMin;
import org.linkway.workflow.RecordChannel;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How entries reach the records of practices.
 *
 * @param channel by which a practice takes them that is not named here
 * @param access by which Linkway proves itself at {@code linkway.partner.record-endpoint}, one of {@code linkway.access}
 * @param unreadAfter how long an entry waits to be read by a practice that pulls, before it is a person's turn
 * @param practices what is different, by the practice's ODS code
 */
@Validated
@ConfigurationProperties("linkway.record")
public record RecordProperties(
        @DefaultValue("fhir") RecordChannel channel,
        Optional<String> access,
        @DefaultValue("14d") @DurationMin(seconds = 1) Duration unreadAfter,
        @DefaultValue Map<String, Practice> practices) {
    public RecordProperties {
        practices = practices.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        entry -> entry.getKey().toUpperCase(Locale.ROOT), Map.Entry::getValue));
    }

    /**
     * One practice.
     *
     * @param channel by which it takes entries
     * @param base the FHIR base of its record
     * @param access by which Linkway proves itself there, one of {@code linkway.access}
     */
    public record Practice(Optional<RecordChannel> channel, Optional<String> base, Optional<String> access) {}

    /** What is different for this practice; empty where nothing is. */
    public Optional<Practice> of(org.linkway.referral.Practice practice) {
        return Optional.ofNullable(practices.get(key(practice)));
    }

    /** Under which the practice stands in {@link #practices}. */
    public static String key(org.linkway.referral.Practice practice) {
        return practice.odsCode().toUpperCase(Locale.ROOT);
    }
}
