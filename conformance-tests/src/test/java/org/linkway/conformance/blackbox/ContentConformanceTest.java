package org.linkway.conformance.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linkway.conformance.partner.FhirText;
import org.linkway.conformance.partner.GpReferral;
import org.linkway.conformance.partner.SyntheticPeople;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.fhir.validation.WireFormat;

/** HTTP's own means: other forms, compression, conditions, other origins. */
@ExtendWith(SharedGateway.class)
class ContentConformanceTest {
    private static final SyntheticPeople PEOPLE = new SyntheticPeople();

    private final GpSystem gp;
    private String task;

    ContentConformanceTest(GatewayProcess gateway) {
        gp = gateway.gp();
    }

    @BeforeEach
    void refer() {
        task = "Task/" + gp.refer(GpReferral.of(PEOPLE.next())).taskId();
    }

    @Test
    void answersHeadAsGetWithoutTheBody() {
        Answer get = gp.read(task).expect(200);
        Answer head = gp.ask("HEAD", task, Map.of()).expect(200);

        assertThat(head.body()).isEmpty();
        for (String header : new String[] {"ETag", "Last-Modified", "Content-Type"}) {
            assertThat(head.header(header)).isPresent().isEqualTo(get.header(header));
        }
        gp.ask("HEAD", "Task?_count=1", Map.of()).expect(200);
        gp.ask("HEAD", "metadata", Map.of()).expect(200);
        gp.ask("HEAD", "Task/none", Map.of()).expect(404);
    }

    @Test
    void saysNothingTwice() {
        Answer unchanged =
                gp.ask("GET", task, Map.of("If-None-Match", "W/\"1\"")).expect(304);

        assertThat(unchanged.body()).isEmpty();
        assertThat(unchanged.header("ETag")).contains("W/\"1\"");
        gp.ask("GET", task, Map.of("If-None-Match", "W/\"9\"")).expect(200);
    }

    @Test
    void speaksXmlAsWellAsJson() {
        Answer byHeader = gp.ask("GET", task, Map.of("Accept", WireFormat.XML.mediaType()))
                .expect(200);
        Answer byParameter = gp.read(task + "?_format=xml&_pretty=true").expect(200);

        assertThat(byHeader.header("Content-Type").orElseThrow()).startsWith(WireFormat.XML.mediaType());
        assertThat(byHeader.resource(Task.class).getStatus()).isEqualTo(Task.TaskStatus.REQUESTED);
        assertThat(byParameter.body()).contains("\n  ");
        assertThat(gp.ask("GET", "Task?_count=1", Map.of("Accept", WireFormat.XML.mediaType()))
                        .expect(200)
                        .bundle()
                        .getEntry())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"text/csv, application/fhir+json", "application/fhir+json; version=9.0.0, 9.0.0"})
    void refusesAReadInAFormThatIsNotSpoken(String accept, String word) {
        for (String place : new String[] {task, "Task?_count=1", "metadata"}) {
            String requestId = GpSystem.newId();
            Answer answer = gp.ask("GET", place, Map.of("Accept", accept, "X-Request-Id", requestId));
            Refusals.assertRefused(answer, GatewayError.NOT_ACCEPTABLE, word);
            assertThat(answer.header("X-Request-Id")).contains(requestId);
        }
        gp.ask("GET", task, Map.of("Accept", "text/html, */*;q=0.8")).expect(200);
        gp.ask("GET", task + "?_format=json", Map.of("Accept", "text/html")).expect(200);
        gp.ask("GET", task, Map.of("Accept", "application/fhir+json; version=1.1.6"))
                .expect(200);
    }

    @Test
    void compressesItsAnswersAndTakesCompressedBodies() throws IOException {
        Map<String, String> compressed = Map.of("Accept-Encoding", "gzip");
        assertThat(gp.ask("GET", task, compressed).expect(200).header("Content-Encoding"))
                .contains("gzip");

        byte[] referral = FhirText.write(GpReferral.of(PEOPLE.next()).transaction(), WireFormat.JSON);
        Answer placed = gp.send(
                        "POST",
                        "",
                        zipped(referral),
                        Map.of("Content-Type", WireFormat.JSON.mediaType(), "Content-Encoding", "gzip"))
                .expect(200);
        gp.assertReadable(placed);
    }

    @Test
    void refusesABodyThatIsNotCompressedAsItSays() {
        Answer answer = gp.send(
                "POST",
                "",
                new byte[] {'{', '}'},
                Map.of("Content-Type", WireFormat.JSON.mediaType(), "Content-Encoding", "gzip"));

        Refusals.assertRefused(answer, GatewayError.NOT_FHIR, "gzip");
    }

    @Test
    void refusesABodyThatUnpacksToTooMuch() throws IOException {
        Answer answer = gp.send(
                "POST",
                "",
                zipped(new byte[3 * 1024 * 1024]),
                Map.of("Content-Type", WireFormat.JSON.mediaType(), "Content-Encoding", "gzip"));

        answer.expect(GatewayError.TOO_LARGE.httpStatus());
    }

    private static byte[] zipped(byte[] bytes) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(zipped)) {
            zip.write(bytes);
        }
        return zipped.toByteArray();
    }

    @Test
    void letsPagesOfOtherOriginsIn() {
        Map<String, String> origin = Map.of("Origin", "https://page.example");
        Answer read = gp.ask("GET", task, origin).expect(200);
        Answer preflight = gp.ask(
                        "OPTIONS",
                        task,
                        Map.of(
                                "Origin",
                                "https://page.example",
                                "Access-Control-Request-Method",
                                "PUT",
                                "Access-Control-Request-Headers",
                                "if-match,content-type"))
                .expect(200);

        assertThat(read.header("Access-Control-Allow-Origin")).contains("*");
        assertThat(read.header("Access-Control-Expose-Headers").orElseThrow())
                .contains("ETag", "Location", "X-Request-Id", "X-Correlation-Id", "Retry-After");
        assertThat(preflight.header("Access-Control-Allow-Methods").orElseThrow())
                .contains("PUT");
        assertThat(gp.ask("GET", "Task/none", origin).expect(404).header("Access-Control-Allow-Origin"))
                .contains("*");
    }

    @Test
    void givesTheIdsOfTheRequestBack() {
        String id = GpSystem.newId();
        Answer read = gp.ask("GET", task, Map.of("X-Request-Id", id, "X-Correlation-Id", "one-journey"));

        assertThat(read.headers().allValues("X-Request-Id")).containsExactly(id);
        assertThat(read.headers().allValues("X-Correlation-Id")).containsExactly("one-journey");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '>',
            value = {
                "DELETE > Task/1 > GET, HEAD, PUT, PATCH",
                "PUT > Patient/1 > GET, HEAD",
                "DELETE > Task > GET, HEAD, POST",
                "GET > $process-message > POST",
                "POST > metadata > GET, HEAD",
                "PATCH > Procedure/1 > GET, HEAD",
                "GET > Consent > POST",
                "GET > Appointment > ''"
            })
    void saysWhichMethodsAnAddressTakes(String method, String address, String methods) {
        Answer answer = gp.ask(method, address, Map.of());

        Refusals.assertRefused(answer, GatewayError.METHOD_NOT_ALLOWED);
        assertThat(answer.header("Allow")).contains(methods);
    }
}
