package org.linkway.conformance.partner;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleEntryRequestComponent;
import org.hl7.fhir.r4.model.Bundle.BundleEntryResponseComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Reference;
import org.linkway.conformance.partner.PartnerFaults.Fault;

/** The FHIR interactions of a practice record: transaction with conditional create and update, update, read, search. */
final class PracticeRecordService {
    private static final Pattern ETAG = Pattern.compile("(?:W/)?\"([0-9]+)\"");
    private static final String TEMPORARY = "urn:uuid:";

    private final PracticeRecords records;

    PracticeRecordService(PracticeRecords records) {
        this.records = records;
    }

    Bundle search(String type, Map<String, List<String>> criteria) {
        Bundle found = new Bundle().setType(BundleType.SEARCHSET);
        records.search(type, criteria)
                .forEach(resource ->
                        found.addEntry().setFullUrl(resource.getId()).setResource(resource));
        return found.setTotal(found.getEntry().size());
    }

    DomainResource read(String type, String id) {
        return records.search(type, Map.of("_id", List.of(id))).stream()
                .findFirst()
                .orElseThrow(() -> new RecordRefusal(404, "There is no such " + type + "."));
    }

    /** A version that stands there, or stood there before. */
    DomainResource version(String type, String id, String version) {
        return records.version(type + "/" + id, version)
                .orElseThrow(() -> new RecordRefusal(404, "There is no such version of this " + type + "."));
    }

    /**
     * Update, or create where nothing stands there yet.
     *
     * @param ifMatch the ETag that has to stand there; empty for any
     */
    synchronized DomainResource update(
            DomainResource resource, String place, Optional<String> ifMatch, Set<Fault> faults) {
        checkTurn(faults);
        checkUpdate(resource, place, ifMatch);
        checkContent(resource, faults);
        return records.put(kept(resource, faults), place);
    }

    /** All or nothing: every entry is looked at before the first is kept. One at a time, so that none is created twice. */
    synchronized Bundle transaction(Bundle transaction, Set<Fault> faults) {
        if (transaction.getType() != BundleType.TRANSACTION) {
            throw new RecordRefusal(422, "Send a transaction.");
        }
        checkTurn(faults);
        transaction.getEntry().forEach(entry -> check(entry, faults));
        Bundle answer = work(transaction, faults);
        if (faults.contains(Fault.TAKES_TWICE)) {
            // The second is nothing new to look at: only an If-Match of the first does not hold any more.
            transaction.getEntry().forEach(entry -> check(entry, faults));
            answer = work(transaction, faults);
        }
        if (faults.contains(Fault.LOSES_ANSWERS)) {
            throw new RecordRefusal(500, "The record lost its answer.");
        }
        return answer;
    }

    private static void checkTurn(Set<Fault> faults) {
        if (faults.contains(Fault.CONFLICTS)) {
            throw new RecordRefusal(409, "Somebody else writes into this record just now.");
        }
        if (faults.contains(Fault.FAILS_PRECONDITIONS)) {
            throw new RecordRefusal(412, "The record is not as it would have to be.");
        }
    }

    private void check(BundleEntryComponent entry, Set<Fault> faults) {
        BundleEntryRequestComponent request = entry.getRequest();
        if (!(entry.getResource() instanceof DomainResource resource)) {
            throw new RecordRefusal(422, "Every entry has to hold a resource.");
        }
        if (request.getMethod() == HTTPVerb.PUT) {
            checkUpdate(resource, request.getUrl(), Optional.ofNullable(request.getIfMatch()));
        } else if (request.getMethod() != HTTPVerb.POST) {
            throw new RecordRefusal(422, "Every entry has to create a resource or update one.");
        } else if (!resource.fhirType().equals(request.getUrl())) {
            throw new RecordRefusal(422, "A create goes to the type of what it creates.");
        } else if (standing(resource.fhirType(), request).size() > 1) {
            throw new RecordRefusal(412, "More than one resource fulfils ifNoneExist.");
        }
        checkContent(resource, faults);
    }

    private void checkUpdate(DomainResource resource, String place, Optional<String> ifMatch) {
        if (!place.matches(resource.fhirType() + "/[A-Za-z0-9.-]{1,64}")) {
            throw new RecordRefusal(400, "An update goes to the type and the id of what it updates.");
        }
        if (resource.hasIdElement()
                && !resource.getIdElement().getIdPart().equals(place.substring(place.indexOf('/') + 1))) {
            throw new RecordRefusal(400, "The resource has another id than the address.");
        }
        int standing = records.version(place);
        if (ifMatch.isPresent() && versionOf(ifMatch.get()) != standing) {
            throw new RecordRefusal(412, "Version " + standing + " stands there.");
        }
    }

    private static int versionOf(String etag) {
        Matcher matcher = ETAG.matcher(etag);
        if (!matcher.matches()) {
            throw new RecordRefusal(400, "If-Match is not an ETag, such as W/\"1\".");
        }
        return Integer.parseInt(matcher.group(1));
    }

    private void checkContent(DomainResource resource, Set<Fault> faults) {
        if (faults.contains(Fault.REFUSES_ENTRIES)) {
            throw new RecordRefusal(422, "This practice takes no entries.");
        }
        if (resource instanceof Patient) {
            throw new RecordRefusal(422, "Patients are registered by the practice alone.");
        }
        if (!PracticeRecords.subjects(resource).allMatch(records::holdsPatient)) {
            throw new RecordRefusal(422, "The subject of the entry is not a patient of this practice.");
        }
        boolean isEntry = PracticeRecords.subjects(resource).findAny().isPresent();
        if (isEntry && PracticeRecords.entryIdentifiers(resource).count() != 1) {
            throw new RecordRefusal(422, "An entry has to carry its writer's identifier of it, once.");
        }
    }

    /** Creates before updates (FHIR R4, http, transaction processing rules); the answer is in the order of the request. */
    private Bundle work(Bundle transaction, Set<Fault> faults) {
        Map<BundleEntryComponent, BundleEntryResponseComponent> answers = new HashMap<>();
        Map<String, String> places = new HashMap<>();
        List<BundleEntryComponent> inOrder = new ArrayList<>();
        for (HTTPVerb verb : List.of(HTTPVerb.POST, HTTPVerb.PUT)) {
            transaction.getEntry().stream()
                    .filter(entry -> entry.getRequest().getMethod() == verb)
                    .forEach(inOrder::add);
        }
        for (BundleEntryComponent entry : inOrder) {
            DomainResource resource = resolved((DomainResource) entry.getResource(), places);
            BundleEntryResponseComponent answer = entry.getRequest().getMethod() == HTTPVerb.POST
                    ? create(resource, entry.getRequest(), faults)
                    : put(resource, entry.getRequest().getUrl(), faults);
            places.put(entry.getFullUrl(), placeOf(answer));
            answers.put(entry, answer);
        }
        Bundle answer = new Bundle().setType(BundleType.TRANSACTIONRESPONSE);
        transaction.getEntry().forEach(entry -> answer.addEntry().setResponse(answers.get(entry)));
        return answer;
    }

    /** With the places of what was created before it, instead of the names that the transaction gave them. */
    private static DomainResource resolved(DomainResource resource, Map<String, String> places) {
        DomainResource resolved = resource.copy();
        for (Reference reference : PracticeRecords.references(resolved)) {
            String place = places.get(reference.getReference());
            if (place != null) {
                // The parser has put the resource itself behind the name; it would be written into this one.
                reference.setResource(null);
                reference.setReference(place);
            } else if (reference.hasReference() && reference.getReference().startsWith(TEMPORARY)) {
                throw new RecordRefusal(422, "Nothing in the transaction has the fullUrl that a reference names.");
            }
        }
        return resolved;
    }

    private BundleEntryResponseComponent create(
            DomainResource resource, BundleEntryRequestComponent request, Set<Fault> faults) {
        List<DomainResource> standing = standing(resource.fhirType(), request);
        if (!standing.isEmpty()) {
            return answer("200 OK", standing.get(0));
        }
        DomainResource toKeep = kept(resource, faults);
        if (faults.contains(Fault.FILES_TWICE)) {
            records.add(toKeep);
        }
        return answer("201 Created", records.add(toKeep));
    }

    private BundleEntryResponseComponent put(DomainResource resource, String place, Set<Fault> faults) {
        String status = records.version(place) == 0 ? "201 Created" : "200 OK";
        return answer(status, records.put(kept(resource, faults), place));
    }

    private List<DomainResource> standing(String type, BundleEntryRequestComponent request) {
        return request.hasIfNoneExist() ? records.search(type, criteria(request.getIfNoneExist())) : List.of();
    }

    private static Map<String, List<String>> criteria(String ifNoneExist) {
        return Pattern.compile("&")
                .splitAsStream(ifNoneExist)
                .map(criterion -> criterion.split("=", 2))
                .collect(Collectors.groupingBy(
                        pair -> pair[0],
                        Collectors.mapping(
                                pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8), Collectors.toList())));
    }

    private static DomainResource kept(DomainResource resource, Set<Fault> faults) {
        return faults.contains(Fault.DROPS_CODES) ? withoutCode(resource) : resource;
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

    private static BundleEntryResponseComponent answer(String status, DomainResource resource) {
        String version = resource.getMeta().getVersionId();
        return new BundleEntryResponseComponent()
                .setStatus(status)
                .setLocation(resource.getId() + "/_history/" + version)
                .setEtag("W/\"" + version + "\"")
                .setLastModified(resource.getMeta().getLastUpdated());
    }

    private static String placeOf(BundleEntryResponseComponent answer) {
        return answer.getLocation().replaceFirst("/_history/.*", "");
    }
}
