package org.linkway.conformance.runner;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.TestScript;

/**
 * A TestScript as it was found.
 *
 * @param name by which people speak of it: its path
 * @param shelf where its fixtures are
 * @param ignored what R4 does not know, or this runner does not do: the names of the elements
 */
public record Script(String name, TestScript resource, Shelf shelf, List<String> ignored) {
    public Script {
        ignored = List.copyOf(ignored);
    }

    /** Whether this is its name, or that of a requirement which one of its tests shows. */
    public boolean isOrShows(String word) {
        return word.equals(name)
                || word.equals(resource.getName())
                || resource.getTest().stream()
                        .anyMatch(test -> Extensions.requirements(test).contains(word));
    }

    /**
     * What it waits for first, where its system under test calls.
     *
     * @param base where that calls
     */
    public Optional<Awaited> awaitedAt(String base) {
        return Stream.concat(
                        resource.getSetup().getAction().stream().map(action -> action.getOperation()),
                        resource.getTest().stream()
                                .flatMap(test -> test.getAction().stream().map(action -> action.getOperation())))
                .filter(operation -> !operation.isEmpty())
                .findFirst()
                .map(operation -> Awaited.of(operation, base, it -> it));
    }

    /** The same, told apart from other runs of it. */
    public Script labelled(String label) {
        TestScript copy = resource.copy();
        copy.setTitle(title() + ", " + label);
        copy.getTest().forEach(test -> test.setId((test.hasId() ? test.getId() : "") + "-" + label));
        return new Script(name, copy, shelf, ignored);
    }

    /** What it is about, in a few words. */
    public String title() {
        return resource.hasTitle() ? resource.getTitle() : resource.hasName() ? resource.getName() : name;
    }
}
