package org.linkway.fhir.validation;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which resource stands where in a body: what sentences about it call things by.
 *
 * @param types resource types by their place below the root: {@code ""}, {@code ".entry[0].resource"}
 */
record Outline(Map<String, String> types) {
    private static final Set<String> ABOUT_A_PERSON = Set.of("Patient", "RelatedPerson", "Person");

    Outline {
        types = Map.copyOf(types);
    }

    static Outline empty() {
        return new Outline(Map.of());
    }

    /** The type of the whole body; empty where it names none. */
    Optional<String> rootType() {
        return Optional.ofNullable(types.get(""));
    }

    /** How many resources the body is made of, itself among them. */
    int resources() {
        return types.size();
    }

    /** An element as people call it: {@code Patient.name.family} for {@code Bundle.entry[0].resource.name[1].family}. */
    String nameOf(String expression) {
        String below = belowRoot(expression);
        String resource = innermostResource(below);
        return types.getOrDefault(resource, "the resource")
                + below.substring(resource.length()).replaceAll("\\[\\d+]", "");
    }

    /** Whether a value here says something about a person, so that no answer and no log may repeat it. */
    boolean isAboutAPerson(String expression) {
        return ABOUT_A_PERSON.contains(types.getOrDefault(innermostResource(belowRoot(expression)), ""));
    }

    /** The canonical URL of the definition of the resource that has this element. */
    String definitionOf(String expression) {
        return "http://hl7.org/fhir/StructureDefinition/"
                + types.getOrDefault(innermostResource(belowRoot(expression)), "Resource");
    }

    private String innermostResource(String below) {
        String place = below;
        while (!types.containsKey(place) && !place.isEmpty()) {
            place = place.substring(0, Math.max(place.lastIndexOf('.'), 0));
        }
        return place;
    }

    private static String belowRoot(String expression) {
        int root = expression.indexOf('.');
        return root < 0 ? "" : expression.substring(root);
    }
}
