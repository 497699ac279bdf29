package org.linkway.gateway.sandbox.record;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.OptionalParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.annotation.Update;
import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.param.DateRangeParam;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.PreconditionFailedException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.util.FhirTerser;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;
import org.linkway.fhir.identifier.IdentifierSystem;
import org.linkway.gateway.sandbox.record.RecordShelf.Criteria;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads, searches and rewrites one type of what stands in the record. */
final class RecordEntryProvider implements IResourceProvider {
    private final RecordType type;
    private final RecordShelf shelf;
    private final FhirTerser terser;
    private final TransactionTemplate inTransaction;

    RecordEntryProvider(RecordType type, RecordShelf shelf, FhirTerser terser, TransactionTemplate inTransaction) {
        this.type = type;
        this.shelf = shelf;
        this.terser = terser;
        this.inTransaction = inTransaction;
    }

    @Override
    public Class<? extends IBaseResource> getResourceType() {
        return type.fhirClass();
    }

    @Read
    public IBaseResource read(@IdParam IdType id) {
        return shelf.read(type, id.getIdPart()).orElseThrow(() -> new ResourceNotFoundException(id));
    }

    /** In place of what stands there; 412 where that is another version than {@code If-Match} names. */
    @Update
    public MethodOutcome update(@IdParam IdType id, @ResourceParam IBaseResource sent) {
        Resource resource = (Resource) sent;
        return inTransaction.execute(status -> {
            Resource standing = shelf.read(type, id.getIdPart()).orElseThrow(() -> new ResourceNotFoundException(id));
            if (id.hasVersionIdPart() && !RecordShelf.etag(standing).equals("W/\"" + id.getVersionIdPart() + "\"")) {
                throw new PreconditionFailedException("If-Match: another version stands there.");
            }
            String nhsNumber =
                    shelf.nhsNumberOf(type.fhirName(), id.getIdPart()).orElseThrow();
            shelf.put(type, resource, nhsNumber, Optional.empty());
            return new MethodOutcome(resource.getIdElement()).setResource(resource);
        });
    }

    @Search
    public List<Resource> search(
            @OptionalParam(name = "patient.identifier") TokenParam patient,
            @OptionalParam(name = "identifier") TokenParam identifier,
            @OptionalParam(name = "code") TokenParam code,
            @OptionalParam(name = "date") DateRangeParam date) {
        if (patient == null && identifier == null && code == null) {
            throw new InvalidRequestException("Say whose entries: add patient.identifier="
                    + IdentifierSystem.NHS_NUMBER.uri() + "|<NHS number>, or search by identifier or code.");
        }
        Optional<Token> person = Token.asked(patient);
        if (person.isPresent() && !person.get().isNhsNumber()) {
            return List.of();
        }
        return shelf
                .search(type, new Criteria(person.map(Token::value), Token.asked(identifier), Token.asked(code)))
                .stream()
                .filter(found -> date == null || isWithin(date, found))
                .toList();
    }

    private boolean isWithin(DateRangeParam wanted, Resource found) {
        Optional<Instant> from =
                Optional.ofNullable(wanted.getLowerBoundAsInstant()).map(Date::toInstant);
        Optional<Instant> to =
                Optional.ofNullable(wanted.getUpperBoundAsInstant()).map(Date::toInstant);
        return type.date(terser, found)
                .filter(at -> from.isEmpty() || !at.isBefore(from.get()))
                .filter(at -> to.isEmpty() || !at.isAfter(to.get()))
                .isPresent();
    }
}
