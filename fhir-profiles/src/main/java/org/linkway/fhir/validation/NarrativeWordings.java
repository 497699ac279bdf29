package org.linkway.fhir.validation;

import static org.linkway.fhir.validation.GatewayError.INVALID;
import static org.linkway.fhir.validation.GatewayError.INVARIANT;

import java.util.Map;

/** Of what people are to read: {@code text.div}. */
final class NarrativeWordings {
    private static final String NARRATIVE = "http://hl7.org/fhir/StructureDefinition/Narrative#";

    private NarrativeWordings() {}

    static Map<String, Wording> byId() {
        Wording plainHtml = Wording.saying(
                INVARIANT,
                "has more than the plain HTML that FHIR R4 takes. Use headings, paragraphs, lists, tables, links and images alone.");
        return Map.of(
                NARRATIVE + "txt-1",
                plainHtml,
                NARRATIVE + "txt-2",
                Wording.saying(INVARIANT, "has nothing to read in it. Write the text, or leave out the narrative."),
                "XHTML_XHTML_Element_Illegal",
                naming("tag"),
                "XHTML_XHTML_Attribute_Illegal",
                naming("attribute"),
                "XHTML_XHTML_Name_Invalid",
                Wording.saying(
                        INVALID, "does not begin with <div>. Put it all in one <div>, without <html> and <body>."),
                "XHTML_XHTML_NS_InValid",
                Wording.saying(
                        INVALID,
                        "is not in XHTML's namespace. Write it as <div xmlns=\"http://www.w3.org/1999/xhtml\">."),
                "Type_Specific_Checks_DT_XHTML_Resolve_Img",
                Wording.saying(INVALID, "has an image that leads nowhere. Send the image, or remove it."),
                "Type_Specific_Checks_DT_XHTML_Resolve",
                Wording.saying(INVALID, "has a link that leads nowhere. Correct it, or remove it."));
    }

    private static Wording naming(String what) {
        return finding -> finding.issue(
                INVALID,
                finding.name() + " has " + (what.startsWith("a") ? "an " : "a ") + what
                        + finding.part(Wording.FIRST_QUOTED)
                                .filter(name -> !finding.isAboutAPerson())
                                .map(name -> ", '" + Excerpt.of(name) + "',")
                                .orElse("")
                        + " that FHIR R4 does not take in a narrative. Remove it.");
    }
}
