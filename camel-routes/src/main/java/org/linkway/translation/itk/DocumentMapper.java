package org.linkway.translation.itk;

import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.TimeZone;
import java.util.UUID;
import org.hl7.fhir.dstu3.model.BaseDateTimeType;
import org.hl7.fhir.dstu3.model.Binary;
import org.hl7.fhir.dstu3.model.BooleanType;
import org.hl7.fhir.dstu3.model.Bundle;
import org.hl7.fhir.dstu3.model.CodeableConcept;
import org.hl7.fhir.dstu3.model.Coding;
import org.hl7.fhir.dstu3.model.Composition;
import org.hl7.fhir.dstu3.model.ContactPoint;
import org.hl7.fhir.dstu3.model.DateTimeType;
import org.hl7.fhir.dstu3.model.DateType;
import org.hl7.fhir.dstu3.model.Extension;
import org.hl7.fhir.dstu3.model.HumanName;
import org.hl7.fhir.dstu3.model.Identifier;
import org.hl7.fhir.dstu3.model.InstantType;
import org.hl7.fhir.dstu3.model.MessageHeader;
import org.hl7.fhir.dstu3.model.Narrative;
import org.hl7.fhir.dstu3.model.Organization;
import org.hl7.fhir.dstu3.model.Patient;
import org.hl7.fhir.dstu3.model.Practitioner;
import org.hl7.fhir.dstu3.model.Reference;
import org.hl7.fhir.dstu3.model.Resource;
import org.hl7.fhir.dstu3.model.StringType;
import org.hl7.fhir.dstu3.model.Type;
import org.linkway.fhir.identifier.IdentifierSystem;
import org.linkway.fhir.terminology.CodeSystems;
import org.linkway.referral.Person;
import org.linkway.referral.PersonName;

/**
 * A document to the ITK3 message that carries it (FHIR STU3): MessageHeader and sender, and the document Bundle of Composition,
 * sender, author, patient and the PDF. Everything in it, ids too, follows from what is given: the same document makes the same
 * message.
 */
final class DocumentMapper {
    private final OutboundDocument document;

    private DocumentMapper(OutboundDocument document) {
        this.document = document;
    }

    static Bundle toFhir(OutboundDocument document, byte[] pdf) {
        return new DocumentMapper(document).message(pdf);
    }

    private Bundle message(byte[] pdf) {
        Bundle message = bundle(Bundle.BundleType.MESSAGE, ItkNames.MESSAGE_BUNDLE);
        message.setId(document.id().toString());
        add(message, header());
        add(message, headerOrganization());
        add(message, documentBundle(pdf));
        return message;
    }

    private Bundle bundle(Bundle.BundleType type, String profile) {
        Bundle bundle = new Bundle().setType(type).setIdentifier(uuid(document.id()));
        bundle.getMeta().addProfile(profile);
        return bundle;
    }

    private MessageHeader header() {
        MessageHeader header = new MessageHeader()
                .setEvent(new Coding(ItkNames.EVENTS, ItkNames.SEND_DOCUMENT, ItkNames.SEND_DOCUMENT_DISPLAY))
                .setSender(to("header-organization"))
                .setSource(new MessageHeader.MessageSourceComponent()
                        .setEndpoint(document.sender().mailbox()));
        // By this id a response names the message that it answers.
        header.setId(document.id().toString());
        header.getMeta().addProfile(ItkNames.MESSAGE_HEADER);
        header.addExtension(handling());
        header.setTimestampElement(utc(new InstantType(Date.from(document.composedAt()))));
        header.addFocus(to("document"));
        return header;
    }

    /** GPCM-SD-039 to 044. For action: some receivers refuse whatever is not (ITK3 code 10010). */
    private Extension handling() {
        Extension handling = new Extension(ItkNames.MESSAGE_HANDLING);
        handling.addExtension(part("BusAckRequested", new BooleanType(true)));
        handling.addExtension(part("InfAckRequested", new BooleanType(true)));
        handling.addExtension(part("RecipientType", new Coding(ItkNames.RECIPIENT_TYPES, "FA", "For Action")));
        handling.addExtension(part("MessageDefinition", new Reference(ItkNames.MESSAGE_DEFINITION)));
        handling.addExtension(
                part("SenderReference", new StringType(document.entry().id().toString())));
        handling.addExtension(part("LocalExtension", new StringType("None")));
        return handling;
    }

    private static Extension part(String name, Type value) {
        return new Extension(name, value);
    }

    private Organization headerOrganization() {
        Organization organization = new Organization();
        identify(organization, "header-organization", ItkNames.HEADER_ORGANIZATION);
        organization.addIdentifier(odsCode());
        organization.setName(document.sender().name());
        return organization;
    }

    private Bundle documentBundle(byte[] pdf) {
        Bundle bundle = bundle(Bundle.BundleType.DOCUMENT, ItkNames.DOCUMENT_BUNDLE);
        bundle.setId(id("document"));
        add(bundle, composition());
        add(bundle, organization());
        add(bundle, practitioner());
        add(bundle, patient());
        add(bundle, attachment(pdf));
        return bundle;
    }

    private Composition composition() {
        Composition composition = new Composition()
                .setIdentifier(uuid(document.id()))
                .setStatus(Composition.CompositionStatus.FINAL)
                .setType(new CodeableConcept()
                        .addCoding(new Coding(
                                CodeSystems.SNOMED_CT, ItkNames.DOCUMENT_TYPE, ItkNames.DOCUMENT_TYPE_DISPLAY)))
                .setSubject(to("patient"))
                .setDateElement(utc(new DateTimeType(Date.from(document.composedAt()))))
                .addAuthor(to("practitioner"))
                .setTitle(document.title())
                .setConfidentiality(Composition.DocumentConfidentiality.N)
                .setCustodian(to("organization"));
        identify(composition, "composition", ItkNames.COMPOSITION);
        composition.setText(summary());
        // Its place in the list says it: the whole former document is replaced (GPCM-SD-123).
        document.replaces()
                .ifPresent(former -> composition
                        .addRelatesTo()
                        .setCode(Composition.DocumentRelationshipType.REPLACES)
                        .setTarget(uuid(former)));
        composition.addSection().setTitle(document.title()).addEntry(to("attachment"));
        return composition;
    }

    /** GPCM-SD-GE-007: these words, and no others. */
    private Narrative summary() {
        Narrative narrative = new Narrative().setStatus(Narrative.NarrativeStatus.GENERATED);
        narrative.setDivAsString("<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>"
                + escaped(document.title() + " for " + document.personName() + ", NHS Number " + document.nhsNumber()
                        + ", Version " + document.entry().edition())
                + "</p></div>");
        return narrative;
    }

    private Organization organization() {
        Organization organization = new Organization();
        identify(organization, "organization", ItkNames.ORGANIZATION);
        organization.addIdentifier(odsCode());
        organization.setName(document.sender().name());
        organization.addTelecom(phone());
        return organization;
    }

    /** Link workers have no SDS user id, which GPCM-SD-032 asks for: none is invented. */
    private Practitioner practitioner() {
        Practitioner practitioner = new Practitioner();
        identify(practitioner, "practitioner", ItkNames.PRACTITIONER);
        String name = document.recordedBy()
                .map(it -> it.name())
                .orElseGet(() -> document.sender().name());
        List<String> words = PersonNames.words(name);
        HumanName official =
                new HumanName().setUse(HumanName.NameUse.OFFICIAL).setText(name).setFamily(words.get(words.size() - 1));
        words.subList(0, words.size() - 1).forEach(official::addGiven);
        practitioner.addName(official);
        practitioner.addTelecom(phone());
        return practitioner;
    }

    private Patient patient() {
        Person person = document.referral().person();
        Patient patient = new Patient();
        identify(patient, "patient", ItkNames.PATIENT);
        Identifier nhsNumber =
                new Identifier().setSystem(IdentifierSystem.NHS_NUMBER.uri()).setValue(document.nhsNumber());
        // What is not verified is not sent at all.
        nhsNumber.addExtension(new Extension(
                ItkNames.NHS_NUMBER_STATUS,
                new CodeableConcept()
                        .addCoding(new Coding(ItkNames.NHS_NUMBER_STATUS_CODES, "01", "Number present and verified"))));
        patient.addIdentifier(nhsNumber);
        patient.addName(name(person.name()));
        person.birthDate().ifPresent(it -> patient.setBirthDateElement(new DateType(it.toString())));
        return patient;
    }

    private HumanName name(PersonName name) {
        HumanName official = new HumanName().setUse(HumanName.NameUse.OFFICIAL).setText(document.personName());
        name.family().ifPresent(official::setFamily);
        name.first().forEach(official::addGiven);
        name.title().ifPresent(official::addPrefix);
        return official;
    }

    private Binary attachment(byte[] pdf) {
        Binary attachment = new Binary();
        identify(attachment, "attachment", ItkNames.ATTACHMENT);
        attachment.setContentType("application/pdf");
        attachment.setContent(pdf);
        return attachment;
    }

    private Identifier odsCode() {
        return new Identifier()
                .setSystem(IdentifierSystem.ODS_ORGANIZATION.uri())
                .setValue(document.sender().odsCode());
    }

    private ContactPoint phone() {
        return new ContactPoint()
                .setSystem(ContactPoint.ContactPointSystem.PHONE)
                .setValue(document.sender().telephone());
    }

    private static Identifier uuid(UUID value) {
        return new Identifier().setSystem(ItkNames.UUIDS).setValue(value.toString());
    }

    private void identify(Resource resource, String part, String profile) {
        resource.setId(id(part));
        resource.getMeta().addProfile(profile);
    }

    private Reference to(String part) {
        return new Reference("urn:uuid:" + id(part));
    }

    /** The id of a part follows from the document's, so that a message that is made again is the same. */
    private String id(String part) {
        return UUID.nameUUIDFromBytes((document.id() + "/" + part).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static void add(Bundle bundle, Resource resource) {
        bundle.addEntry()
                .setFullUrl("urn:uuid:" + resource.getIdElement().getIdPart())
                .setResource(resource);
    }

    private static <T extends BaseDateTimeType> T utc(T time) {
        time.setTimeZone(TimeZone.getTimeZone("UTC"));
        return time;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
