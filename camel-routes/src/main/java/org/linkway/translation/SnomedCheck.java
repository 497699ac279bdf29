package org.linkway.translation;

import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.linkway.fhir.terminology.CodeSystems;
import org.linkway.fhir.terminology.Sctid;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.translation.BundleIndex.Entry;

/**
 * Every SNOMED CT code of a message has a check digit that holds. In {@code ServiceRequest.code}, which says what is asked for,
 * a failing one is refused; elsewhere published messages carry such codes, so it is kept, marked and reported.
 */
final class SnomedCheck {
    private SnomedCheck() {}

    static void check(BundleIndex index, Findings findings) {
        for (Entry<Resource> entry : index.entries()) {
            walk(entry.resource(), entry.path(), entry.resource() instanceof ServiceRequest, findings);
        }
    }

    private static void walk(Base element, String path, boolean inRequest, Findings findings) {
        if (element instanceof Coding coding) {
            check(coding, path, inRequest && path.contains(".resource.code."), findings);
        }
        for (Property property : element.children()) {
            for (int i = 0; i < property.getValues().size(); i++) {
                String name = property.getName().replace("[x]", "");
                String position = property.getMaxCardinality() > 1 ? "[" + i + "]" : "";
                walk(property.getValues().get(i), path + "." + name + position, inRequest, findings);
            }
        }
    }

    private static void check(Coding coding, String path, boolean mustHold, Findings findings) {
        if (!CodeSystems.SNOMED_CT.equals(coding.getSystem())
                || coding.getCode() == null
                || Sctid.holds(coding.getCode())) {
            return;
        }
        String fault = "The SNOMED CT code '" + coding.getCode() + "' fails its check digit. ";
        if (mustHold) {
            findings.error(GatewayError.CODE_INVALID, path + ".code", fault + "Correct it: it says what is asked for.");
        } else {
            findings.warning(
                    GatewayError.CODE_INVALID,
                    path + ".code",
                    fault + "It is kept as it came, marked as unverified, and never sent on as a code.");
        }
    }
}
