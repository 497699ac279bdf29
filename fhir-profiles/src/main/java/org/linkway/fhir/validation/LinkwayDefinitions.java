package org.linkway.fhir.validation;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
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
            support.addStructureDefinition(parser.parseResource(
                    StructureDefinition.class, BuiltIn.text("StructureDefinition/" + profile.id())));
        }
        return support;
    }
}
