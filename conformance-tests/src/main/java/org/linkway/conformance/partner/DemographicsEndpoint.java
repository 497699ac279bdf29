package org.linkway.conformance.partner;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.net.URI;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.HumanName.NameUse;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.linkway.conformance.partner.DemographicsPartner.Note;
import org.linkway.conformance.partner.DemographicsPartner.Registration;
import org.linkway.fhir.identifier.IdentifierSystem;
import org.linkway.fhir.validation.WireFormat;

/** Get patient details (PDS FHIR API), with the service's faults. */
final class DemographicsEndpoint implements ResponseDefinitionTransformerV2 {
    static final String BASE = "/personal-demographics/FHIR/R4";
    private static final String PATIENT = BASE + "/Patient/";

    private static final String DEATH_NOTIFICATION =
            "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-DeathNotificationStatus";
    private static final String DEATH_NOTIFICATION_CODES =
            "https://fhir.hl7.org.uk/CodeSystem/UKCore-DeathNotificationStatus";
    private static final String INFORMAL = "1";
    private static final String SPINE_ERRORS = "https://fhir.nhs.uk/R4/CodeSystem/Spine-ErrorOrWarningCode";

    private final DemographicsPartner service;

    DemographicsEndpoint(DemographicsPartner service) {
        this.service = service;
    }

    @Override
    public String getName() {
        return "demographics";
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
        String path = URI.create(event.getRequest().getUrl()).getPath();
        return new FaultyExchange(service.faults())
                .answer(met -> worked(path), (status, sentence) -> failure(status, "SERVICE_UNAVAILABLE"));
    }

    private ResponseDefinitionBuilder worked(String path) {
        if (!path.startsWith(PATIENT)) {
            return failure(404, "UNKNOWN_PATH");
        }
        Optional<Registration> known = service.of(path.substring(PATIENT.length()));
        if (known.isEmpty()) {
            return failure(404, "RESOURCE_NOT_FOUND");
        }
        return known.get().note() == Note.INVALIDATED
                ? failure(404, "INVALIDATED_RESOURCE")
                : answer(200, patient(known.get()));
    }

    private static Patient patient(Registration known) {
        Patient patient = new Patient();
        patient.setId(known.number());
        patient.getMeta()
                .addSecurity()
                .setSystem("http://terminology.hl7.org/CodeSystem/v3-Confidentiality")
                .setCode(known.note() == Note.RESTRICTED ? "R" : "U");
        patient.addIdentifier().setSystem(IdentifierSystem.NHS_NUMBER.uri()).setValue(known.number());
        patient.addName()
                .setUse(NameUse.USUAL)
                .setFamily(known.person().family())
                .addGiven(known.person().given());
        LocalDate born = known.person().birthDate();
        patient.setBirthDate(day(known.note() == Note.BORN_ON_ANOTHER_DAY ? born.plusDays(1) : born));
        patient.addGeneralPractitioner()
                .setType("Organization")
                .getIdentifier()
                .setSystem(IdentifierSystem.ODS_ORGANIZATION.uri())
                .setValue(known.practiceOds())
                .getPeriod()
                .setStart(day(LocalDate.of(2020, 1, 1)));
        if (known.note() == Note.DIED) {
            died(patient);
        }
        return patient;
    }

    private static void died(Patient patient) {
        patient.setDeceased(new DateTimeType("2026-11-20"));
        Extension notification = patient.addExtension().setUrl(DEATH_NOTIFICATION);
        notification.addExtension(
                "deathNotificationStatus",
                new CodeableConcept(
                        new Coding(DEATH_NOTIFICATION_CODES, INFORMAL, "Informal - death notice received")));
    }

    private static Date day(LocalDate day) {
        return Date.from(day.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    private static ResponseDefinitionBuilder failure(int status, String code) {
        OperationOutcome outcome = new OperationOutcome();
        outcome.addIssue()
                .setSeverity(IssueSeverity.ERROR)
                .setCode(IssueType.PROCESSING)
                .setDetails(new CodeableConcept(new Coding(SPINE_ERRORS, code, null)));
        return answer(status, outcome);
    }

    private static ResponseDefinitionBuilder answer(int status, Resource resource) {
        return new ResponseDefinitionBuilder()
                .withStatus(status)
                .withHeader("Content-Type", WireFormat.JSON.mediaType())
                .withBody(FhirText.write(resource, WireFormat.JSON));
    }
}
