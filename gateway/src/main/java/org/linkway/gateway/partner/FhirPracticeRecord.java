package org.linkway.gateway.partner;

import ca.uhn.fhir.rest.api.SearchStyleEnum;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.gclient.DateClientParam;
import ca.uhn.fhir.rest.gclient.ICriterion;
import ca.uhn.fhir.rest.gclient.TokenClientParam;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Resource;
import org.linkway.fhir.identifier.IdentifierSystem;
import org.linkway.gateway.config.BarsProperties;
import org.linkway.referral.Code;
import org.linkway.referral.Practice;
import org.linkway.referral.RecordEntry;
import org.linkway.routes.port.PartnerUnavailable;
import org.linkway.routes.port.PracticeRecord;
import org.linkway.translation.OwnService;
import org.linkway.translation.RecordEntryMapper;
import org.linkway.translation.RecordTransaction;
import org.linkway.workflow.FilingAddress;
import org.linkway.workflow.RecordWrite;
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
    /** GPs write the same code as either. */
    private static final List<Class<? extends Resource>> CODED = List.of(Procedure.class, Observation.class);

    private final FhirPartner partner;
    private final PracticeEndpoints endpoints;
    private final OwnService own;
    private final Clock clock;

    FhirPracticeRecord(PracticeEndpoints endpoints, BarsProperties bars, Clock clock) {
        this.endpoints = endpoints;
        this.own = bars.own();
        this.clock = clock;
        this.partner = new FhirPartner(PARTNER);
    }

    @Override
    public List<String> patients(FilingAddress address) {
        return search(
                        address.practice(),
                        Patient.class,
                        new TokenClientParam("identifier")
                                .exactly()
                                .systemAndIdentifier(IdentifierSystem.NHS_NUMBER.uri(), address.nhsNumber()))
                .stream()
                .filter(found -> found instanceof Patient patient && hasNumber(patient, address.nhsNumber()))
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
    public void write(FilingAddress address, RecordWrite write) {
        Optional<String> version = write.over()
                .map(standing -> read(address.practice(), standing.location()))
                .flatMap(standing -> Optional.ofNullable(standing.getMeta().getVersionId()));
        Bundle transaction = RecordTransaction.toFhir(write, version, own, clock.instant());
        requireItsResult(partner.rewriting(sending(address, transaction)));
    }

    @Override
    public void takeBack(FilingAddress address, RecordWrite write) {
        Resource standing = read(address.practice(), write.over().orElseThrow().location());
        RecordEntryMapper.enterInError(standing);
        Bundle transaction = RecordTransaction.takingBack(write, standing, own, clock.instant());
        requireItsResult(partner.rewriting(sending(address, transaction)));
    }

    private Supplier<Bundle> sending(FilingAddress address, Bundle transaction) {
        return () ->
                client(address.practice()).transaction().withBundle(transaction).execute();
    }

    private static void requireItsResult(Bundle response) {
        if (response.getType() != Bundle.BundleType.TRANSACTIONRESPONSE) {
            throw new PartnerUnavailable(PARTNER + " did not answer the transaction with its result.");
        }
    }

    private Resource read(Practice practice, String location) {
        IdType id = new IdType(location);
        return (Resource) partner.asking(() -> client(practice)
                .read()
                .resource(id.getResourceType())
                .withId(id.getIdPart())
                .execute());
    }

    @Override
    public List<StandingEntry> readBack(FilingAddress address, RecordEntry entry) {
        return search(
                        address.practice(),
                        typeOf(entry),
                        inRecordOf(address.nhsNumber()),
                        new TokenClientParam("identifier")
                                .exactly()
                                .systemAndIdentifier(
                                        IdentifierSystem.LINKWAY_RECORD_ENTRY.uri(),
                                        entry.id().toString()))
                .stream()
                .flatMap(found -> RecordEntryMapper.toStanding(found, entry).stream())
                .toList();
    }

    @Override
    public List<String> holding(FilingAddress address, RecordEntry entry, LocalDate since) {
        return CODED.stream()
                .flatMap(type -> coded(type, address, entry, since))
                .toList();
    }

    private Stream<String> coded(
            Class<? extends Resource> type, FilingAddress address, RecordEntry entry, LocalDate since) {
        Code code = entry.code().orElseThrow();
        return search(
                        address.practice(),
                        type,
                        inRecordOf(address.nhsNumber()),
                        new TokenClientParam("code").exactly().systemAndCode(code.system(), code.code()),
                        new DateClientParam("date").afterOrEquals().day(since.toString()))
                .stream()
                .flatMap(found -> RecordEntryMapper.toHeld(found, entry, since).stream());
    }

    private static ICriterion<?> inRecordOf(String nhsNumber) {
        return new TokenClientParam("patient.identifier")
                .exactly()
                .systemAndIdentifier(IdentifierSystem.NHS_NUMBER.uri(), nhsNumber);
    }

    private Class<? extends Resource> typeOf(RecordEntry entry) {
        return partner.fhir()
                .getResourceDefinition(entry.resource().fhirType())
                .getImplementingClass()
                .asSubclass(Resource.class);
    }

    /** Everything that matches, page by page. */
    private List<Resource> search(Practice practice, Class<? extends Resource> type, ICriterion<?>... criteria) {
        return partner.asking(() -> {
            var query = client(practice).search().forResource(type).usingStyle(SearchStyleEnum.POST);
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
                        : client(practice).loadPage().next(page).execute();
            }
            return found;
        });
    }

    private IGenericClient client(Practice practice) {
        return endpoints.client(partner, practice);
    }
}
