package org.linkway.fhir.validation;

import static org.linkway.fhir.validation.GatewayError.INVARIANT;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.linkway.fhir.profile.LinkwayProfile;

/** Of the rules that FHIR R4 and profiles write as FHIRPath. */
final class RuleWordings {
    private final Definitions definitions;

    RuleWordings(Definitions definitions) {
        this.definitions = definitions;
    }

    /** FHIR R4's own that senders break most, in plain words. */
    static Map<String, Wording> byId() {
        Map<String, Wording> wordings = new HashMap<>();
        Map.of(
                        "Element#ele-1", "is empty. Give it content, or leave it out.",
                        "Extension#ext-1", "needs a value or extensions of its own, and never both. Send one of them.",
                        "Period#per-1", "ends before it starts. Correct its start or its end.",
                        "Quantity#qty-3",
                                "has the code of a unit without its system. Send the system, or the unit as text alone.",
                        "ContactPoint#cpt-2", "has a value without a system. Send its system, as phone or email.",
                        "Range#rng-2", "has a low value that is higher than its high value. Correct one of them.",
                        "Attachment#att-1", "has data without a contentType. Send its contentType, as application/pdf.",
                        "Patient#pat-1",
                                "says neither who it is nor how to reach them. Send a name, a telecom, an address or an organization.",
                        "Organization#org-1", "has neither a name nor an identifier. Send one of them.",
                        "Consent#ppc-1", "has neither a policy nor a policyRule. Send one of them.")
                .forEach((rule, sentence) -> wordings.put(fhir(rule), Wording.saying(INVARIANT, sentence)));
        Map.of(
                        "Observation#obs-6",
                                "has a value and a reason for having none. Leave out dataAbsentReason, or the value.",
                        "Observation#obs-7",
                                "has a value and a component with the same code. Send the value in one of them.",
                        "DomainResource#dom-2",
                                "has a contained resource that contains another. Contain both in the outer resource.",
                        "DomainResource#dom-4",
                                "has a contained resource with meta.versionId or meta.lastUpdated. Leave them out there.",
                        "DomainResource#dom-5",
                                "has a contained resource with meta.security. Put it into the outer resource.",
                        "ServiceRequest#prr-1", "has an orderDetail without a code. Send the code.",
                        "Organization#org-2",
                                "is of use 'home', which an organization does not have. Send another use, or none.",
                        "Organization#org-3",
                                "is of use 'home', which an organization does not have. Send another use, or none.")
                .forEach((rule, sentence) -> wordings.put(fhir(rule), Wording.saying(INVARIANT, sentence)));
        return wordings;
    }

    private static String fhir(String rule) {
        return "http://hl7.org/fhir/StructureDefinition/" + rule;
    }

    /** Any other rule, as its definition says it; Linkway's own say it to the sender. */
    List<Issue> broken(Finding finding) {
        String[] rule = finding.id().split("#", 2);
        String says = definitions.rule(rule[0], rule[1]).orElse(rule[1]);
        return finding.issue(
                INVARIANT,
                rule[0].startsWith(LinkwayProfile.BASE)
                        ? says
                        : finding.name() + " breaks the rule " + rule[1] + " of FHIR R4: " + says + ". Correct it.");
    }
}
