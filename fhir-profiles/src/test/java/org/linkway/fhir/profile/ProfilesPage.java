package org.linkway.fhir.profile;

import ca.uhn.fhir.context.FhirContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.ElementDefinition;
import org.hl7.fhir.r4.model.ElementDefinition.ElementDefinitionConstraintComponent;
import org.hl7.fhir.r4.model.ElementDefinition.TypeRefComponent;
import org.hl7.fhir.r4.model.Enumerations.BindingStrength;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.Type;

/** The profiles of a package in words: what each asks of which element, and its rules as senders are told them. */
final class ProfilesPage {
    private static final FhirContext FHIR = FhirContext.forR4Cached();
    private static final String EXAMPLES = "../../fhir-profiles/src/main/fhir/example/";

    private final FhirPackage described;

    private ProfilesPage(FhirPackage described) {
        this.described = described;
    }

    static String of(FhirPackage described) {
        return new ProfilesPage(described).page();
    }

    private String page() {
        List<StructureDefinition> profiles = described.resources().stream()
                .map(PackagedResource::parsed)
                .filter(StructureDefinition.class::isInstance)
                .map(StructureDefinition.class::cast)
                .toList();
        StringBuilder page = new StringBuilder("""
                # Profiles

                Generated from the package `%s` by `ProfilesPageTest`; do not edit.
                A door profile asks what a referral cannot safely be opened without; it applies to what comes in. The others ask what \
                the PRSB standard makes mandatory; they apply where a resource declares them in `meta.profile`. \
                Only what a profile asks beyond its base is said here.

                """.formatted(described.label()));
        profiles.forEach(profile -> page.append("- %s: %s%n".formatted(link(profile.getUrl()), profile.getTitle())));
        profiles.forEach(profile -> page.append(section(profile)));
        return page.toString();
    }

    private String section(StructureDefinition profile) {
        String id = profile.getIdPart();
        String examples = Stream.of("minimal", "full")
                .filter(size -> described.example(id + "-" + size).isPresent())
                .map(size -> "[" + size + "](" + EXAMPLES + id + "-" + size + ".json)")
                .collect(Collectors.joining(", "));
        return "\n## %s%n%n%s%n%n`%s`, a profile of %s%s.%n"
                        .formatted(
                                id,
                                profile.getDescription(),
                                profile.getUrl(),
                                link(profile.getBaseDefinition()),
                                examples.isEmpty() ? "" : "; examples: " + examples)
                + table("| Element | Asked |\n|---|---|\n", elements(profile).flatMap(this::asked))
                + table(
                        "| Rule | Weight | Says |\n|---|---|---|\n",
                        elements(profile).flatMap(ProfilesPage::rules));
    }

    private static String table(String head, Stream<String> rows) {
        String body = rows.collect(Collectors.joining());
        return body.isEmpty() ? "" : "\n" + head + body;
    }

    private static Stream<ElementDefinition> elements(StructureDefinition profile) {
        return profile.getDifferential().getElement().stream();
    }

    private Stream<String> asked(ElementDefinition element) {
        List<String> asked = new ArrayList<>();
        if (element.getMin() > 0) {
            asked.add("at least " + element.getMin());
        }
        if (element.hasMax() && !element.getMax().equals("*")) {
            asked.add(element.getMax().equals("0") ? "none" : "at most " + element.getMax());
        }
        if (element.hasFixed()) {
            asked.add("is `" + value(element.getFixed()) + "`");
        }
        if (element.hasPattern()) {
            asked.add("holds `" + value(element.getPattern()) + "`");
        }
        type(element).ifPresent(asked::add);
        if (element.getBinding().getStrength() == BindingStrength.REQUIRED) {
            asked.add("coded from `" + element.getBinding().getValueSet() + "`");
        }
        if (element.getSlicing().hasDescription()) {
            asked.add(element.getSlicing().getDescription());
        }
        return asked.isEmpty()
                ? Stream.empty()
                : Stream.of("| `%s` | %s |%n".formatted(element.getId(), cell(String.join("; ", asked))));
    }

    private Optional<String> type(ElementDefinition element) {
        List<CanonicalType> profiles = element.getType().stream()
                .flatMap(type -> Stream.concat(type.getProfile().stream(), type.getTargetProfile().stream()))
                .toList();
        boolean refers = element.getType().stream().anyMatch(TypeRefComponent::hasTargetProfile);
        String types = profiles.isEmpty()
                ? element.getType().stream()
                        .map(type -> "`" + type.getCode() + "`")
                        .collect(Collectors.joining(" or "))
                : profiles.stream().map(profile -> link(profile.getValue())).collect(Collectors.joining(" or "));
        return types.isEmpty() ? Optional.empty() : Optional.of((refers ? "refers to " : "a ") + types);
    }

    private static Stream<String> rules(ElementDefinition element) {
        return element.getConstraint().stream().map(ProfilesPage::rule);
    }

    private static String rule(ElementDefinitionConstraintComponent rule) {
        return "| `%s` | %s | %s |%n"
                .formatted(rule.getKey(), rule.getSeverity().toCode(), cell(rule.getHuman()));
    }

    private static String link(String url) {
        String id = url.substring(url.lastIndexOf('/') + 1);
        return url.startsWith(LinkwayProfile.BASE) ? "[" + id + "](#" + id.toLowerCase(Locale.ROOT) + ")" : id;
    }

    private static String value(Type value) {
        return value.isPrimitive()
                ? value.primitiveValue()
                : FHIR.newJsonParser().encodeToString(value);
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
