package org.linkway.translation.itk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * A document as PDF, on A4. The same content makes the same bytes: it holds no time of making, and its id is the document's.
 * The font is in it, so that every name that Latin, Greek and Cyrillic letters can write is shown.
 */
final class DocumentPdf {
    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final float MARGIN = 56;
    private static final float FIELD_NAME_WIDTH = 90;
    private static final float TITLE = 18;
    private static final float HEADING = 13;
    private static final float TEXT = 10.5f;
    private static final float FOOTER = 8.5f;

    private final PDDocument pdf = new PDDocument();
    private final PrintedText text;
    private final List<PDPage> pages = new ArrayList<>();
    private PDPageContentStream page;
    private float y;

    private DocumentPdf() throws IOException {
        try (InputStream font = Loader.class.getResourceAsStream(FONT)) {
            this.text = new PrintedText(PDType0Font.load(pdf, font, true));
        }
    }

    /** @param running what stands at the foot of each page, before its number */
    static byte[] of(UUID id, String title, List<DocumentPart> parts, String running) {
        try {
            return new DocumentPdf().write(id, title, parts, running);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] write(UUID id, String title, List<DocumentPart> parts, String running) throws IOException {
        try (pdf) {
            pdf.setDocumentId(id.getMostSignificantBits());
            pdf.getDocumentInformation().setTitle(title);
            pdf.getDocumentCatalog().setLanguage("en-GB");
            newPage();
            paragraph(title, TITLE, MARGIN);
            for (DocumentPart part : parts) {
                write(part);
            }
            if (text.hasReplaced()) {
                paragraph(PrintedText.REPLACEMENT + " stands for what cannot be printed.", FOOTER, MARGIN);
            }
            page.close();
            number(running);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            pdf.save(bytes);
            return bytes.toByteArray();
        }
    }

    private void write(DocumentPart part) throws IOException {
        if (part instanceof DocumentPart.Heading heading) {
            y -= HEADING * 0.6f;
            paragraph(heading.text(), HEADING, MARGIN);
        } else if (part instanceof DocumentPart.Field field) {
            room(TEXT);
            show(text.printable(field.name()), TEXT, MARGIN, y - TEXT);
            paragraph(field.value(), TEXT, MARGIN + FIELD_NAME_WIDTH);
        } else if (part instanceof DocumentPart.Paragraph paragraph) {
            paragraph(paragraph.text(), TEXT, MARGIN);
        }
    }

    private void paragraph(String words, float size, float x) throws IOException {
        float width = PDRectangle.A4.getWidth() - MARGIN - x;
        for (String line : text.lines(words, size, width)) {
            room(size);
            show(line, size, x, y - size);
            y -= size * 1.35f;
        }
        y -= size * 0.35f;
    }

    private void room(float size) throws IOException {
        if (y - size * 1.35f < MARGIN) {
            newPage();
        }
    }

    private void newPage() throws IOException {
        if (page != null) {
            page.close();
        }
        PDPage next = new PDPage(PDRectangle.A4);
        pdf.addPage(next);
        pages.add(next);
        page = new PDPageContentStream(pdf, next);
        y = PDRectangle.A4.getHeight() - MARGIN;
    }

    /** Each page says whom it is about: pages get parted. */
    private void number(String running) throws IOException {
        for (int number = 1; number <= pages.size(); number++) {
            page = new PDPageContentStream(
                    pdf, pages.get(number - 1), PDPageContentStream.AppendMode.APPEND, true, true);
            String foot = running + ", page " + number + " of " + pages.size();
            show(text.printable(foot), FOOTER, MARGIN, MARGIN / 2);
            page.close();
        }
    }

    private void show(String line, float size, float x, float baseline) throws IOException {
        page.beginText();
        page.setFont(text.font(), size);
        page.newLineAtOffset(x, baseline);
        page.showText(line);
        page.endText();
    }
}
