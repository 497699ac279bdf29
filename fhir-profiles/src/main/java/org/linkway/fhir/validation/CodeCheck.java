package org.linkway.fhir.validation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r5.elementmodel.Element;
import org.hl7.fhir.utilities.validation.ValidationMessage;
import org.hl7.fhir.utilities.validation.ValidationMessage.IssueSeverity;
import org.hl7.fhir.utilities.validation.ValidationMessage.IssueType;
import org.hl7.fhir.utilities.validation.ValidationMessage.Source;
import org.linkway.fhir.terminology.CodeFinding;
import org.linkway.fhir.terminology.CodeSystems;
import org.linkway.fhir.terminology.Sctid;
import org.linkway.fhir.terminology.SnomedFact;
import org.linkway.fhir.terminology.server.ServedTerminology;

/**
 * Looks at each coding of a body by itself, for HAPI drops what is said of one coding of a concept where another one is right.
 * SNOMED CT codes are held against their check digit and the fragment that Linkway holds, which is no CodeSystem resource
 * because HAPI takes a fragment for the whole where it expands value sets; what nothing here settles goes to the terminology
 * server, where there is one.
 */
final class CodeCheck {
    static final String MESSAGE_ID = "Linkway_Code";

    private static final Set<String> CODED = Set.of("Coding", "Quantity", "SimpleQuantity", "Age", "Duration");
    private static final String WHAT_IS_ASKED_FOR = "ServiceRequest.code";

    private final Optional<ServedTerminology> served;

    CodeCheck(Optional<ServedTerminology> served) {
        this.served = served;
    }

    /** What there is to say, in the form in which HAPI's validator speaks. */
    List<ValidationMessage> messages(Element body) {
        List<ValidationMessage> messages = new ArrayList<>();
        walk(body, body.fhirType(), body.fhirType(), messages);
        return messages;
    }

    /** @param name the path from the resource that the element is in */
    private void walk(Element element, String path, String name, List<ValidationMessage> messages) {
        if (CODED.contains(element.fhirType())) {
            finding(element)
                    .map(finding -> name.startsWith(WHAT_IS_ASKED_FOR) ? finding.ofWhatIsAskedFor() : finding)
                    .ifPresent(finding -> messages.add(message(finding, element, path)));
        }
        Map<String, Integer> seen = new HashMap<>();
        for (Element child : element.getChildren()) {
            if (child.isResource()) {
                // Its property is that of its type, and not of where it stands.
                String step = child.getName();
                String position = step.equals("contained") ? position(step, seen) : "";
                walk(child, path + "." + step + position, child.fhirType(), messages);
            } else {
                String step = child.getProperty().getName().replace("[x]", "");
                String position = child.getProperty().isList() ? position(step, seen) : "";
                if (child.hasChildren()) {
                    walk(child, path + "." + step + position, name + "." + step, messages);
                }
            }
        }
    }

    private static String position(String step, Map<String, Integer> seen) {
        return "[" + (seen.merge(step, 1, Integer::sum) - 1) + "]";
    }

    private Optional<CodeFinding> finding(Element coded) {
        String system = coded.getNamedChildValue("system", false);
        String code = coded.getNamedChildValue("code", false);
        if (system == null || code == null) {
            return Optional.empty();
        }
        // What a quantity shows beside its code is words for people, and not the name of the code.
        boolean named = coded.fhirType().equals("Coding");
        return finding(
                system,
                named ? coded.getNamedChildValue("version", false) : null,
                code,
                named ? coded.getNamedChildValue("display", false) : null);
    }

    private Optional<CodeFinding> finding(String system, String version, String code, String display) {
        if (system.equals(CodeSystems.SNOMED_CT)) {
            if (!Sctid.holds(code)) {
                return Optional.of(CodeFinding.checkDigit(code));
            }
            Optional<SnomedFact> fact = SnomedFact.of(code);
            if (fact.isPresent()) {
                return fact.filter(known -> display != null && !known.isCalled(display))
                        .map(known -> CodeFinding.otherDisplay(system, code, known.term()));
            }
        }
        return served.flatMap(it -> it.finding(system, version, code, display));
    }

    private static ValidationMessage message(CodeFinding finding, Element coded, String path) {
        ValidationMessage message = new ValidationMessage(
                Source.TerminologyEngine,
                IssueType.CODEINVALID,
                coded.line(),
                coded.col(),
                path,
                finding.message(),
                finding.refused() ? IssueSeverity.ERROR : IssueSeverity.WARNING);
        message.setMessageId(MESSAGE_ID);
        return message;
    }
}
