package org.linkway.conformance.partner;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementKind;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.RestfulCapabilityMode;
import org.hl7.fhir.r4.model.CapabilityStatement.SystemRestfulInteraction;
import org.hl7.fhir.r4.model.CapabilityStatement.TypeRestfulInteraction;
import org.hl7.fhir.r4.model.Enumerations.FHIRVersion;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.Enumerations.SearchParamType;
import org.linkway.fhir.validation.WireFormat;

/** What a practice record says that it offers. */
final class PracticeRecordStatement {
    private static final List<String> WRITTEN = List.of("Procedure", "Observation", "Communication", "Provenance");
    private static final Map<String, SearchParamType> SEARCHED = Map.of(
            "identifier", SearchParamType.TOKEN,
            "code", SearchParamType.TOKEN,
            "date", SearchParamType.DATE,
            "patient", SearchParamType.REFERENCE);

    private PracticeRecordStatement() {}

    /** @param base of the record's FHIR */
    static CapabilityStatement of(String base) {
        CapabilityStatement statement = new CapabilityStatement()
                .setStatus(PublicationStatus.ACTIVE)
                .setDate(Date.from(Instant.now()))
                .setKind(CapabilityStatementKind.INSTANCE)
                .setFhirVersion(FHIRVersion._4_0_1);
        statement.addFormat(WireFormat.JSON.mediaType());
        statement.addFormat(WireFormat.XML.mediaType());
        statement
                .getImplementation()
                .setDescription("A practice's record, made up")
                .setUrl(base);
        CapabilityStatementRestComponent rest = statement.addRest().setMode(RestfulCapabilityMode.SERVER);
        rest.addInteraction().setCode(SystemRestfulInteraction.TRANSACTION);
        CapabilityStatementRestResourceComponent patient = resource(rest, "Patient");
        patient.addSearchParam().setName("identifier").setType(SearchParamType.TOKEN);
        for (String type : WRITTEN) {
            CapabilityStatementRestResourceComponent resource = resource(rest, type);
            resource.addInteraction().setCode(TypeRestfulInteraction.UPDATE);
            resource.addInteraction().setCode(TypeRestfulInteraction.VREAD);
            SEARCHED.forEach(
                    (name, kind) -> resource.addSearchParam().setName(name).setType(kind));
        }
        return statement;
    }

    private static CapabilityStatementRestResourceComponent resource(
            CapabilityStatementRestComponent rest, String type) {
        CapabilityStatementRestResourceComponent resource = rest.addResource().setType(type);
        resource.addInteraction().setCode(TypeRestfulInteraction.READ);
        resource.addInteraction().setCode(TypeRestfulInteraction.SEARCHTYPE);
        return resource;
    }
}
