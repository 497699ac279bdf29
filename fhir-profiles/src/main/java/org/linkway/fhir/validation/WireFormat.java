package org.linkway.fhir.validation;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import java.util.Locale;
import java.util.Optional;

/** The two forms in which FHIR travels. */
public enum WireFormat {
    JSON("application/fhir+json"),
    XML("application/fhir+xml");

    private final String mediaType;

    WireFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }

    IParser parser(FhirContext fhir) {
        return this == JSON ? fhir.newJsonParser() : fhir.newXmlParser();
    }

    /** The form that a Content-Type names; empty for any other, for none, and for a character set that is not UTF-8. */
    public static Optional<WireFormat> ofContentType(String contentType) {
        if (contentType == null) {
            return Optional.empty();
        }
        String lower = contentType.toLowerCase(Locale.ROOT);
        if (lower.contains("charset=") && !lower.matches(".*charset=\"?utf-8\"?\\s*(;.*)?")) {
            return Optional.empty();
        }
        int parameters = lower.indexOf(';');
        String type = (parameters < 0 ? lower : lower.substring(0, parameters)).strip();
        return switch (type) {
            case "application/fhir+json", "application/json" -> Optional.of(JSON);
            case "application/fhir+xml", "application/xml" -> Optional.of(XML);
            default -> Optional.empty();
        };
    }
}
