package org.linkway.gateway.sandbox.record;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.server.exceptions.PreconditionFailedException;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import ca.uhn.fhir.util.FhirTerser;
import ca.uhn.fhir.util.UrlUtil;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.linkway.fhir.identifier.IdentifierSystem;
import org.linkway.gateway.sandbox.record.RecordShelf.Criteria;

/** Writes the entries of one transaction into the records of the people they are about, and never makes a person up. */
final class RecordWriter {
    private final FhirTerser terser;
    private final RecordShelf shelf;
    private final HeldPatients patients;

    RecordWriter(FhirContext fhir, RecordShelf shelf, HeldPatients patients) {
        this.terser = fhir.newTerser();
        this.shelf = shelf;
        this.patients = patients;
    }

    /** One entry to write: {@code existing} where its condition, or the id that it names, found that it stands already. */
    private record Write(
            String path,
            RecordType type,
            BundleEntryComponent entry,
            Optional<String> ifNoneExist,
            Optional<String> existing,
            String location) {
        boolean replaces() {
            return entry.getRequest().getMethod() == Bundle.HTTPVerb.PUT;
        }

        boolean changesSomething() {
            return replaces() || existing.isEmpty();
        }
    }

    Bundle write(Bundle request) {
        List<Write> writes = plan(request);
        resolveLinks(writes);
        writes.stream()
                .filter(Write::changesSomething)
                // Provenance says whose record it is by what it points at, which may be in this transaction.
                .sorted(Comparator.comparing(write -> write.type() == RecordType.PROVENANCE))
                .forEach(this::put);
        Bundle answer = new Bundle().setType(Bundle.BundleType.TRANSACTIONRESPONSE);
        for (Write write : writes) {
            answer.addEntry()
                    .getResponse()
                    .setStatus(write.existing().isPresent() ? "200 OK" : "201 Created")
                    .setLocation(write.location());
        }
        return answer;
    }

    private List<Write> plan(Bundle request) {
        List<Write> writes = new ArrayList<>();
        for (int index = 0; index < request.getEntry().size(); index++) {
            writes.add(plan(request.getEntry().get(index), "Bundle.entry[" + index + "]"));
        }
        return writes;
    }

    private Write plan(BundleEntryComponent entry, String path) {
        RecordType type = Optional.ofNullable(entry.getResource())
                .flatMap(RecordType::of)
                .filter(it -> isOffered(entry, it))
                .orElseThrow(() -> new UnprocessableEntityException(path
                        + ".request: this record takes POST and PUT of Procedure, Observation, Communication,"
                        + " DocumentReference and Provenance alone; request.url is the type of the resource, and for PUT"
                        + " its id after a slash."));
        checkIdentifier(entry.getResource(), type, path);
        if (entry.getRequest().getMethod() == Bundle.HTTPVerb.PUT) {
            return replacing(entry, path, type);
        }
        Optional<Token> condition = condition(entry, path);
        Optional<String> existing = condition.flatMap(token -> existing(type, token, path));
        String location = existing.orElseGet(() -> type.fhirName() + "/" + UUID.randomUUID());
        return new Write(path, type, entry, condition.map(type::conditionOn), existing, location);
    }

    /** Without the identifier that its writer gave it, or with two, it could be created twice ({@code lw-rec-1}). */
    private void checkIdentifier(Resource resource, RecordType type, String path) {
        long carried = type.identifiers(terser, resource).stream()
                .filter(it -> IdentifierSystem.LINKWAY_RECORD_ENTRY.uri().equals(it.getSystem()) && it.hasValue())
                .count();
        if (type != RecordType.PROVENANCE && carried != 1) {
            throw new UnprocessableEntityException(path
                    + ".resource.identifier: an entry carries its writer's identifier of it, once. Send one with system "
                    + IdentifierSystem.LINKWAY_RECORD_ENTRY.uri() + " and the entry's UUID as its value.");
        }
    }

    private static boolean isOffered(BundleEntryComponent entry, RecordType type) {
        Bundle.HTTPVerb method = entry.getRequest().getMethod();
        String url = entry.getRequest().getUrl();
        return (method == Bundle.HTTPVerb.POST && type.fhirName().equals(url))
                || (method == Bundle.HTTPVerb.PUT
                        && url != null
                        && url.matches(type.fhirName() + "/[A-Za-z0-9.-]{1,64}"));
    }

    private Write replacing(BundleEntryComponent entry, String path, RecordType type) {
        String location = entry.getRequest().getUrl();
        Optional<Resource> standing = shelf.read(type, new IdType(location).getIdPart());
        Optional<String> wanted = Optional.ofNullable(entry.getRequest().getIfMatch());
        if (wanted.isPresent() && !wanted.equals(standing.map(RecordShelf::etag))) {
            throw new PreconditionFailedException(path + ".request.ifMatch: another version stands there.");
        }
        return new Write(path, type, entry, Optional.empty(), standing.map(it -> location), location);
    }

    private static Optional<Token> condition(BundleEntryComponent entry, String path) {
        String given = entry.getRequest().getIfNoneExist();
        if (given == null) {
            return Optional.empty();
        }
        Map<String, String[]> query = UrlUtil.parseQueryString(given.substring(given.indexOf('?') + 1));
        String[] identifiers = query.get("identifier");
        if (query.size() != 1 || identifiers == null || identifiers.length != 1 || !identifiers[0].contains("|")) {
            throw new UnprocessableEntityException(
                    path + ".request.ifNoneExist: this record knows the condition identifier=<system>|<value> alone.");
        }
        TokenParam token = new TokenParam();
        token.setValueAsQueryToken(null, "identifier", null, identifiers[0]);
        return Token.asked(token);
    }

    private Optional<String> existing(RecordType type, Token identifier, String path) {
        List<Resource> found = shelf.search(type, Criteria.identifiedBy(identifier));
        if (found.size() > 1) {
            throw new PreconditionFailedException(
                    path + ".request.ifNoneExist: " + found.size() + " resources have this identifier.");
        }
        return found.stream()
                .findFirst()
                .map(it -> it.getIdElement().toUnqualifiedVersionless().getValue());
    }

    /** Links within the transaction point at what each entry became. */
    private void resolveLinks(List<Write> writes) {
        Map<String, String> locations = new HashMap<>();
        writes.stream()
                .filter(write -> write.entry().hasFullUrl())
                .forEach(write -> locations.put(write.entry().getFullUrl(), write.location()));
        for (Write write : writes) {
            terser.getAllResourceReferences(write.entry().getResource())
                    .forEach(link -> Optional.ofNullable(locations.get(link.getResourceReference()
                                    .getReferenceElement()
                                    .getValue()))
                            .ifPresent(link.getResourceReference()::setReference));
        }
    }

    private void put(Write write) {
        Resource resource = write.entry().getResource();
        String nhsNumber = write.type().subjects(terser, resource).stream()
                .flatMap(subject -> nhsNumberOf(subject).stream())
                .findFirst()
                .orElseThrow(() -> new UnprocessableEntityException(namesNobody(write)));
        resource.setId(write.location());
        shelf.put(write.type(), resource, nhsNumber, write.ifNoneExist());
    }

    private Optional<String> nhsNumberOf(Reference subject) {
        IdType id = new IdType(subject.getReference());
        if (!id.hasResourceType() || !id.hasIdPart()) {
            return Optional.empty();
        }
        return "Patient".equals(id.getResourceType())
                ? patients.nhsNumberOf(id.getIdPart())
                : shelf.nhsNumberOf(id.getResourceType(), id.getIdPart());
    }

    private static String namesNobody(Write write) {
        return write.path() + ".resource." + write.type().subject()
                + ": names nobody in this record. Find the patient by GET Patient?identifier="
                + IdentifierSystem.NHS_NUMBER.uri() + "|<NHS number>, and refer to that id.";
    }
}
