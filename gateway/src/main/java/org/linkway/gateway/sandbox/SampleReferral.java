package org.linkway.gateway.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.linkway.fhir.identifier.IdentifierSystem;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An e-referral of an invented person, as a practice would send it: new each time, but for the person. */
final class SampleReferral {
    private final String template;
    private final Clock clock;

    SampleReferral(Clock clock) {
        this.clock = clock;
        try {
            template = new ClassPathResource("sandbox/sample-referral.json").getContentAsString(UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String next() {
        return template.replace("{{request-identifier}}", UUID.randomUUID().toString())
                .replace(
                        "{{authored-on}}",
                        clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    }

    /** Whose record the outcome is to be found in. */
    String nhsNumber() {
        for (JsonNode entry : JsonMapper.shared().readTree(template).path("entry")) {
            for (JsonNode identifier : entry.path("resource").path("identifier")) {
                if (IdentifierSystem.NHS_NUMBER
                        .uri()
                        .equals(identifier.path("system").asString())) {
                    return identifier.path("value").asString();
                }
            }
        }
        throw new IllegalStateException("The sample names nobody by NHS number.");
    }
}
