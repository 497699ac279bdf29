package org.linkway.conformance.runner;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.TestScript;

/** What R4 knows in a script and this runner does not do: it is named, and never passed over in silence. */
final class NotWorked {
    private static final String MODIFIER = "modifierExtension";

    private NotWorked() {}

    /** The names of the elements. */
    static List<String> in(TestScript script) {
        List<String> names = new ArrayList<>();
        if (script.hasImplicitRules()) {
            names.add("implicitRules");
        }
        if (script.getMetadata().getCapability().stream().anyMatch(it -> it.getValidated())) {
            names.add("metadata.capability.validated");
        }
        if (script.hasModifierExtension()) {
            names.add(MODIFIER);
        }
        addModifiers(script, names);
        return names;
    }

    /** Whoever does not know one may not go on as if it were not there (FHIR R4, extensibility). */
    private static void addModifiers(Base element, List<String> names) {
        for (Property child : element.children()) {
            // What is contained is a fixture, and the business of whom it is sent to.
            if (child.getName().equals(MODIFIER) && child.hasValues()) {
                names.add(MODIFIER);
            } else if (!child.getName().equals("contained")) {
                child.getValues().forEach(value -> addModifiers(value, names));
            }
        }
    }
}
