package org.linkway.translation;

import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Resource;
import org.linkway.fhir.terminology.RetiredCodeSystems;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.translation.BundleIndex.Entry;

/** Published messages carry codes of retired code systems: they are read, and their senders are told. */
final class RetiredCodes {
    private RetiredCodes() {}

    static void check(BundleIndex index, Findings findings) {
        for (Entry<Resource> entry : index.entries()) {
            walk(entry.resource(), entry.path(), findings);
        }
    }

    private static void walk(Base element, String path, Findings findings) {
        if (element instanceof Coding coding && RetiredCodeSystems.contains(coding.getSystem())) {
            // Without the code, which may say something about a person.
            findings.warning(
                    GatewayError.CODE_INVALID,
                    path + ".system",
                    "The code system '" + coding.getSystem() + "' is retired. " + remedy(coding));
        }
        for (Property property : element.children()) {
            for (int i = 0; i < property.getValues().size(); i++) {
                String name = property.getName().replace("[x]", "");
                String position = property.getMaxCardinality() > 1 ? "[" + i + "]" : "";
                walk(property.getValues().get(i), path + "." + name + position, findings);
            }
        }
    }

    private static String remedy(Coding coding) {
        if (RetiredCodeSystems.successor(coding.getSystem(), coding.getCode()).isPresent()) {
            return "The code is read as its like in '"
                    + RetiredCodeSystems.successor(coding.getSystem()).orElseThrow() + "'. Send that.";
        }
        return RetiredCodeSystems.successor(coding.getSystem())
                .map(successor -> "Its successor '" + successor
                        + "' does not have this code, which is kept as it came. Send one that it has.")
                .orElse("No code system of UK Core has taken its codes over, so the code is kept as it came.");
    }
}
