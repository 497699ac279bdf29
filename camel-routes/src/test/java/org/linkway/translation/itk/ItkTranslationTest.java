package org.linkway.translation.itk;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.hl7.fhir.dstu3.model.Binary;
import org.hl7.fhir.dstu3.model.Bundle;
import org.hl7.fhir.dstu3.model.Composition;
import org.hl7.fhir.dstu3.model.MessageHeader;
import org.hl7.fhir.dstu3.model.Resource;
import org.junit.jupiter.api.Test;
import org.linkway.Golden;
import org.linkway.workflow.Body;

/** The message and the PDF that go out, element by element. */
class ItkTranslationTest {
    private static final Path GOLDEN = Path.of("src/test/resources/itk");

    private final FhirContext fhir = FhirContext.forDstu3Cached();
    private final ItkTranslation translation = new ItkTranslation(fhir);

    @Test
    void composesTheMessageOfATextEntry() throws IOException {
        expectGolden("text-entry", TestDocuments.inWords());
    }

    @Test
    void composesTheMessageOfACorrectedEntry() throws IOException {
        expectGolden("corrected-entry", TestDocuments.corrected());
    }

    @Test
    void composesTheMessageOfACodedMeasure() throws IOException {
        expectGolden("coded-measure", TestDocuments.coded());
    }

    private void expectGolden(String name, OutboundDocument document) throws IOException {
        Bundle message = read(translation.message(document));
        String printed = textOf(message);
        binary(message).setContent("the PDF".getBytes(StandardCharsets.UTF_8));
        String xml = fhir.newXmlParser()
                .setOverrideResourceIdWithBundleEntryFullUrl(false)
                .setPrettyPrint(true)
                .encodeResourceToString(message);
        Golden.expect(GOLDEN.resolve(name + ".txt"), "Subject: " + document.subject() + "\n\n" + printed + "\n" + xml);
    }

    @Test
    void isTheSameToTheByteEachTime() {
        Body once = translation.message(TestDocuments.inWords());

        assertThat(translation.message(TestDocuments.inWords())).isEqualTo(once);
        assertThat(translation.message(TestDocuments.coded())).isNotEqualTo(once);
    }

    @Test
    void refersToNothingThatIsNotInIt() {
        Bundle message = read(translation.message(TestDocuments.corrected()));
        Bundle document = document(message);
        List<String> there = Stream.of(message, document)
                .flatMap(bundle -> bundle.getEntry().stream())
                .map(Bundle.BundleEntryComponent::getFullUrl)
                .toList();

        assertThat(there).doesNotHaveDuplicates().hasSize(8);
        assertThat(references(translation.message(TestDocuments.corrected())))
                .hasSize(6)
                .allSatisfy(it -> assertThat(there).contains(it));
    }

    private static List<String> references(Body message) {
        return Pattern.compile("<reference value=\"(urn:uuid:[^\"]*)\"/>")
                .matcher(new String(message.bytes(), StandardCharsets.UTF_8))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    @Test
    void isKnownByOneIdHoweverAReceiverQuotesIt() {
        Bundle message = read(translation.message(TestDocuments.inWords()));

        String id = TestDocuments.DOCUMENT.toString();
        assertThat(message.getIdElement().getIdPart()).isEqualTo(id);
        assertThat(message.getIdentifier().getValue()).isEqualTo(id);
        assertThat(message.getEntryFirstRep().getResource()).isInstanceOf(MessageHeader.class);
        assertThat(message.getEntryFirstRep().getResource().getIdElement().getIdPart())
                .isEqualTo(id);
        assertThat(document(message).getIdentifier().getValue()).isEqualTo(id);
    }

    @Test
    void namesTheEditionThatItReplaces() {
        Composition first = composition(TestDocuments.inWords());
        Composition second = composition(TestDocuments.corrected());

        assertThat(first.getRelatesTo()).isEmpty();
        assertThat(second.getRelatesToFirstRep().getCode().toCode()).isEqualTo("replaces");
        assertThat(second.getRelatesToFirstRep().getTargetIdentifier())
                .extracting("value")
                .hasToString(TestDocuments.FORMER.toString());
    }

    @Test
    void breaksLongWordsOverPagesThatEachNameThePerson() throws IOException {
        String words = String.join(
                "\n",
                IntStream.range(0, 150)
                        .mapToObj(line -> "Line " + line + " of what was tried, and why. " + "x".repeat(200))
                        .toList());
        byte[] pdf = pdf(translation.message(TestDocuments.inWords("Actions for the GP: None\n" + words)));

        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isGreaterThan(5);
            for (int page = 1; page <= document.getNumberOfPages(); page++) {
                PDFTextStripper stripper = new PDFTextStripper();
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                assertThat(stripper.getText(document))
                        .contains("Mrs Marigold Testperson, NHS number 999 000 0018, page " + page + " of "
                                + document.getNumberOfPages());
            }
            assertThat(new PDFTextStripper().getText(document)).contains("Line 0 ", "Line 149 ");
        }
    }

    @Test
    void printsNamesOfEuropeAndSaysWhereItCannotPrint() throws IOException {
        String printed = textOf(read(translation.message(
                TestDocuments.inWords("Met Zoë Łukaszewicz\u2019s neighbour \u738B\u2009\tagain."))));

        assertThat(printed)
                .contains("Met Zoë Łukaszewicz\u2019s neighbour \u25A1 again.")
                .contains("\u25A1 stands for what cannot be printed.");
    }

    @Test
    void inventsNoActionsWhereTheEntrySaysNothingOfThem() throws IOException {
        assertThat(textOf(read(translation.message(TestDocuments.coded())))).doesNotContain("Actions for the GP");
    }

    private Bundle read(Body body) {
        return fhir.newXmlParser()
                .setParserErrorHandler(new StrictErrorHandler())
                .setOverrideResourceIdWithBundleEntryFullUrl(false)
                .parseResource(Bundle.class, new String(body.bytes(), StandardCharsets.UTF_8));
    }

    private Composition composition(OutboundDocument document) {
        return first(document(read(translation.message(document))), Composition.class);
    }

    private static Bundle document(Bundle message) {
        return first(message, Bundle.class);
    }

    private static Binary binary(Bundle message) {
        return first(document(message), Binary.class);
    }

    private static <T extends Resource> T first(Bundle bundle, Class<T> type) {
        return bundle.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }

    private byte[] pdf(Body message) {
        return binary(read(message)).getContent();
    }

    private static String textOf(Bundle message) throws IOException {
        try (PDDocument document = Loader.loadPDF(binary(message).getContent())) {
            return new PDFTextStripper().getText(document);
        }
    }
}
