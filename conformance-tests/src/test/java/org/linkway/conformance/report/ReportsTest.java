package org.linkway.conformance.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.hl7.fhir.r4.model.TestReport;
import org.hl7.fhir.r4.model.TestReport.TestReportActionResult;
import org.hl7.fhir.r4.model.TestReport.TestReportResult;
import org.junit.jupiter.api.Test;
import org.linkway.conformance.runner.Body;
import org.linkway.conformance.runner.Exchange;
import org.linkway.conformance.runner.Headers;
import org.linkway.conformance.runner.Headers.Header;
import org.linkway.conformance.runner.Profiles;
import org.linkway.conformance.runner.Request;
import org.linkway.conformance.runner.Response;
import org.linkway.conformance.runner.ScriptReader;
import org.linkway.conformance.runner.ScriptResult;
import org.linkway.conformance.runner.ScriptRun;
import org.linkway.conformance.runner.Server;
import org.linkway.conformance.suite.Requirement;
import org.linkway.conformance.suite.Requirement.Level;
import org.linkway.conformance.suite.Role;
import org.linkway.fhir.profile.LinkwayProfile;
import org.linkway.fhir.profile.MountedPackages;
import org.w3c.dom.Document;

class ReportsTest {
    private static final String HOSTILE = "<script>alert('x')</script>\u0000";

    /** One test as asked, one not, one that nobody could try, and answers that would be markup. */
    private static final String SCRIPT = """
            {"resourceType": "TestScript", "url": "urn:linkway:example", "name": "Example", "title": "An <example>",
             "status": "draft",
             "test": [
              {"id": "a", "name": "Reads", "extension": [{"url": "%s", "valueString": "REQ-1"}], "action": [
               {"operation": {"type": {"code": "read"}, "resource": "Patient", "params": "/1"}},
               {"assert": {"description": "It is there", "responseCode": "200"}}]},
              {"id": "b", "name": "Is a Task", "action": [
               {"operation": {"type": {"code": "read"}, "resource": "Patient", "params": "/1"}},
               {"assert": {"resource": "Task"}}]},
              {"id": "c", "name": "Juggles", "action": [{"operation": {"type": {"code": "juggle"}}}]}]}""".formatted(LinkwayProfile.BASE + "testscript-requirement");

    private final ScriptResult result = run();

    @Test
    void aTestReportSaysOfEachStepWhatCameOfIt() {
        TestReport report = TestReports.of(result, "http://example.org/fhir");

        IParser strict = FhirContext.forR4Cached().newJsonParser().setParserErrorHandler(new StrictErrorHandler());
        TestReport read = strict.parseResource(TestReport.class, strict.encodeResourceToString(report));
        assertThat(read.getResult()).isEqualTo(TestReportResult.FAIL);
        assertThat(read.getScore().doubleValue()).isEqualTo(33.3);
        assertThat(read.getTest())
                .flatExtracting(TestReport.TestReportTestComponent::getAction)
                .extracting(action -> action.hasOperation()
                        ? action.getOperation().getResult()
                        : action.getAssert().getResult())
                .containsExactly(
                        TestReportActionResult.PASS,
                        TestReportActionResult.PASS,
                        TestReportActionResult.PASS,
                        TestReportActionResult.FAIL,
                        TestReportActionResult.SKIP);
    }

    @Test
    void junitsXmlCountsWhatFailedAndWhatWasSkipped() throws Exception {
        Document xml = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(JUnitReport.of(List.of(result)).getBytes(UTF_8)));

        assertThat(xml.getElementsByTagName("testcase").getLength()).isEqualTo(3);
        assertThat(xml.getElementsByTagName("failure").getLength()).isEqualTo(1);
        assertThat(xml.getElementsByTagName("skipped").getLength()).isEqualTo(1);
        assertThat(xml.getElementsByTagName("failure")
                        .item(0)
                        .getAttributes()
                        .getNamedItem("message")
                        .getTextContent())
                .isEqualTo("Expected the resource to be `Task`; found the resource is `Patient`.");
    }

    @Test
    void thePageShowsAllAndNeitherRunsNorGivesAwayAnything() {
        String page = new Page(
                        "http://example.org/fhir",
                        List.of(result),
                        Map.of(
                                "REQ-1",
                                new Requirement(
                                        "REQ-1",
                                        "Ours 1",
                                        "page",
                                        Level.SHALL,
                                        List.of(Role.RECEIVER),
                                        "Can be read.",
                                        "")))
                .html();

        assertThat(page)
                .contains("1 as asked, 1 not tried, 1 not as asked.", "SHALL: Can be read.", "An &lt;example&gt;")
                .contains("GET http://example.org/fhir/Patient/1", "Authorization: (not shown)")
                .contains("&lt;script&gt;alert(")
                .doesNotContain("<script", "secret", "\u0000", "src=", "http-equiv");
        assertThat(page.split("<details id=\"test-[0-9a-f]+\" open=\"open\"", -1))
                .hasSize(2);
    }

    private static ScriptResult run() {
        return new ScriptRun(
                        ScriptReader.read("example.json", SCRIPT.getBytes(UTF_8), path -> Optional.empty()),
                        new ScriptRun.Setting(
                                Map.of(1, new Hostile()),
                                Map.of(),
                                new Profiles(MountedPackages.none()),
                                () -> "9990000018",
                                Clock.fixed(Instant.parse("2026-11-23T10:00:00Z"), ZoneOffset.UTC)))
                .run();
    }

    private static final class Hostile implements Server {
        @Override
        public String base() {
            return "http://example.org/fhir";
        }

        @Override
        public List<Header> headers() {
            return List.of(new Header("Authorization", "Bearer secret"));
        }

        @Override
        public Exchange send(Request request) {
            String patient = "{\"resourceType\": \"Patient\", \"name\": [{\"text\": \"" + HOSTILE + "\"}]}";
            return new Exchange(
                    request,
                    new Response(
                            200,
                            new Headers(List.of(new Header("Content-Type", "application/fhir+json"))),
                            new Body(patient.replace("\u0000", "").getBytes(UTF_8), "application/fhir+json")),
                    Duration.ofMillis(3));
        }
    }
}
