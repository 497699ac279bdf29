package org.linkway.translation;

import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Element;

/** What a profile asks for and nobody has said. */
final class Absent {
    private static final String DATA_ABSENT_REASON = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";

    private Absent() {}

    /** The element, saying that what belongs into it is not known. */
    static <E extends Element> E unknown(E element) {
        element.addExtension(DATA_ABSENT_REASON, new CodeType("unknown"));
        return element;
    }
}
