package org.linkway.conformance.blackbox;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.hl7.fhir.dstu3.model.Binary;
import org.hl7.fhir.dstu3.model.Bundle;
import org.hl7.fhir.dstu3.model.Composition;
import org.hl7.fhir.dstu3.model.Extension;
import org.hl7.fhir.dstu3.model.MessageHeader;
import org.hl7.fhir.dstu3.model.Patient;
import org.linkway.conformance.partner.MeshDocument;
import org.linkway.fhir.identifier.IdentifierSystem;

/** The documents that MESH took, read as the practice reads them: the message, and what is printed in its PDF. */
final class CampaignDocuments {
    private static final FhirContext FHIR = FhirContext.forDstu3();
    private static final ZoneId ENGLAND = ZoneId.of("Europe/London");
    private static final DateTimeFormatter PRINTED = DateTimeFormatter.ofPattern("dd-MMM-yyyy HH:mm", Locale.UK);
    private static final Pattern DATE = Pattern.compile("\\bDate (\\d{2}-\\p{L}{3,4}-\\d{4} \\d{2}:\\d{2})\\b");
    private static final Pattern CODE = Pattern.compile("\\(SNOMED CT (\\d+)\\)");
    private static final Pattern VALUE = Pattern.compile("\\bValue ([0-9.]+) score\\b");
    private static final Pattern PRACTICE = Pattern.compile("\\bPractice [^()]*\\(?(Z\\d{5})\\)?");

    private final List<Arrived> arrived = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    /** @param documents each once, however many copies of it came */
    CampaignDocuments(List<MeshDocument> documents) {
        documents.forEach(this::read);
    }

    private void read(MeshDocument document) {
        try {
            Bundle message = parsed(document);
            List<String> wrong = wrongForm(message, document);
            if (wrong.isEmpty()) {
                arrived.add(arrived(message, document));
            }
            faults.addAll(wrong);
        } catch (DataFormatException | IOException unreadable) {
            faults.add("Document " + document.localId() + " cannot be read: " + unreadable.getMessage());
        }
    }

    /** By which entry a message was sent, whatever became of it; empty where it does not say. */
    static Optional<String> entryOf(MeshDocument document) {
        return resources(parsed(document), MessageHeader.class)
                .flatMap(CampaignDocuments::references)
                .findFirst();
    }

    private static Bundle parsed(MeshDocument document) {
        IParser parser = FHIR.newXmlParser();
        parser.setParserErrorHandler(new StrictErrorHandler());
        parser.setOverrideResourceIdWithBundleEntryFullUrl(false);
        return parser.parseResource(Bundle.class, document.message());
    }

    /** A message that is whole has one id throughout, and one of each part. */
    private static List<String> wrongForm(Bundle message, MeshDocument document) {
        List<String> wrong = new ArrayList<>();
        String name = "Document " + document.localId();
        if (resources(message, MessageHeader.class)
                        .filter(header -> header.getIdElement().getIdPart().equals(document.localId()))
                        .flatMap(CampaignDocuments::references)
                        .count()
                != 1) {
            wrong.add(name + " has no header of this id that names an entry.");
        }
        if (resources(message, Composition.class)
                        .filter(it ->
                                document.localId().equals(it.getIdentifier().getValue()))
                        .count()
                != 1) {
            wrong.add(name + " has no Composition of this id.");
        }
        if (resources(message, Patient.class).count() != 1
                || resources(message, Binary.class).count() != 1) {
            wrong.add(name + " has not one patient and one attachment.");
        }
        return wrong;
    }

    private Arrived arrived(Bundle message, MeshDocument document) throws IOException {
        String printed = printed(resources(message, Binary.class).findFirst().orElseThrow());
        String number = resources(message, Patient.class)
                .flatMap(patient -> patient.getIdentifier().stream())
                .filter(it -> IdentifierSystem.NHS_NUMBER.uri().equals(it.getSystem()))
                .map(it -> it.getValue())
                .findFirst()
                .orElse("none");
        String inFigures = number.replaceFirst("^(\\d{3})(\\d{3})(\\d{4})$", "$1 $2 $3");
        if (!printed.contains("NHS number " + inFigures) || !document.to().startsWith("GPPROVIDER_" + number + "_")) {
            faults.add("Document " + document.localId() + " is addressed to, or printed for, somebody else.");
        }
        return new Arrived(
                resources(message, MessageHeader.class)
                        .flatMap(CampaignDocuments::references)
                        .findFirst()
                        .orElseThrow(),
                practice(printed, document),
                document.localId(),
                Optional.empty(),
                number,
                find(CODE, printed).map(Set::of).orElse(Set.of()),
                find(DATE, printed).map(CampaignDocuments::instant),
                find(VALUE, printed).map(BigDecimal::new),
                printed,
                false,
                false,
                Optional.of(document.fate()));
    }

    private CampaignPractice practice(String printed, MeshDocument document) {
        return find(PRACTICE, printed).flatMap(CampaignPractice::of).orElseGet(() -> {
            faults.add("Document " + document.localId() + " names no practice.");
            return CampaignPractice.BY_DOCUMENT;
        });
    }

    private static String printed(Binary attachment) throws IOException {
        try (PDDocument pdf = Loader.loadPDF(attachment.getContent())) {
            return new PDFTextStripper().getText(pdf).replaceAll("\\s+", " ");
        }
    }

    private static Instant instant(String printed) {
        return LocalDateTime.parse(printed, PRINTED).atZone(ENGLAND).toInstant();
    }

    private static Optional<String> find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** What the sender calls the business of the message: its entry. */
    private static Stream<String> references(MessageHeader header) {
        return header.getExtension().stream()
                .flatMap(handling -> handling.getExtensionsByUrl("SenderReference").stream())
                .map(Extension::getValue)
                .map(it -> it.primitiveValue());
    }

    /** In the message, and in the document within it. */
    private static <T> Stream<T> resources(Bundle bundle, Class<T> type) {
        return bundle.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .flatMap(it -> it instanceof Bundle inner
                        ? resources(inner, type)
                        : Stream.of(it).filter(type::isInstance).map(type::cast));
    }

    List<Arrived> arrived() {
        return arrived;
    }

    /** What is not whole, one sentence each. */
    List<String> faults() {
        return faults;
    }
}
