package org.linkway.fhir.validation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The FHIR resources that come with Linkway. */
final class BuiltIn {
    private BuiltIn() {}

    /** @param name below {@code /fhir} on the class path, without {@code .json} */
    static String text(String name) {
        String path = "/fhir/" + name + ".json";
        try (InputStream in = BuiltIn.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("The definition " + path + " is missing from this build.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
