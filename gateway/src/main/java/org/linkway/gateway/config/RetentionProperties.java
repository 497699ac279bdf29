package org.linkway.gateway.config;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * For how long what is kept. What has no time is kept without end; the times of the sandbox are in application.yaml.
 *
 * @param rawMessages after which the body of a message that came in is emptied; its digest, ids and times stay
 * @param requests after which a request that opened or changed no referral is forgotten, with its answer: until then a repeat
 *     gets the same answer
 * @param deliveries after which a delivery that was made or cancelled is forgotten
 * @param supersededVersions after which a version of a resource that stands no longer can be read no more
 * @param closedReferrals after which a referral that is closed is removed, with all that belongs to it
 * @param interval how often it is looked what is over
 * @param batch how many rows one transaction removes
 * @param batches how many transactions for each kind one turn makes
 */
@Validated
@ConfigurationProperties("linkway.retention")
public record RetentionProperties(
        Optional<@DurationMin(days = 1) Duration> rawMessages,
        Optional<@DurationMin(days = 1) Duration> requests,
        Optional<@DurationMin(days = 1) Duration> deliveries,
        Optional<@DurationMin(days = 1) Duration> supersededVersions,
        Optional<@DurationMin(days = 1) Duration> closedReferrals,
        @DefaultValue("1h") @DurationMin(millis = 10) Duration interval,
        @DefaultValue("100") @Positive int batch,
        @DefaultValue("20") @Positive int batches) {}
