package org.linkway.conformance.runner;

import java.util.List;
import org.hl7.fhir.r4.model.TestScript;

/**
 * A TestScript as it was found.
 *
 * @param name by which people speak of it: its path
 * @param shelf where its fixtures are
 * @param ignored what R4 does not know and is not worked: the names of the elements
 */
public record Script(String name, TestScript resource, Shelf shelf, List<String> ignored) {
    public Script {
        ignored = List.copyOf(ignored);
    }

    /** What it is about, in a few words. */
    public String title() {
        return resource.hasTitle() ? resource.getTitle() : resource.hasName() ? resource.getName() : name;
    }
}
