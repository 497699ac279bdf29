package org.linkway.gateway.config;

import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The senders' own FHIR systems.
 *
 * @param fhirBases the FHIR R4 bases from which a Task's ServiceRequest, and what it refers to, may be fetched; nothing else is
 *     ever read. None by default
 */
@Validated
@ConfigurationProperties("linkway.sender")
public record SenderProperties(@DefaultValue @NotNull List<String> fhirBases) {}
