package org.linkway.conformance.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.Resource;
import org.linkway.conformance.partner.FhirText;
import org.linkway.fhir.validation.WireFormat;

/** What the gateway answered. */
record Answer(int status, HttpHeaders headers, String body) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** This answer, if it has the expected status; otherwise the test fails and shows the body. */
    Answer expect(int expected) {
        assertThat(status).as(body).isEqualTo(expected);
        return this;
    }

    Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    <T extends Resource> T resource(Class<T> type) {
        String contentType = header("Content-Type").orElse("(none)");
        WireFormat format = WireFormat.ofContentType(contentType)
                .orElseThrow(() -> new AssertionError("The answer is " + contentType + ", not FHIR: " + body));
        return FhirText.read(type, body, format);
    }

    Bundle bundle() {
        return resource(Bundle.class);
    }

    List<OperationOutcomeIssueComponent> issues() {
        return resource(OperationOutcome.class).getIssue();
    }

    /** The sentences of all warnings in a Bundle, wherever they stand in it. */
    List<String> warnings() {
        return bundle().getEntry().stream()
                .flatMap(entry ->
                        Stream.of(entry.getResource(), entry.getResponse().getOutcome()))
                .filter(OperationOutcome.class::isInstance)
                .flatMap(outcome -> ((OperationOutcome) outcome).getIssue().stream())
                .filter(issue -> issue.getSeverity() == IssueSeverity.WARNING)
                .map(OperationOutcomeIssueComponent::getDiagnostics)
                .toList();
    }

    JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError("The answer is not JSON: " + body, e);
        }
    }
}
