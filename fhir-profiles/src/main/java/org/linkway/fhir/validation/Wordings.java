package org.linkway.fhir.validation;

import ca.uhn.fhir.context.FhirContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Puts what HAPI's validator finds into sentences for the sender: by the id of its message, or where it has none by its text. */
final class Wordings {
    private final RuleWordings rules;
    private final Map<String, Wording> byId = new HashMap<>();
    private final Map<Pattern, Wording> byText;

    Wordings(FhirContext fhir, Definitions definitions, UnknownProfiles unknownProfiles) {
        this.rules = new RuleWordings(definitions);
        StructureWordings structure = new StructureWordings(new Elements(fhir));
        Stream.of(
                        structure.byId(),
                        new CardinalityWordings(new Slices(definitions)).byId(),
                        new TerminologyWordings(definitions).byId(),
                        ReferenceWordings.byId(),
                        BundleWordings.byId(),
                        ExtensionWordings.byId(),
                        new ProfileWordings(unknownProfiles).byId(),
                        NarrativeWordings.byId(),
                        ValueWordings.byId(),
                        RuleWordings.byId())
                .forEach(byId::putAll);
        this.byText = structure.byText();
    }

    List<Issue> issues(Finding finding) {
        return finding.code()
                .map(code -> CodeWordings.issue(finding, code))
                .orElseGet(() -> wording(finding).of(finding));
    }

    private Wording wording(Finding finding) {
        if (!finding.id().isEmpty()) {
            return byId.getOrDefault(finding.id(), finding.id().contains("#") ? rules::broken : Wording::asGiven);
        }
        return byText.entrySet().stream()
                .filter(wording -> wording.getKey().matcher(finding.text()).find())
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse(StructureWordings::unreadable);
    }
}
