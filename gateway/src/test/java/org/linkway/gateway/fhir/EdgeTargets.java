package org.linkway.gateway.fhir;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.stream.Stream;
import org.linkway.fhir.validation.WireFormat;
import org.linkway.fuzz.Examples;
import org.linkway.fuzz.ReaderTargets;
import org.linkway.fuzz.Seed;
import org.linkway.fuzz.Target;
import org.springframework.mock.web.MockHttpServletRequest;

/** Headers of the FHIR edge, and batches. */
public final class EdgeTargets {
    private EdgeTargets() {}

    public static Stream<Target> all() {
        List<Seed> batches = List.of(Seed.json(Examples.ofTheReadme("batch.json")), Seed.json("""
                        {"resourceType": "Bundle", "type": "batch", "entry": [
                         {"request": {"method": "GET", "url": "Task?status=accepted&_id=a%20b", "ifNoneMatch": "W/\\"1\\""}},
                         {"request": {"method": "PUT", "url": "Task/1", "ifMatch": "W/\\"1\\""},
                          "resource": {"resourceType": "Task", "id": "1", "status": "requested", "intent": "order"}}]}"""));
        return Stream.of(
                new Target(
                        "accept",
                        150,
                        Seed.texts(
                                "application/fhir+json; version=1.1.0, */*;q=0.1",
                                "text/html, application/fhir+xml;version=\"1.2\"",
                                "application/*"),
                        input -> {
                            AcceptHeader header = AcceptHeader.of(request("Accept", input));
                            header.form(WireFormat.JSON);
                            header.versions();
                        }),
                new Target(
                        "prefer",
                        150,
                        Seed.texts("return=minimal", "handling=strict; return=\"OperationOutcome\", wait=5"),
                        input -> Preferences.returned(request("Prefer", input))),
                batches("batch-json", batches, WireFormat.JSON),
                batches("batch-xml", Examples.xml(batches), WireFormat.XML));
    }

    private static HttpServletRequest request(String header, byte[] value) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.addHeader(header, new String(value, UTF_8));
        return request;
    }

    private static Target batches(String name, List<Seed> seeds, WireFormat format) {
        return new Target(name, 50, seeds, input -> {
            if (ReaderTargets.READER
                    .bundleType(input, format.mediaType())
                    .filter("batch"::equals)
                    .isPresent()) {
                BatchReader.entries(input, format)
                        .forEach(entry -> entry.headers(request("X-Request-Id", "x".getBytes(UTF_8))));
            }
        });
    }
}
