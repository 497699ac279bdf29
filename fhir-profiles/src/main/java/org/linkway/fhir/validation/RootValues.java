package org.linkway.fhir.validation;

import java.util.HashMap;
import java.util.Map;
import org.linkway.fhir.validation.Issue.Position;

/** The plain values that stand directly in the resource that a body is. */
final class RootValues implements BodyWalk.Listener {
    private final Map<String, String> values = new HashMap<>();
    private int depth;
    private String name = "";

    private RootValues() {}

    static Map<String, String> of(String text, WireFormat format) {
        RootValues reader = new RootValues();
        BodyWalk.walk(text, format, reader);
        return reader.values;
    }

    @Override
    public void enter(String entered, int index, Position position) {
        // In XML the element of the resource itself is one step.
        depth++;
        name = entered;
    }

    @Override
    public void value(String value) {
        if (depth == 2) {
            values.putIfAbsent(name, value);
        }
    }

    @Override
    public void leave(Position end) {
        depth--;
    }
}
