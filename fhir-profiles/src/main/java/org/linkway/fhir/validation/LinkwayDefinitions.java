package org.linkway.fhir.validation;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.linkway.fhir.profile.LinkwayProfile;

/** Linkway's own definitions, from the class path. */
final class LinkwayDefinitions {
    private LinkwayDefinitions() {}

    static PrePopulatedValidationSupport load(FhirContext fhir) {
        PrePopulatedValidationSupport support = new PrePopulatedValidationSupport(fhir);
        IParser parser = fhir.newJsonParser();
        for (LinkwayProfile profile : LinkwayProfile.values()) {
            String path = "/fhir/StructureDefinition/" + profile.id() + ".json";
            try (InputStream in = LinkwayDefinitions.class.getResourceAsStream(path)) {
                if (in == null) {
                    throw new IllegalStateException("The definition " + path + " is missing from this build.");
                }
                support.addStructureDefinition(parser.parseResource(
                        StructureDefinition.class, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return support;
    }
}
