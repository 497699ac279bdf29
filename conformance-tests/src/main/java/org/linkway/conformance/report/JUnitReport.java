package org.linkway.conformance.report;

import java.io.StringWriter;
import java.util.List;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.linkway.conformance.runner.Result;
import org.linkway.conformance.runner.ScriptResult;
import org.linkway.conformance.runner.StepResult;
import org.linkway.conformance.runner.TestResult;

/** JUnit's XML, as build servers read it: a suite of each script, and a case of each test. */
public final class JUnitReport {
    private JUnitReport() {}

    public static String of(List<ScriptResult> results) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuites");
            for (ScriptResult result : results) {
                suite(xml, result);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    private static void suite(XMLStreamWriter xml, ScriptResult result) throws XMLStreamException {
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", Writable.text(result.script().name()));
        xml.writeAttribute("tests", Integer.toString(result.tests().size()));
        xml.writeAttribute("failures", count(result, Result.FAIL));
        xml.writeAttribute("errors", count(result, Result.ERROR));
        xml.writeAttribute("skipped", count(result, Result.SKIP));
        xml.writeAttribute("timestamp", result.begun().toString());
        for (TestResult test : result.tests()) {
            testCase(xml, result, test);
        }
        xml.writeEndElement();
    }

    private static String count(ScriptResult result, Result counted) {
        return Long.toString(
                result.tests().stream().filter(test -> test.result() == counted).count());
    }

    private static void testCase(XMLStreamWriter xml, ScriptResult script, TestResult test) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", Writable.text(script.script().name()));
        xml.writeAttribute("name", Writable.text(test.name()));
        String element = switch (test.result()) {
            case FAIL -> "failure";
            case ERROR -> "error";
            case SKIP -> "skipped";
            default -> "";
        };
        if (!element.isEmpty()) {
            xml.writeStartElement(element);
            xml.writeAttribute(
                    "message",
                    Writable.text(test.decisive()
                            .map(step -> step.judgement().sentence())
                            .orElse("Nothing was judged.")));
            xml.writeEndElement();
        }
        xml.writeStartElement("system-out");
        xml.writeCharacters(
                Writable.text(test.steps().stream().map(JUnitReport::line).collect(Collectors.joining("\n"))));
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private static String line(StepResult step) {
        return step.result() + " " + step.label() + " " + step.judgement().sentence();
    }
}
