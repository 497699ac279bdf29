package org.linkway.conformance.played;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointSystem;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.MessageHeader;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.PositiveIntType;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.linkway.conformance.partner.FhirText;
import org.linkway.conformance.partner.GpReferral;
import org.linkway.conformance.runner.Response;
import org.linkway.fhir.validation.WireFormat;

/** A GP system that does all that is asked of a sender: it refers, changes, cancels, and does so again by transaction and Task. */
final class GoodSender {
    private static final String NHS = "https://fhir.nhs.uk/StructureDefinition/";
    private static final String UK_CORE = "https://fhir.hl7.org.uk/StructureDefinition/";
    private static final String CANCELLED =
            "https://fhir.nhs.uk/MessageDefinition/bars-message-servicerequest-request-cancelled";
    private static final String TARGET = encoded("""
            {"system": "https://fhir.nhs.uk/Id/dos-service-id", "value": "9999999999"}""");

    private final CallingSystem system;
    private final GpReferral referral;
    private final GpReferral other;
    private final Instant began = Instant.now().minusSeconds(300);
    private final String correlationId = UUID.randomUUID().toString();

    GoodSender(CallingSystem system, GpReferral referral, GpReferral other) {
        this.system = system;
        this.referral = referral;
        this.other = other;
    }

    void refer() {
        get(
                "discovery",
                "/MessageDefinition?context=https://fhir.nhs.uk/Id/dos-service-id%7C9999999999"
                        + "&context=https://fhir.nhs.uk/CodeSystem/usecases-categories-bars%7Ca5t1");
        Bundle first = message(began);
        Call sent = message("new", first, "new");
        Response echo = system.send(sent);
        system.send(new Call("retry", sent.method(), sent.path(), sent.headers(), sent.body()));
        if (echo.status() != 200 || echo.body().text().equals("{}")) {
            return;
        }
        Bundle kept = FhirText.read(Bundle.class, echo.body().text(), WireFormat.JSON);
        String id = only(ServiceRequest.class, kept).getIdElement().getIdPart();
        String person = only(Patient.class, kept).getIdElement().getIdPart();
        get(
                "search",
                "/ServiceRequest?patient:identifier=https://fhir.nhs.uk/Id/nhs-number%7C"
                        + referral.person().nhsNumber());
        get("read-to-change", "/ServiceRequest/" + id);
        Bundle changed = again(first, id, person, began.plusSeconds(60));
        only(ServiceRequest.class, changed).getReasonCodeFirstRep().setText("Would like company, and a walk.");
        only(MessageHeader.class, changed).setReason(reason("update", "Update"));
        system.send(message("update", changed, "update"));
        get("read-to-cancel", "/ServiceRequest/" + id);
        Bundle over = again(changed, id, person, began.plusSeconds(120));
        only(ServiceRequest.class, over)
                .setStatus(ServiceRequestStatus.REVOKED)
                .getReasonCodeFirstRep()
                .setText("Has moved away.");
        only(MessageHeader.class, over).setReason(reason("update", "Update")).setDefinition(CANCELLED);
        system.send(message("cancellation", over, "update"));
    }

    void referByTransaction() {
        Response placed =
                system.send(call("transaction", "POST", "", FhirText.write(other.transaction(), WireFormat.JSON)));
        if (placed.status() != 200 || placed.body().text().equals("{}")) {
            return;
        }
        Optional<String> location =
                FhirText.read(Bundle.class, placed.body().text(), WireFormat.JSON).getEntry().stream()
                        .map(entry -> entry.getResponse().getLocation())
                        .filter(it -> it.startsWith("Task/"))
                        .findFirst();
        if (location.isEmpty()) {
            return;
        }
        String place = "/" + location.get().replaceFirst("/_history.*", "");
        Response read = get("read-task", place);
        if (read.body().text().equals("{}")) {
            return;
        }
        Task task =
                FhirText.read(Task.class, read.body().text(), WireFormat.JSON).setStatus(TaskStatus.CANCELLED);
        system.send(call("cancel-task", "PUT", place, FhirText.write(task, WireFormat.JSON))
                .with("If-Match", read.lines().value("ETag").orElseThrow()));
    }

    private Bundle message(Instant at) {
        Bundle bundle = referral.barsMessage();
        bundle.setTimestampElement(new InstantType(Date.from(at)));
        bundle.getMeta().addProfile(NHS + "BARSBundleMessage").setLastUpdated(Date.from(at));
        for (BundleEntryComponent entry : bundle.getEntry()) {
            Resource resource = entry.getResource();
            resource.getMeta().setLastUpdated(Date.from(at));
            switch (resource.fhirType()) {
                case "MessageHeader" -> resource.getMeta().addProfile(NHS + "BARSMessageHeader-servicerequest-request");
                case "ServiceRequest" -> resource.getMeta().addProfile(NHS + "BARSServiceRequest-request-referral");
                case "Patient", "Organization" ->
                    resource.getMeta().addProfile(UK_CORE + "UKCore-" + resource.fhirType());
                default -> {
                    // The guide names no profile that a test could ask for.
                }
            }
        }
        contact(only(Patient.class, bundle));
        return bundle;
    }

    private static void contact(Patient person) {
        person.setGender(AdministrativeGender.OTHER);
        Patient.ContactComponent contact = person.addContact();
        contact.addExtension(UK_CORE + "Extension-UKCore-ContactRank", new PositiveIntType(1));
        contact.addRelationship(new CodeableConcept(new Coding(
                "https://fhir.hl7.org.uk/CodeSystem/UKCore-AdditionalPersonRelationshipRole", "Self", "Self")));
        contact.addTelecom().setSystem(ContactPointSystem.PHONE).setValue("01632 960000");
    }

    /** A later message: what the receiver gave ids to has them, and what changes is newer. */
    private static Bundle again(Bundle first, String id, String person, Instant at) {
        Bundle next = first.copy();
        next.setTimestampElement(new InstantType(Date.from(at)));
        only(ServiceRequest.class, next).setId(id);
        only(Patient.class, next).setId(person);
        next.getMeta().setLastUpdated(Date.from(at));
        only(MessageHeader.class, next).getMeta().setLastUpdated(Date.from(at));
        only(ServiceRequest.class, next).getMeta().setLastUpdated(Date.from(at));
        return next;
    }

    private static CodeableConcept reason(String code, String display) {
        return new CodeableConcept(new Coding("https://fhir.nhs.uk/CodeSystem/message-reason-bars", code, display));
    }

    private Call message(String name, Bundle bundle, String reason) {
        return call(name, "POST", "/$process-message", FhirText.write(bundle, WireFormat.JSON))
                .with("use-context", "a5t1|referral|servicerequest-request|" + reason)
                .with("NHSD-End-User-Organisation", encoded("""
                        {"resourceType": "Organization", "name": "Invented Lane Surgery",
                         "identifier": [{"system": "https://fhir.nhs.uk/Id/ods-organization-code", "value": "Z99999"}]}"""));
    }

    private Response get(String name, String path) {
        return system.send(call(name, "GET", path, new byte[0]).without("Content-Type"));
    }

    private Call call(String name, String method, String path, byte[] body) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/fhir+json");
        headers.put("X-Request-Id", UUID.randomUUID().toString());
        headers.put("X-Correlation-Id", correlationId);
        headers.put("NHSD-Target-Identifier", TARGET);
        return new Call(name, method, path, headers, new String(body, UTF_8));
    }

    static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    private static <R extends Resource> R only(Class<R> type, Bundle bundle) {
        List<R> all = bundle.getEntry().stream()
                .map(BundleEntryComponent::getResource)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
        return all.get(0);
    }
}
