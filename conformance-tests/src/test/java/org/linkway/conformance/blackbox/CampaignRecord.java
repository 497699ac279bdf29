package org.linkway.conformance.blackbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.linkway.conformance.partner.PracticeRecordPartner;
import org.linkway.fhir.identifier.IdentifierSystem;

/** What stands in the record at the end of a campaign, without asking the gateway. */
final class CampaignRecord {
    private final Map<String, List<DomainResource>> byEntry = new HashMap<>();
    private final Map<String, Patient> patients = new HashMap<>();
    private final List<Provenance> provenances = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    CampaignRecord(PracticeRecordPartner partner) {
        partner.all("Patient").forEach(patient -> patients.put(patient.getId(), (Patient) patient));
        partner.all("Provenance").forEach(it -> provenances.add((Provenance) it));
        Stream.of("Procedure", "Observation", "Communication")
                .flatMap(type -> partner.all(type).stream())
                .forEach(resource -> entryId(resource)
                        .ifPresentOrElse(
                                id -> byEntry.computeIfAbsent(id, it -> new ArrayList<>())
                                        .add(resource),
                                () -> faults.add("The record holds what is no entry: " + resource.getId())));
    }

    private static Optional<String> entryId(DomainResource resource) {
        return resource.getNamedProperty("identifier").getValues().stream()
                .map(Identifier.class::cast)
                .filter(identifier -> IdentifierSystem.LINKWAY_RECORD_ENTRY.matches(identifier.getSystem()))
                .map(Identifier::getValue)
                .findFirst();
    }

    boolean holds(JsonNode entry) {
        return byEntry.containsKey(entry.get("id").asText());
    }

    /** Whether what stands there once stood there with other words. */
    boolean wasWrittenOver(JsonNode entry) {
        return byEntry.getOrDefault(entry.get("id").asText(), List.of()).stream()
                .anyMatch(it -> !it.getMeta().getVersionId().equals("1"));
    }

    /** What the gateway has to say of an entry, if it says what is true. */
    String statusOf(JsonNode entry, String nhsNumber) {
        List<DomainResource> found = byEntry.getOrDefault(entry.get("id").asText(), List.of());
        if (found.size() != 1) {
            return "in the record " + found.size() + " times";
        }
        DomainResource standing = found.get(0);
        if (!standing.fhirType()
                .toLowerCase(Locale.ROOT)
                .equals(entry.get("resource").asText())) {
            return "a " + standing.fhirType();
        }
        if (!nhsNumber.equals(numberOf(standing))) {
            return "in another patient's record";
        }
        if (!entry.has("code")) {
            return words(standing).contains(entry.get("narrative").asText()) ? "filed" : "of other words";
        }
        return codes(standing).contains(entry.at("/code/code").asText()) ? "filed" : "text-only";
    }

    private String numberOf(DomainResource standing) {
        Reference subject =
                (Reference) standing.getNamedProperty("subject").getValues().get(0);
        return patients.get(subject.getReference()).getIdentifierFirstRep().getValue();
    }

    private static List<String> words(DomainResource standing) {
        return standing instanceof Communication communication
                ? communication.getPayload().stream()
                        .map(payload -> payload.getContentStringType().getValue())
                        .toList()
                : List.of();
    }

    private static List<String> codes(DomainResource standing) {
        var concept =
                standing instanceof Procedure procedure ? procedure.getCode() : ((Observation) standing).getCode();
        return concept.getCoding().stream().map(coding -> coding.getCode()).toList();
    }

    /**
     * What should not be there.
     *
     * @param entryIds all that the gateway says it made
     * @param registered how many patients the practice has
     */
    List<String> faults(Set<String> entryIds, long registered) {
        List<String> all = new ArrayList<>(faults);
        byEntry.forEach((id, found) -> {
            if (!entryIds.contains(id)) {
                all.add("The record holds an entry of which the gateway knows nothing: " + id);
            }
            if (found.size() > 1) {
                all.add("The record holds entry " + id + " " + found.size() + " times.");
            }
        });
        if (patients.size() != registered) {
            all.add("The record has " + patients.size() + " patients instead of " + registered + ".");
        }
        Set<String> places = Set.copyOf(byEntry.values().stream()
                .flatMap(List::stream)
                .map(DomainResource::getId)
                .toList());
        provenances.stream()
                .filter(provenance ->
                        !provenance.getTarget().stream().allMatch(it -> places.contains(it.getReference())))
                .forEach(provenance -> all.add("A Provenance is about no entry: " + provenance.getId()));
        return all;
    }
}
