package org.linkway.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/** Requests that nobody sends who means well, written byte by byte: a client would not send some of them. */
final class HostileRequests {
    /** What a file is known by that some of them ask to have read. */
    private static final String SECRET = "linkway-secret-of-this-machine";

    private static final String JSON = "application/fhir+json";
    private static final String XML = "application/fhir+xml";
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final int port;
    private final List<String> failures = new ArrayList<>();
    private int sent;

    HostileRequests(int port) {
        this.port = port;
    }

    /** Each that was answered by a failure of the gateway's own, not at all, too slowly, or with what it must not tell. */
    List<String> failures() {
        bodies().forEach((what, body) ->
                doors().forEach((door, type) -> post(what + " at " + door, door, type, body, Optional.empty())));
        xmlBodies().forEach((what, body) -> {
            for (String door : List.of("/fhir", "/fhir/$process-message", "/fhir/Task", "/fhir/$validate")) {
                post(what + " at " + door, door, XML, body, Optional.empty());
            }
        });
        for (String door : List.of("/fhir", "/fhir/Task/_search", "/fhir/$process-message")) {
            post("a bomb at " + door, door, JSON, packed(new byte[64 << 20]), Optional.of("gzip"));
            post("half a bomb at " + door, door, JSON, Arrays.copyOf(packed(new byte[999]), 15), Optional.of("gzip"));
        }
        for (String form : List.of("identifier=%00", "identifier=%zz", "_id=%ff", "a=b&".repeat(2000))) {
            post(
                    "a form: " + form,
                    "/fhir/Task/_search",
                    "application/x-www-form-urlencoded",
                    bytes(form),
                    Optional.empty());
        }
        queries().forEach(this::get);
        headers().forEach(this::header);
        return failures;
    }

    int sent() {
        return sent;
    }

    private static Map<String, String> doors() {
        Map<String, String> doors = new LinkedHashMap<>();
        for (String door : List.of(
                "/fhir",
                "/fhir/$process-message",
                "/fhir/Task",
                "/fhir/ServiceRequest",
                "/fhir/Patient",
                "/fhir/Subscription",
                "/fhir/$validate")) {
            doors.put(door, JSON);
        }
        doors.put("/local/v1/referrals", "application/json");
        doors.put("/local/v1/referrals/" + UUID.randomUUID() + "/events", "application/json");
        return doors;
    }

    private static Map<String, byte[]> bodies() {
        String odd = example("transaction.json");
        String own = """
                {"id": "%s", "recordedBy": {"name": "Robin Example"},
                 "person": {"nhsNumberVerification": "verified", "birthDate": "1950-04-01",
                  "name": {"first": ["Marigold"], "family": "Odd%s"}},
                 "referrer": {"type": "self"}, "request": {"reasons": [{"text": "Lonely%s"}]}}""";
        Map<String, byte[]> bodies = new LinkedHashMap<>();
        bodies.put("nothing", new byte[0]);
        bodies.put("null", bytes("null"));
        bodies.put("an empty object", bytes("{}"));
        bodies.put("a deep list", bytes("[".repeat(500_000)));
        bodies.put("deep objects", bytes("{\"a\":".repeat(200_000)));
        bodies.put("a deep extension", bytes("{\"resourceType\":\"Task\"," + "\"extension\":[{".repeat(50_000)));
        bodies.put("a wide list", bytes("{\"resourceType\":\"Bundle\",\"entry\":[" + "{},".repeat(400_000) + "{}]}"));
        bodies.put("a huge number", bytes("{\"resourceType\":\"Task\",\"a\":" + "9".repeat(1_000_000) + "}"));
        bodies.put("a huge exponent", bytes("{\"resourceType\":\"Task\",\"id\":\"a\",\"x\":1e999999999}"));
        bodies.put("a name twice", bytes("{\"resourceType\":\"Task\",\"id\":\"a\",\"id\":\"b\"}"));
        bodies.put("UTF-16", "{\"resourceType\":\"Task\"}".getBytes(UTF_16));
        bodies.put("a mark and no body", new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
        bodies.put("overlong UTF-8", new byte[] {'{', '"', (byte) 0xC0, (byte) 0x80, '"', ':', '1', '}'});
        bodies.put("half a pair in UTF-8", new byte[] {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'});
        for (String character : List.of("\\u0000", "\\ud800", "\\udc00\\ud800", "\\uffff", "\\u202e")) {
            bodies.put(character + " in a family name", bytes(renamed(odd, character)));
            bodies.put(
                    character + " in an identifier",
                    bytes(odd.replaceFirst("\"value\": \"", "\"value\": \"" + character.replace("\\", "\\\\"))));
            bodies.put(
                    character + " in a referral of our own",
                    bytes(own.formatted(UUID.randomUUID(), character, character)));
            bodies.put(
                    character + " in an event",
                    bytes("{\"id\": \"%s\", \"type\": \"accepted\", \"recordedBy\": {\"name\": \"%s\"}}"
                            .formatted(UUID.randomUUID(), character)));
        }
        bodies.put(
                "a reference by search with NUL",
                bytes(odd.replaceFirst("urn:uuid:[^\"]*\"", "Patient?identifier=a%00|b\"")));
        bodies.put("a batch that searches for NUL", bytes("""
                {"resourceType": "Bundle", "type": "batch", "entry": [
                 {"request": {"method": "GET", "url": "Task?identifier=a%00|b%00"}},
                 {"request": {"method": "GET", "url": "Task?_id=%00"}},
                 {"request": {"method": "GET", "url": "../../actuator/env"}},
                 {"request": {"method": "GET", "url": "Task?%zz=%"}}]}"""));
        for (String url : List.of(
                "/..".repeat(300_000) + "\\n",
                "Task\\n/../../actuator/env",
                "Task\\r\\nSet-Cookie: a=b",
                "Task/%0d%0aSet-Cookie:%20a=b",
                "%2e%2e/actuator/env",
                "a".repeat(1_000_000) + ":",
                "Task/" + "a/".repeat(300_000),
                "Task?" + "_id=a&".repeat(100_000),
                "Task?_id=" + "a,".repeat(300_000))) {
            bodies.put(
                    "a batch for " + url.substring(0, Math.min(40, url.length())),
                    bytes(
                            "{\"resourceType\": \"Bundle\", \"type\": \"batch\", \"entry\": [{\"request\": {\"method\": \"GET\", \"url\": \""
                                    + url + "\"}}]}"));
        }
        bodies.put(
                "a Task that refers by a search of many",
                bytes("{\"resourceType\": \"Task\", \"focus\": {\"reference\": \"ServiceRequest?"
                        + "identifier=a&".repeat(50_000) + "\"}}"));
        return bodies;
    }

    private static String renamed(String transaction, String character) {
        return transaction.replaceFirst("\"family\": ?\"", "\"family\": \"" + character.replace("\\", "\\\\"));
    }

    private static Map<String, byte[]> xmlBodies() {
        String secret = secretFile();
        Map<String, byte[]> bodies = new LinkedHashMap<>();
        String[] declarations = {
            "<!DOCTYPE a [<!ENTITY e SYSTEM \"" + secret + "\">]>",
            "<!DOCTYPE a SYSTEM \"" + secret + "\">",
            "<!DOCTYPE a [<!ENTITY % p SYSTEM \"" + secret + "\"> %p;]>",
            "<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c"
                    + " \"&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY e \"&c;&c;&c;&c;&c;&c;&c;&c;\">]>"
        };
        for (String declaration : declarations) {
            String body = declaration
                    + "<Patient xmlns=\"http://hl7.org/fhir\"><name><family value=\"&e;\"/></name></Patient>";
            bodies.put(declaration.substring(0, 30), bytes(body));
            bodies.put(
                    "in a batch: " + declaration.substring(0, 30),
                    bytes(declaration
                            + "<Bundle xmlns=\"http://hl7.org/fhir\"><type value=\"batch\"/><entry><resource><Patient><id"
                            + " value=\"&e;\"/></Patient></resource><request><method value=\"POST\"/><url value=\"Patient\"/></request>"
                            + "</entry></Bundle>"));
            bodies.put(
                    "in UTF-16: " + declaration.substring(0, 30),
                    ("<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + body).getBytes(UTF_16));
        }
        bodies.put("a deep tree", bytes("<Task xmlns=\"http://hl7.org/fhir\">" + "<extension>".repeat(100_000)));
        bodies.put(
                "an include",
                bytes(
                        "<Patient xmlns=\"http://hl7.org/fhir\"><i:include xmlns:i=\"http://www.w3.org/2001/XInclude\" href=\""
                                + secret + "\" parse=\"text\"/></Patient>"));
        bodies.put(
                "a stylesheet",
                bytes("<?xml-stylesheet href=\"" + secret + "\"?><Patient xmlns=\"http://hl7.org/fhir\"/>"));
        bodies.put(
                "many attributes",
                bytes("<Task xmlns=\"http://hl7.org/fhir\" "
                        + IntStream.range(0, 50_000)
                                .mapToObj(number -> "a" + number + "=\"\" ")
                                .collect(Collectors.joining())
                        + "/>"));
        bodies.put(
                "a NUL",
                bytes("<Patient xmlns=\"http://hl7.org/fhir\"><name><family value=\"&#0;\"/></name></Patient>"));
        return bodies;
    }

    private static List<String> queries() {
        List<String> queries = new ArrayList<>();
        for (String value : List.of(
                "%00",
                "a%00b%7C%00", "%ff", "%ED%A0%80", "%C0%80", "%", "%zz", "%0d%0aSet-Cookie:%20a=b", "x".repeat(7000))) {
            for (String parameter : List.of(
                    "_id",
                    "identifier",
                    "status",
                    "patient:identifier",
                    "_lastUpdated",
                    "_count",
                    "_sort",
                    "_include",
                    "_getpages",
                    "code",
                    "_format",
                    "_elements",
                    "_since",
                    "%00",
                    "patient.name")) {
                queries.add("/fhir/Task?" + parameter + "=" + value);
            }
            queries.add("/fhir/Patient?identifier=" + value);
            queries.add("/fhir/Task/" + value);
            queries.add("/fhir/Task/a/_history/" + value);
            queries.add("/fhir/" + value);
            queries.add("/fhir/MessageDefinition?context=" + value);
            queries.add("/local/v1/referrals?status=" + value);
            queries.add("/local/v1/referrals?after=" + value);
            queries.add("/local/v1/deliveries?destination=" + value);
            queries.add("/local/v1/deliveries?state=" + value);
            queries.add("/local/v1/record-entries?limit=" + value);
            queries.add("/local/v1/destinations/" + value);
            queries.add("/local/v1/" + value);
        }
        queries.add("/fhir/Task?_count=99999999999999999999");
        queries.add("/fhir/Task?_count=-1");
        queries.add("/fhir/Task?" + "status=requested&".repeat(700));
        queries.add("/fhir/Task?status=" + "requested,".repeat(700));
        queries.add("/fhir/../actuator/env");
        queries.add("/fhir/..;/actuator/env");
        queries.add("/fhir/%2e%2e/actuator/env");
        queries.add("/fhir/;a=b/Task");
        queries.add("/fhir/Task//");
        queries.add("/local/v1/referrals/..%2f..%2factuator");
        return queries;
    }

    private static List<String> headers() {
        String[] names = {
            "X-Request-Id",
            "X-Correlation-Id",
            "If-Match",
            "If-None-Match",
            "If-None-Exist",
            "If-Modified-Since",
            "Prefer",
            "Accept",
            "Content-Type",
            "NHSD-Target-Identifier",
            "NHSD-End-User-Organisation",
            "NHSD-Requesting-Software",
            "use-context",
            "Content-Encoding",
            "Origin",
            "Range",
            "X-Forwarded-Host",
            "X-Forwarded-For"
        };
        String[] values = {
            "",
            "a\u0000b",
            "a\u007fb",
            "\u00e9\u00ff",
            "a\r\n b",
            "a\rSet-Cookie: x=y",
            "a\nSet-Cookie: x=y",
            "x".repeat(7000),
            "W/\"99999999999999999999999999\"",
            "identifier=%00%7C%00",
            "application/fhir+json;q=NaN;charset=nonsense",
            "application/fhir+json;version=" + "1.".repeat(2000),
            Base64.getEncoder().encodeToString("{\"system\":\"\\u0000\",\"value\":\"\\u0000\"}".getBytes(UTF_8)),
            Base64.getEncoder().encodeToString("[".repeat(3000).getBytes(UTF_8)),
        };
        List<String> headers = new ArrayList<>();
        for (String name : names) {
            for (String value : values) {
                headers.add(name + ": " + value);
            }
        }
        return headers;
    }

    private void post(String what, String path, String type, byte[] body, Optional<String> encoding) {
        String head = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: " + type
                + "\r\nX-Request-Id: " + UUID.randomUUID() + "\r\nX-Correlation-Id: " + UUID.randomUUID()
                + encoding.map(it -> "\r\nContent-Encoding: " + it).orElse("")
                + "\r\nContent-Length: " + body.length + "\r\n\r\n";
        judge(what, exchange(bytes(head), body));
    }

    private void get(String path) {
        judge(
                "GET " + path,
                exchange(
                        bytes("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"),
                        new byte[0]));
    }

    private void header(String header) {
        for (String request : List.of("GET /fhir/Task?status=requested", "POST /fhir/$process-message")) {
            byte[] body = request.startsWith("POST")
                    ? bytes(example("transaction.json")
                            .replace("{new}", UUID.randomUUID().toString()))
                    : new byte[0];
            String head = request + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                    + (header.startsWith("Content-Type") ? "" : "Content-Type: " + JSON + "\r\n")
                    + "Content-Length: " + body.length + "\r\n" + header + "\r\n\r\n";
            judge(request + " with " + header, exchange(head.getBytes(ISO_8859_1), body));
        }
    }

    private void judge(String what, String answer) {
        sent++;
        String shown = what.substring(0, Math.min(what.length(), 160)) + " -> "
                + answer.substring(0, Math.min(answer.length(), 100)).replaceAll("\\s+", " ");
        String head = answer.split("\r\n\r\n", 2)[0];
        boolean isAnswered =
                answer.startsWith("HTTP/1.1 2") || answer.startsWith("HTTP/1.1 3") || answer.startsWith("HTTP/1.1 4");
        if (!isAnswered
                || answer.contains(SECRET)
                || head.contains("\nSet-Cookie")
                || answer.contains("\tat ")
                || answer.contains("\"status\":\"500")) {
            failures.add(shown);
        }
    }

    private String exchange(byte[] head, byte[] body) {
        long begun = System.nanoTime();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(Math.toIntExact(LONGEST.toMillis()));
            ByteArrayOutputStream request = new ByteArrayOutputStream();
            request.writeBytes(head);
            request.writeBytes(body);
            try {
                socket.getOutputStream().write(request.toByteArray());
            } catch (IOException refusedBefore) {
                // What it says is read below.
            }
            String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
            return System.nanoTime() - begun > LONGEST.toNanos() ? "too slow" : answer;
        } catch (IOException e) {
            return "no answer: " + e.getMessage();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static byte[] packed(byte[] body) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private static String example(String name) {
        try {
            return Files.readString(Path.of("examples", name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String secretFile() {
        try {
            Path file = Files.createTempFile("hostile", ".txt");
            file.toFile().deleteOnExit();
            return Files.writeString(file, SECRET).toUri().toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
