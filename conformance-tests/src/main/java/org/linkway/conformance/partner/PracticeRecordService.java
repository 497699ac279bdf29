package org.linkway.conformance.partner;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleEntryRequestComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Property;
import org.linkway.conformance.partner.RecordFaults.Fault;

/** The FHIR interactions of a practice record: transaction with conditional create, read, search. */
final class PracticeRecordService {
    private final PracticeRecords records;
    private final RecordFaults faults;

    PracticeRecordService(PracticeRecords records, RecordFaults faults) {
        this.records = records;
        this.faults = faults;
    }

    Bundle search(String type, Map<String, String> criteria) {
        Bundle found = new Bundle().setType(BundleType.SEARCHSET);
        records.search(type, criteria)
                .forEach(resource ->
                        found.addEntry().setFullUrl(resource.getId()).setResource(resource));
        return found.setTotal(found.getEntry().size());
    }

    DomainResource read(String type, String id) {
        return records.search(type, Map.of("_id", id)).stream()
                .findFirst()
                .orElseThrow(() -> new RecordRefusal(404, "There is no such " + type + "."));
    }

    /** All or nothing: every entry is looked at before the first is kept. One at a time, so that none is created twice. */
    synchronized Bundle transaction(Bundle transaction) {
        if (transaction.getType() != BundleType.TRANSACTION) {
            throw new RecordRefusal(422, "Send a transaction.");
        }
        transaction.getEntry().forEach(this::check);
        Bundle answer = new Bundle().setType(BundleType.TRANSACTIONRESPONSE);
        transaction.getEntry().forEach(entry -> create(entry, answer));
        if (faults.has(Fault.LOSES_ANSWERS)) {
            throw new RecordRefusal(500, "The record lost its answer.");
        }
        return answer;
    }

    private void check(BundleEntryComponent entry) {
        if (faults.has(Fault.REFUSES_ENTRIES)) {
            throw new RecordRefusal(422, "This practice takes no entries.");
        }
        if (entry.getRequest().getMethod() != HTTPVerb.POST || !(entry.getResource() instanceof DomainResource)) {
            throw new RecordRefusal(422, "Every entry has to create a resource.");
        }
        DomainResource resource = (DomainResource) entry.getResource();
        if (!PracticeRecords.subjects(resource).allMatch(records::holdsPatient)) {
            throw new RecordRefusal(422, "The subject of the entry is not a patient of this practice.");
        }
    }

    private void create(BundleEntryComponent entry, Bundle answer) {
        DomainResource resource = (DomainResource) entry.getResource();
        List<DomainResource> standing = standing(resource.fhirType(), entry.getRequest());
        if (standing.size() > 1) {
            throw new RecordRefusal(412, "More than one resource fulfils ifNoneExist.");
        }
        if (standing.isEmpty()) {
            answer(answer, "201 Created", keep(resource));
        } else {
            answer(answer, "200 OK", standing.get(0));
        }
    }

    private List<DomainResource> standing(String type, BundleEntryRequestComponent request) {
        return request.hasIfNoneExist() ? records.search(type, criteria(request.getIfNoneExist())) : List.of();
    }

    private static Map<String, String> criteria(String ifNoneExist) {
        return Pattern.compile("&")
                .splitAsStream(ifNoneExist)
                .map(criterion -> criterion.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private DomainResource keep(DomainResource resource) {
        DomainResource toKeep = faults.has(Fault.DROPS_CODES) ? withoutCode(resource) : resource;
        if (faults.has(Fault.FILES_TWICE)) {
            records.add(toKeep);
        }
        return records.add(toKeep);
    }

    /** As systems do that cannot map a code: the words of it stay. */
    private static DomainResource withoutCode(DomainResource resource) {
        DomainResource kept = resource.copy();
        Property code = kept.getChildByName("code");
        List<Base> concepts = code == null ? List.of() : code.getValues();
        for (Base each : concepts) {
            CodeableConcept concept = (CodeableConcept) each;
            if (!concept.hasText() && concept.hasCoding()) {
                concept.setText(concept.getCodingFirstRep().getDisplay());
            }
            concept.setCoding(null);
        }
        return kept;
    }

    private static void answer(Bundle answer, String status, DomainResource resource) {
        answer.addEntry().getResponse().setStatus(status).setLocation(resource.getId() + "/_history/1");
    }
}
