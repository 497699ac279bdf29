package org.linkway.conformance.blackbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.linkway.conformance.partner.PracticeRecordPartner;

/** What stands in a practice's record at the end of a campaign, without asking the gateway. */
final class CampaignRecord {
    private final List<Arrived> arrived = new ArrayList<>();
    private final Map<String, Patient> patients = new HashMap<>();
    private final List<String> faults = new ArrayList<>();

    /** @param registered how many patients the practice has */
    CampaignRecord(CampaignPractice practice, PracticeRecordPartner partner, long registered) {
        partner.all("Patient").forEach(patient -> patients.put(patient.getId(), (Patient) patient));
        Stream.of("Procedure", "Observation", "Communication")
                .flatMap(type -> partner.all(type).stream())
                .forEach(resource -> Arrived.entryId(resource)
                        .ifPresentOrElse(
                                id -> arrived.add(
                                        Arrived.of(resource, id, practice, resource.getId(), numberOf(resource))),
                                () -> faults.add(practice + "'s record holds what is no entry: " + resource.getId())));
        if (patients.size() != registered) {
            faults.add(practice + "'s record has " + patients.size() + " patients instead of " + registered + ".");
        }
        checkProvenances(practice, partner);
    }

    private void checkProvenances(CampaignPractice practice, PracticeRecordPartner partner) {
        Set<String> places = arrived.stream().map(Arrived::identity).collect(Collectors.toSet());
        partner.all("Provenance").stream()
                .filter(it -> !((Provenance) it)
                        .getTarget().stream().allMatch(target -> places.contains(target.getReference())))
                .forEach(it -> faults.add("A Provenance is about no entry of " + practice + ": " + it.getId()));
    }

    private String numberOf(DomainResource resource) {
        Reference subject =
                (Reference) resource.getNamedProperty("subject").getValues().get(0);
        return patients.get(subject.getReference()).getIdentifierFirstRep().getValue();
    }

    List<Arrived> arrived() {
        return arrived;
    }

    /** What should not be there, one sentence each. */
    List<String> faults() {
        return faults;
    }
}
