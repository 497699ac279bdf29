package org.linkway.translation;

import ca.uhn.fhir.context.FhirContext;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.hl7.fhir.r4.model.Identifier;
import org.linkway.fhir.validation.WireFormat;
import org.linkway.workflow.AuditEntry;
import org.linkway.workflow.Body;

/** The audit trail as FHIR, for those who do not look into it. */
public final class AuditTranslation {
    private final FhirJson json;
    private final String site;

    /** @param site by which name the gateway stands in it */
    public AuditTranslation(FhirContext fhir, String site) {
        this.json = new FhirJson(fhir);
        this.site = site;
    }

    /**
     * A page of a search.
     *
     * @param patient the NHS number that was asked for: of an entry about several people, what is about the others stays out
     * @param self what was asked
     * @param next where there is more
     */
    public Body page(List<AuditEntry> entries, Optional<String> patient, String self, Optional<String> next) {
        Bundle bundle = new Bundle().setType(BundleType.SEARCHSET);
        bundle.addLink().setRelation("self").setUrl(self);
        next.ifPresent(url -> bundle.addLink().setRelation("next").setUrl(url));
        entries.stream()
                .flatMap(entry -> AuditEventMapper.toFhir(entry, site).stream())
                .filter(event -> patient.isEmpty() || isAbout(event, patient.get()))
                .forEach(event -> bundle.addEntry()
                        .setFullUrl("urn:uuid:" + event.getIdElement().getIdPart())
                        .setResource(event)
                        .getSearch()
                        .setMode(SearchEntryMode.MATCH));
        return json.body(bundle, WireFormat.JSON);
    }

    private static boolean isAbout(AuditEvent event, String patient) {
        return event.getEntity().stream()
                .map(entity -> entity.getWhat().getIdentifier())
                .map(Identifier::getValue)
                .anyMatch(patient::equals);
    }
}
