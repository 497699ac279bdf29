package org.linkway.translation.itk;

/** What stands in a document, from the top. */
sealed interface DocumentPart {

    record Heading(String text) implements DocumentPart {}

    /** One thing that is told under its name, on one line where there is room. */
    record Field(String name, String value) implements DocumentPart {}

    record Paragraph(String text) implements DocumentPart {}
}
