package org.linkway.gateway.config;

import ca.uhn.fhir.context.FhirContext;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.linkway.fhir.terminology.server.Failure;
import org.linkway.fhir.terminology.server.FailurePolicy;
import org.linkway.fhir.terminology.server.TerminologyServer;
import org.linkway.fhir.terminology.server.TerminologySettings;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The terminology server that is asked about codes which nothing here settles.
 *
 * @param baseUrl its FHIR R4 base; null for none
 * @param connectTimeout how long a connection may take
 * @param answerTimeout how long a whole answer may take
 * @param cacheSize how many answers are kept
 * @param cacheTime how long an answer is kept; failures are not kept
 * @param breakerFailures after so many failures in a row the server is spared
 * @param breakerPause for how long it is spared, until one question tries again
 * @param onUnreachable what is done where it cannot be reached
 * @param onUnknown what is done where it does not know the code system or value set
 * @param onUnclear what is done where its answer is none
 */
@Validated
@ConfigurationProperties("linkway.validation.terminology")
public record TerminologyProperties(
        URI baseUrl,
        @DefaultValue("1s") @NotNull Duration connectTimeout,
        @DefaultValue("2s") @NotNull Duration answerTimeout,
        @DefaultValue("10000") @Positive int cacheSize,
        @DefaultValue("12h") @NotNull Duration cacheTime,
        @DefaultValue("5") @Positive int breakerFailures,
        @DefaultValue("30s") @NotNull Duration breakerPause,
        @DefaultValue("warn") @NotNull FailurePolicy onUnreachable,
        @DefaultValue("warn") @NotNull FailurePolicy onUnknown,
        @DefaultValue("warn") @NotNull FailurePolicy onUnclear) {

    @AssertTrue(message = "linkway.validation.terminology.base-url has to begin with https:// or http://.") boolean isBaseUrlOfTheWeb() {
        return baseUrl == null || "https".equals(baseUrl.getScheme()) || "http".equals(baseUrl.getScheme());
    }

    /** Empty where none is configured. */
    public Optional<TerminologyServer> server(FhirContext fhir) {
        return Optional.ofNullable(baseUrl)
                .map(base -> new TerminologyServer(
                        fhir,
                        new TerminologySettings(
                                base,
                                connectTimeout,
                                answerTimeout,
                                cacheSize,
                                cacheTime,
                                new TerminologySettings.Breaker(breakerFailures, breakerPause),
                                Map.of(
                                        Failure.UNREACHABLE, onUnreachable,
                                        Failure.UNKNOWN, onUnknown,
                                        Failure.UNCLEAR, onUnclear))));
    }
}
