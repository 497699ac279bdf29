package org.linkway.gateway.sandbox.record;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.OptionalParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;
import org.linkway.fhir.identifier.IdentifierSystem;
import org.linkway.gateway.sandbox.record.RecordShelf.Criteria;

/** Reads and searches one type of what stands in the record. */
final class RecordEntryProvider implements IResourceProvider {
    private final RecordType type;
    private final RecordShelf shelf;

    RecordEntryProvider(RecordType type, RecordShelf shelf) {
        this.type = type;
        this.shelf = shelf;
    }

    @Override
    public Class<? extends IBaseResource> getResourceType() {
        return type.fhirClass();
    }

    @Read
    public IBaseResource read(@IdParam IdType id) {
        return shelf.read(type, id.getIdPart()).orElseThrow(() -> new ResourceNotFoundException(id));
    }

    @Search
    public List<Resource> search(
            @OptionalParam(name = "patient.identifier") TokenParam patient,
            @OptionalParam(name = "identifier") TokenParam identifier,
            @OptionalParam(name = "code") TokenParam code) {
        if (patient == null && identifier == null && code == null) {
            throw new InvalidRequestException("Say whose entries: add patient.identifier="
                    + IdentifierSystem.NHS_NUMBER.uri() + "|<NHS number>, or search by identifier or code.");
        }
        Optional<Token> person = Token.asked(patient);
        if (person.isPresent() && !person.get().isNhsNumber()) {
            return List.of();
        }
        return shelf.search(type, new Criteria(person.map(Token::value), Token.asked(identifier), Token.asked(code)));
    }
}
