package org.linkway.conformance.blackbox;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.linkway.conformance.partner.MeshFate;
import org.linkway.fhir.identifier.IdentifierSystem;
import org.linkway.fhir.terminology.CodeSystems;

/**
 * An entry as it lies at a practice at the end of a campaign, by whichever channel it came.
 *
 * @param entry Linkway's identifier of it
 * @param identity by which the practice knows this from anything else: its place in the record, or the document's or message's id
 * @param resource {@code procedure}, as the gateway's entries call it; empty where what came does not say
 * @param codes of SNOMED CT
 * @param value that stands beside the code
 * @param words all of them, with single spaces
 * @param rewritten whether it lay there before with something else in it
 * @param fate of a document
 */
record Arrived(
        String entry,
        CampaignPractice at,
        String identity,
        Optional<String> resource,
        String nhsNumber,
        Set<String> codes,
        Optional<Instant> date,
        Optional<BigDecimal> value,
        String words,
        boolean enteredInError,
        boolean rewritten,
        Optional<MeshFate> fate) {
    Arrived {
        codes = Set.copyOf(codes);
        words = words.replaceAll("\\s+", " ").strip();
    }

    /** What a resource of a record says. */
    static Arrived of(DomainResource resource, String entry, CampaignPractice at, String identity, String nhsNumber) {
        return new Arrived(
                entry,
                at,
                identity,
                Optional.of(resource.fhirType().toLowerCase(Locale.ROOT)),
                nhsNumber,
                codes(resource),
                date(resource),
                value(resource),
                words(resource),
                status(resource).equals("entered-in-error"),
                resource.getMeta().hasVersionId()
                        && !resource.getMeta().getVersionId().equals("1"),
                Optional.empty());
    }

    /** Linkway's identifier of the entry that a resource is; empty for what is none. */
    static Optional<String> entryId(DomainResource resource) {
        return resource.getNamedProperty("identifier").getValues().stream()
                .filter(Identifier.class::isInstance)
                .map(Identifier.class::cast)
                .filter(identifier -> IdentifierSystem.LINKWAY_RECORD_ENTRY.matches(identifier.getSystem()))
                .map(Identifier::getValue)
                .findFirst();
    }

    private static Set<String> codes(DomainResource resource) {
        CodeableConcept code = new CodeableConcept();
        if (resource instanceof Procedure procedure) {
            code = procedure.getCode();
        } else if (resource instanceof Observation observation) {
            code = observation.getCode();
        }
        // Linkway names the instrument in words of its own beside.
        return code.getCoding().stream()
                .filter(it -> CodeSystems.SNOMED_CT.equals(it.getSystem()))
                .map(it -> it.getCode())
                .collect(Collectors.toSet());
    }

    private static Optional<Instant> date(DomainResource resource) {
        Type date = null;
        if (resource instanceof Procedure procedure) {
            date = procedure.getPerformed();
        } else if (resource instanceof Observation observation) {
            date = observation.getEffective();
        } else if (resource instanceof Communication communication) {
            date = communication.getSentElement();
        }
        return date instanceof BaseDateTimeType when && when.hasValue()
                ? Optional.of(when.getValue().toInstant())
                : Optional.empty();
    }

    private static Optional<BigDecimal> value(DomainResource resource) {
        return resource instanceof Observation observation && observation.hasValueQuantity()
                ? Optional.of(observation.getValueQuantity().getValue())
                : Optional.empty();
    }

    private static String words(DomainResource resource) {
        return resource instanceof Communication communication
                ? communication.getPayload().stream()
                        .map(payload -> ((StringType) payload.getContent()).getValue())
                        .collect(Collectors.joining(" "))
                : "";
    }

    private static String status(DomainResource resource) {
        return resource.getNamedProperty("status").getValues().stream()
                .map(it -> it.primitiveValue())
                .findFirst()
                .orElse("");
    }

    boolean isBy(CampaignPractice.Channel channel) {
        return at.isBy(channel);
    }

    boolean says(String sentence) {
        return words.contains(sentence.replaceAll("\\s+", " ").strip());
    }
}
