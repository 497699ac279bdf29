package org.linkway.conformance.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.hl7.fhir.dstu3.model.Binary;
import org.hl7.fhir.dstu3.model.Bundle;
import org.hl7.fhir.dstu3.model.Composition;
import org.hl7.fhir.dstu3.model.Extension;
import org.hl7.fhir.dstu3.model.Identifier;
import org.hl7.fhir.dstu3.model.MessageHeader;
import org.hl7.fhir.dstu3.model.Patient;
import org.hl7.fhir.dstu3.model.StringType;
import org.junit.jupiter.api.Test;
import org.linkway.conformance.partner.MeshDocument;
import org.linkway.conformance.partner.MeshFate;
import org.linkway.fhir.identifier.IdentifierSystem;

/** Documents are read as the practice reads them, and what is not whole is noticed. */
class CampaignDocumentsTest {
    private static final String ID = "22222222-2222-4222-8222-222222222222";
    private static final String NUMBER = "9990000018";

    private final List<String> printed = List.of(
            "NHS number 999 000 0018",
            "Practice Invented Lane Surgery (Z99993)",
            "Date 23-Nov-2026 12:00",
            "Code Score (SNOMED CT 718466001)",
            "Value 18.25 score",
            "Company on walks.");
    private String addressedTo = NUMBER;

    @Test
    void readsWhatADocumentSays() throws IOException {
        CampaignDocuments read = read(message(NUMBER));

        assertThat(read.faults()).isEmpty();
        assertThat(read.arrived()).singleElement().satisfies(it -> {
            assertThat(it.entry()).isEqualTo(ArrivedDraft.ENTRY);
            assertThat(it.at()).isEqualTo(CampaignPractice.BY_DOCUMENT);
            assertThat(it.identity()).isEqualTo(ID);
            assertThat(it.nhsNumber()).isEqualTo(NUMBER);
            assertThat(it.codes()).isEqualTo(Set.of("718466001"));
            assertThat(it.date()).contains(Instant.parse("2026-11-23T12:00:00Z"));
            assertThat(it.value()).contains(new BigDecimal("18.25"));
            assertThat(it.says("Company on\nwalks.")).isTrue();
            assertThat(it.fate()).contains(MeshFate.TAKEN);
        });
    }

    @Test
    void noticesADocumentThatIsAddressedToSomebodyElse() throws IOException {
        addressedTo = "9990000026";
        assertThat(read(message(NUMBER)).faults()).singleElement().asString().contains("somebody else");
    }

    @Test
    void noticesADocumentThatIsPrintedForSomebodyElse() throws IOException {
        addressedTo = "9990000026";
        assertThat(read(message("9990000026")).faults())
                .singleElement()
                .asString()
                .contains("somebody else");
    }

    @Test
    void noticesADocumentThatIsNotWhole() throws IOException {
        Bundle message = message(NUMBER);
        ((Bundle) message.getEntry().get(1).getResource()).getEntry().remove(2);
        assertThat(read(message).faults()).singleElement().asString().contains("one patient and one attachment");
        assertThat(new CampaignDocuments(List.of(document("<Bundle"))).faults())
                .singleElement()
                .asString()
                .contains("cannot be read");
    }

    @Test
    void noticesADocumentUnderAnothersId() throws IOException {
        Bundle message = message(NUMBER);
        message.getEntry().get(0).getResource().setId("33333333-3333-4333-8333-333333333333");
        assertThat(read(message).faults()).singleElement().asString().contains("no header of this id");
    }

    private CampaignDocuments read(Bundle message) {
        return new CampaignDocuments(
                List.of(document(FhirContext.forDstu3Cached().newXmlParser().encodeResourceToString(message))));
    }

    private MeshDocument document(String message) {
        return new MeshDocument(ID, "GPPROVIDER_" + addressedTo + "_01011950_Invented", "", message, MeshFate.TAKEN, 1);
    }

    private Bundle message(String number) throws IOException {
        MessageHeader header = new MessageHeader();
        header.setId(ID);
        Extension handling = new Extension("https://handling.example");
        handling.addExtension(new Extension("SenderReference", new StringType(ArrivedDraft.ENTRY)));
        header.addExtension(handling);
        Patient patient = new Patient();
        patient.addIdentifier(
                new Identifier().setSystem(IdentifierSystem.NHS_NUMBER.uri()).setValue(number));
        Bundle document = new Bundle().setType(Bundle.BundleType.DOCUMENT);
        document.addEntry().setResource(new Composition().setIdentifier(new Identifier().setValue(ID)));
        document.addEntry().setResource(patient);
        document.addEntry().setResource(new Binary().setContent(pdf()));
        Bundle message = new Bundle().setType(Bundle.BundleType.MESSAGE);
        message.addEntry().setResource(header);
        message.addEntry().setResource(document);
        return message;
    }

    private byte[] pdf() throws IOException {
        try (PDDocument pdf = new PDDocument()) {
            PDPage page = new PDPage();
            pdf.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(pdf, page)) {
                content.beginText();
                content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 10);
                content.setLeading(14);
                content.newLineAtOffset(50, 700);
                for (String line : printed) {
                    content.showText(line);
                    content.newLine();
                }
                content.endText();
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            pdf.save(bytes);
            return bytes.toByteArray();
        }
    }
}
