package org.linkway.conformance.runner;

import static java.nio.charset.StandardCharsets.UTF_8;

import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.TestScript;

/**
 * Reads TestScripts as they are written: in R4, with what suites take from R5 ({@code stopTestOnFail}, profiles as canonicals).
 * What else R4 does not know, and what this runner does not work, is left out and named, so that no script passes for it.
 */
public final class ScriptReader {
    private ScriptReader() {}

    /**
     * Reads one.
     *
     * @param name by which it is reported
     * @param shelf where its fixtures are
     * @throws IllegalArgumentException where it is no TestScript; the message is a sentence
     */
    public static Script read(String name, byte[] bytes, Shelf shelf) {
        boolean isJson = new String(bytes, UTF_8).stripLeading().startsWith("{");
        List<String> ignored = new ArrayList<>();
        IParser parser = isJson ? Body.FHIR.newJsonParser() : Body.FHIR.newXmlParser();
        parser.setParserErrorHandler(new NamesWhatIsIgnored(ignored));
        try {
            String text = isJson ? NewerElements.inJson(bytes) : NewerElements.inXml(bytes);
            Resource resource = (Resource) parser.parseResource(text);
            if (resource instanceof TestScript script) {
                ignored.addAll(NotWorked.in(script));
                return new Script(
                        name,
                        script,
                        shelf,
                        ignored.stream().distinct().sorted().toList());
            }
            throw new IllegalArgumentException(name + " is a " + resource.fhirType() + ", and no TestScript.");
        } catch (DataFormatException | ClassCastException e) {
            throw new IllegalArgumentException(name + " cannot be read as a TestScript of FHIR R4: " + e.getMessage());
        }
    }
}
