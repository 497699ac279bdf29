package org.linkway.fhir.terminology.server;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.ElementDefinition;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.ValueSet;

/**
 * The value sets to which definitions bind, with a placeholder for each: HAPI's validator checks nothing against a value set
 * that it cannot fetch, and a placeholder has the URL by which the server is asked. Only for those that a definition names,
 * because the validator also fetches what senders name as a code system, to see that it is no value set.
 */
final class BoundValueSets {
    private static final String MAX_VALUE_SET = "http://hl7.org/fhir/StructureDefinition/elementdefinition-maxValueSet";

    private final Set<String> urls = ConcurrentHashMap.newKeySet();

    void addAllOf(StructureDefinition definition) {
        Stream.concat(
                        definition.getDifferential().getElement().stream(),
                        definition.getSnapshot().getElement().stream())
                .filter(ElementDefinition::hasBinding)
                .map(ElementDefinition::getBinding)
                .flatMap(binding -> Stream.concat(
                        Stream.ofNullable(binding.getValueSet()),
                        binding.getExtensionsByUrl(MAX_VALUE_SET).stream()
                                .map(extension -> extension.getValue().primitiveValue())))
                .forEach(urls::add);
    }

    boolean contains(String url) {
        return url != null && urls.contains(url);
    }

    Optional<ValueSet> placeholder(String url) {
        if (!contains(url)) {
            return Optional.empty();
        }
        String[] canonical = url.split("\\|", 2);
        ValueSet valueSet = new ValueSet().setUrl(canonical[0]);
        if (canonical.length > 1) {
            valueSet.setVersion(canonical[1]);
        }
        return Optional.of(valueSet);
    }

    /** It comes back from the validator as a copy, so it is known by what it lacks. */
    static boolean isPlaceholder(ValueSet valueSet) {
        return valueSet.hasUrl() && !valueSet.hasCompose() && !valueSet.hasExpansion();
    }
}
