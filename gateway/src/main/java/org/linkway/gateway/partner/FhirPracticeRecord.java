package org.linkway.gateway.partner;

import ca.uhn.fhir.rest.api.SearchStyleEnum;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.gclient.ICriterion;
import ca.uhn.fhir.rest.gclient.TokenClientParam;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.linkway.fhir.identifier.IdentifierSystem;
import org.linkway.gateway.config.PartnerProperties;
import org.linkway.referral.Practice;
import org.linkway.referral.RecordEntry;
import org.linkway.routes.port.PartnerUnavailable;
import org.linkway.routes.port.PracticeRecord;
import org.linkway.translation.RecordEntryMapper;
import org.linkway.workflow.StandingEntry;
import org.springframework.stereotype.Component;

/**
 * A GP record that speaks FHIR R4: transactions with conditional create, and search. Searches are posted, because they name a
 * patient, and addresses end up in logs.
 */
@Component
class FhirPracticeRecord implements PracticeRecord {
    private static final String PARTNER = "The practice's system";
    private static final int MOST_PAGES = 20;

    private final FhirPartner partner;
    private final PartnerEndpoints endpoints;

    FhirPracticeRecord(PartnerProperties properties, PartnerEndpoints endpoints) {
        this.endpoints = endpoints;
        this.partner = new FhirPartner(PARTNER, properties);
    }

    @Override
    public List<String> patients(Practice practice, String nhsNumber) {
        return search(
                        Patient.class,
                        new TokenClientParam("identifier")
                                .exactly()
                                .systemAndIdentifier(IdentifierSystem.NHS_NUMBER.uri(), nhsNumber))
                .stream()
                .filter(found -> found instanceof Patient patient && hasNumber(patient, nhsNumber))
                .map(patient -> patient.getIdElement().getIdPart())
                .distinct()
                .toList();
    }

    /** Looked at again, because a server may leave out of account what it does not know of a search. */
    private static boolean hasNumber(Patient patient, String nhsNumber) {
        return patient.getIdentifier().stream()
                .anyMatch(identifier -> IdentifierSystem.NHS_NUMBER.matches(identifier.getSystem())
                        && nhsNumber.equals(identifier.getValue()));
    }

    @Override
    public void write(Practice practice, String patientId, String nhsNumber, RecordEntry entry) {
        Bundle transaction = RecordEntryMapper.toTransaction(entry, patientId, nhsNumber);
        Bundle response = partner.asking(
                () -> client().transaction().withBundle(transaction).execute());
        if (response.getType() != Bundle.BundleType.TRANSACTIONRESPONSE) {
            throw new PartnerUnavailable(PARTNER + " did not answer the transaction with its result.");
        }
    }

    @Override
    public List<StandingEntry> readBack(Practice practice, String nhsNumber, RecordEntry entry) {
        Class<? extends Resource> type = partner.fhir()
                .getResourceDefinition(entry.resource().fhirType())
                .getImplementingClass()
                .asSubclass(Resource.class);
        return search(
                        type,
                        new TokenClientParam("patient.identifier")
                                .exactly()
                                .systemAndIdentifier(IdentifierSystem.NHS_NUMBER.uri(), nhsNumber),
                        new TokenClientParam("identifier")
                                .exactly()
                                .systemAndIdentifier(
                                        IdentifierSystem.LINKWAY_RECORD_ENTRY.uri(),
                                        entry.id().toString()))
                .stream()
                .flatMap(found -> RecordEntryMapper.toStanding(found, entry).stream())
                .toList();
    }

    /** Everything that matches, page by page. */
    private List<Resource> search(Class<? extends Resource> type, ICriterion<?>... criteria) {
        return partner.asking(() -> {
            var query = client().search().forResource(type).usingStyle(SearchStyleEnum.POST);
            for (ICriterion<?> criterion : criteria) {
                query = query.and(criterion);
            }
            List<Resource> found = new ArrayList<>();
            Bundle page = query.returnBundle(Bundle.class).execute();
            for (int pages = 1; page != null; pages++) {
                if (pages > MOST_PAGES) {
                    throw new PartnerUnavailable(PARTNER + " answered a search for one entry with page after page.");
                }
                page.getEntry().stream()
                        .map(Bundle.BundleEntryComponent::getResource)
                        .filter(Objects::nonNull)
                        .forEach(found::add);
                page = page.getLink(Bundle.LINK_NEXT) == null
                        ? null
                        : client().loadPage().next(page).execute();
            }
            return found;
        });
    }

    private IGenericClient client() {
        return partner.client(endpoints.recordEndpoint());
    }
}
