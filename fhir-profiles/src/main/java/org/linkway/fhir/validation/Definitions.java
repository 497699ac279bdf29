package org.linkway.fhir.validation;

import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.context.support.ValidationSupportContext;
import ca.uhn.fhir.context.support.ValueSetExpansionOptions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.ElementDefinition;
import org.hl7.fhir.r4.model.ElementDefinition.ElementDefinitionConstraintComponent;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.ValueSet;

/** Looks up what the definitions themselves say. */
final class Definitions {
    private final IValidationSupport support;

    Definitions(IValidationSupport support) {
        this.support = support;
    }

    /** What a rule says to people. */
    Optional<String> rule(String definition, String key) {
        return structure(definition).stream()
                .flatMap(structure -> Stream.concat(
                        structure.getDifferential().getElement().stream(),
                        structure.getSnapshot().getElement().stream()))
                .flatMap(element -> element.getConstraint().stream())
                .filter(constraint -> constraint.getKey().equals(key))
                .map(ElementDefinitionConstraintComponent::getHuman)
                .findFirst();
    }

    /** All elements of a profile; none where it is not known. */
    List<ElementDefinition> elements(String profile) {
        return structure(profile)
                .map(structure -> structure.hasSnapshot()
                        ? structure.getSnapshot().getElement()
                        : structure.getDifferential().getElement())
                .orElse(List.of());
    }

    Optional<StructureDefinition> structure(String canonical) {
        // HAPI reads the first character.
        return Optional.of(canonical)
                .filter(it -> !it.isEmpty())
                .map(support::fetchStructureDefinition)
                .filter(StructureDefinition.class::isInstance)
                .map(StructureDefinition.class::cast);
    }

    boolean hasCodeSystem(String system) {
        return support.fetchCodeSystem(system) != null;
    }

    /** The codes of a value set; none where it is not known in full. */
    List<String> codes(String valueSet) {
        IValidationSupport.ValueSetExpansionOutcome outcome =
                support.expandValueSet(new ValidationSupportContext(support), new ValueSetExpansionOptions(), valueSet);
        return outcome != null && outcome.getValueSet() instanceof ValueSet expanded
                ? expanded.getExpansion().getContains().stream()
                        .map(ValueSet.ValueSetExpansionContainsComponent::getCode)
                        .sorted()
                        .toList()
                : List.of();
    }
}
