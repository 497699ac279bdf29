package org.linkway.fhir.profile;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a differential constrains, each as {@code <element id>#<what>}, so that a case can be asked for each.
 *
 * <p>Left out is what cannot be broken: a discriminator that does not match is no fault of its slice but no match.
 */
final class Constraints {
    private static final List<String> VALUE_BOUNDS = List.of("maxLength", "minValue", "maxValue");

    private final SortedSet<String> found = new TreeSet<>();
    private final Set<String> discriminating = new HashSet<>();
    private final JsonNode elements;

    private Constraints(JsonNode profile) {
        elements = profile.path("differential").path("element");
    }

    static SortedSet<String> of(JsonNode profile) {
        Constraints constraints = new Constraints(profile);
        constraints.elements.forEach(constraints::noteDiscriminators);
        constraints.elements.forEach(constraints::collect);
        return constraints.found;
    }

    private void noteDiscriminators(JsonNode slicing) {
        String sliced = slicing.path("id").asText();
        for (JsonNode discriminator : slicing.path("slicing").path("discriminator")) {
            String path = discriminator.path("path").asText();
            for (JsonNode element : elements) {
                String id = element.path("id").asText();
                if (id.startsWith(sliced + ":")) {
                    String slice =
                            sliced + ":" + id.substring(sliced.length() + 1).split("[.]", 2)[0];
                    discriminating.add(path.equals("$this") ? slice : slice + "." + path);
                }
            }
        }
    }

    private void collect(JsonNode element) {
        String id = element.path("id").asText();
        boolean discriminates = discriminating.contains(id) || id.matches("(?i).*extension(:[^.]*)?[.]url");
        if (element.path("min").asInt() > 0 && (!discriminates || element.has("sliceName"))) {
            found.add(id + "#min");
        }
        if (!element.path("max").asText("*").equals("*")) {
            found.add(id + "#max");
        }
        if (!discriminates) {
            named(element, "fixed").forEach(it -> found.add(id + "#fixed"));
            named(element, "pattern").forEach(it -> found.add(id + "#pattern"));
            if (element.path("binding").path("strength").asText().equals("required")) {
                found.add(id + "#binding");
            }
        }
        if (narrowsType(element, discriminates)) {
            found.add(id + "#type");
        }
        VALUE_BOUNDS.forEach(bound -> named(element, bound).forEach(it -> found.add(id + "#" + bound)));
        if (element.path("slicing").path("rules").asText().equals("closed")) {
            found.add(id + "#slice");
        }
        element.path("constraint")
                .forEach(rule -> found.add(id + "#" + rule.path("key").asText()));
    }

    private static boolean narrowsType(JsonNode element, boolean discriminates) {
        for (JsonNode type : element.path("type")) {
            if (!discriminates || type.has("profile") || type.has("targetProfile")) {
                return true;
            }
        }
        return false;
    }

    /** The properties that are this one for some type: {@code fixedCode}, {@code minValueDecimal}. */
    private static List<String> named(JsonNode element, String start) {
        List<String> names = new ArrayList<>();
        element.fieldNames().forEachRemaining(name -> {
            if (name.startsWith(start) && !name.startsWith("_")) {
                names.add(name);
            }
        });
        return names;
    }
}
