package org.linkway.fhir.validation;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ElementDefinition;
import org.hl7.fhir.r4.model.ElementDefinition.DiscriminatorType;
import org.hl7.fhir.r4.model.ElementDefinition.ElementDefinitionSlicingDiscriminatorComponent;
import org.hl7.fhir.r4.model.ElementDefinition.TypeRefComponent;
import org.hl7.fhir.r4.model.Type;

/** Puts a slice of a profile into words that need no knowledge of slicing: by what has to stand in an element of it. */
final class Slices {
    private final Definitions definitions;

    Slices(Definitions definitions) {
        this.definitions = definitions;
    }

    /** As in "with system 'https://example.org/id'", to be put behind the name of an element. */
    String described(String profile, String sliceId) {
        List<ElementDefinition> elements = definitions.elements(profile);
        String sliced = sliceId.substring(0, Math.max(sliceId.lastIndexOf(':'), 0));
        String marks = byId(elements, sliced).stream()
                .flatMap(element -> element.getSlicing().getDiscriminator().stream())
                .flatMap(discriminator -> mark(elements, sliceId, discriminator).stream())
                .collect(Collectors.joining(" and "));
        return marks.isEmpty()
                ? "that the profile calls '" + sliceId.substring(sliceId.lastIndexOf(':') + 1) + "'"
                : marks.startsWith("of type") ? marks : "with " + marks;
    }

    /** Each slice of an element, described. */
    List<String> ofElement(String profile, String path) {
        return definitions.elements(profile).stream()
                .filter(element -> element.hasSliceName() && element.getPath().equals(path))
                .map(element -> described(profile, element.getId()))
                .toList();
    }

    private static Optional<String> mark(
            List<ElementDefinition> elements,
            String sliceId,
            ElementDefinitionSlicingDiscriminatorComponent discriminator) {
        String path = discriminator.getPath();
        Optional<ElementDefinition> element = within(elements, sliceId, path);
        if (discriminator.getType() == DiscriminatorType.TYPE) {
            return element.map(typed -> typed.getType().stream()
                            .map(TypeRefComponent::getCode)
                            .collect(Collectors.joining(" or ", "of type ", "")))
                    .filter(types -> !types.equals("of type "));
        }
        return element.flatMap(Slices::asked)
                .or(() -> path.equals("url") ? extensionUrl(elements, sliceId) : Optional.empty())
                .map(value -> (path.equals("$this") ? "the code" : path) + " '" + value + "'");
    }

    private static Optional<String> asked(ElementDefinition element) {
        return Stream.of(element.getFixed(), element.getPattern())
                .flatMap(value -> Slices.plain(value).stream())
                .findFirst();
    }

    private static Optional<String> plain(Type value) {
        if (value instanceof CodeableConcept concept) {
            return concept.getCoding().stream().map(Coding::getCode).findFirst();
        }
        return value instanceof Coding coding
                ? Optional.ofNullable(coding.getCode())
                : Optional.ofNullable(value).filter(Type::isPrimitive).map(Type::primitiveValue);
    }

    private static Optional<String> extensionUrl(List<ElementDefinition> elements, String sliceId) {
        return byId(elements, sliceId).stream()
                .flatMap(element -> element.getType().stream())
                .flatMap(type -> type.getProfile().stream())
                .map(CanonicalType::getValue)
                .findFirst();
    }

    /** What stands there in the slice, in whatever slices of its own. */
    private static Optional<ElementDefinition> within(List<ElementDefinition> elements, String sliceId, String path) {
        return elements.stream()
                .filter(element -> element.hasId() && element.getId().startsWith(sliceId))
                .filter(element -> element.getId()
                        .substring(sliceId.length())
                        .replaceAll(":[^.]+", "")
                        .equals(path.equals("$this") ? "" : "." + path))
                .findFirst();
    }

    private static Optional<ElementDefinition> byId(List<ElementDefinition> elements, String id) {
        return elements.stream().filter(element -> id.equals(element.getId())).findFirst();
    }
}
