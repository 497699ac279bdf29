package org.linkway.gateway.config;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.linkway.workflow.RecordChannel;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How entries reach the records of practices.
 *
 * @param channel by which a practice takes them that is not named here
 * @param practices what is different, by the practice's ODS code
 */
@Validated
@ConfigurationProperties("linkway.record")
public record RecordProperties(
        @DefaultValue("fhir") RecordChannel channel,
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
     */
    public record Practice(Optional<RecordChannel> channel, Optional<String> base) {}

    /** What is different for this practice; empty where nothing is. */
    public Optional<Practice> of(org.linkway.referral.Practice practice) {
        return Optional.ofNullable(practices.get(practice.odsCode().toUpperCase(Locale.ROOT)));
    }
}
