package org.linkway.conformance.runner;

import ca.uhn.fhir.parser.LenientErrorHandler;
import java.util.List;

/** Reads on over what R4 does not know, and says what that was. */
final class NamesWhatIsIgnored extends LenientErrorHandler {
    private final List<String> names;

    NamesWhatIsIgnored(List<String> names) {
        super(false);
        this.names = names;
    }

    @Override
    public void unknownElement(IParseLocation location, String element) {
        names.add(element);
    }

    @Override
    public void unknownAttribute(IParseLocation location, String attribute) {
        names.add("@" + attribute);
    }

    @Override
    public void unexpectedRepeatingElement(IParseLocation location, String element) {
        names.add(element + " (repeated)");
    }
}
