package org.linkway.conformance.load;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.client.api.ServerValidationModeEnum;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.linkway.conformance.partner.FhirText;
import org.linkway.fhir.identifier.IdentifierSystem;
import org.linkway.fhir.validation.WireFormat;

/** As much of a gateway as the filing command meets: each person seen makes one entry, filed before the report is answered. */
final class FilingStub implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService hands = Executors.newCachedThreadPool();
    private final int recordPort;
    private final IGenericClient record;

    /** NHS numbers by referral, which has the id of its Task, and entries by referral. */
    private final Map<String, String> people = new ConcurrentHashMap<>();

    private final Map<String, String> entries = new ConcurrentHashMap<>();
    private final List<String> reported = new CopyOnWriteArrayList<>();
    private volatile String entryStatus = "filed";
    private volatile boolean elsewhere;
    private volatile Duration delay = Duration.ZERO;
    private final AtomicInteger looksUntilDelivered = new AtomicInteger();
    private volatile boolean seenTooEarly;

    FilingStub() {
        try (ServerSocket free = new ServerSocket(0)) {
            recordPort = free.getLocalPort();
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        FhirContext fhir = FhirContext.forR4();
        fhir.getRestfulClientFactory().setServerValidationMode(ServerValidationModeEnum.NEVER);
        record = fhir.newRestfulGenericClient("http://127.0.0.1:" + recordPort + "/fhir");
        server.createContext("/", this::serve);
        server.setExecutor(hands);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    int recordPort() {
        return recordPort;
    }

    /** From now on entries come to stand so. */
    void leaveEntries(String status) {
        entryStatus = status;
    }

    /** From now on it says of entries that they are filed, and files none in the record. */
    void fileElsewhere() {
        elsewhere = true;
    }

    /** From now on each report takes that long. */
    void answerAfter(Duration newDelay) {
        delay = newDelay;
    }

    /** What openings cause is under way for so many looks more. */
    void deliverFor(int looks) {
        looksUntilDelivered.set(looks);
    }

    /** Whether anybody was reported as seen while that was under way. */
    boolean seenTooEarly() {
        return seenTooEarly;
    }

    /** How many events of this type were reported. */
    long reported(String type) {
        return reported.stream().filter(type::equals).count();
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String[] segments = path.split("/", -1);
        if (path.equals("/fhir")) {
            answer(exchange, 200, opened(body));
        } else if (path.startsWith("/fhir/Task/")) {
            answer(exchange, 200, task(segments[3]));
        } else if (path.endsWith("/events")) {
            report(segments[4], body);
            answer(exchange, 201, "{}");
        } else if (path.endsWith("/deliveries/destinations")) {
            answer(exchange, 200, destinations());
        } else {
            answer(exchange, 200, referral(segments[4]));
        }
    }

    private String destinations() {
        int pending = looksUntilDelivered.getAndUpdate(looks -> Math.max(0, looks - 1));
        return "{\"destinations\": [{\"counts\": {\"delivered\": 1}}, {\"counts\": {\"pending\": %d}}]}"
                .formatted(pending);
    }

    private String opened(String transaction) {
        Patient patient = (Patient) FhirText.read(Bundle.class, transaction, WireFormat.JSON)
                .getEntryFirstRep()
                .getResource();
        String id = UUID.randomUUID().toString();
        people.put(id, patient.getIdentifierFirstRep().getValue());
        Bundle answer = new Bundle().setType(BundleType.TRANSACTIONRESPONSE);
        answer.addEntry().getResponse().setStatus("201 Created").setLocation("Task/" + id + "/_history/1");
        return text(answer);
    }

    private static String task(String id) {
        Task task = new Task();
        task.addIdentifier().setSystem(IdentifierSystem.LINKWAY_REFERRAL.uri()).setValue(id);
        return text(task);
    }

    private void report(String referral, String event) {
        if (event.contains("\"accepted\"")) {
            reported.add("accepted");
            return;
        }
        LockSupport.parkNanos(delay.toNanos());
        reported.add("seen");
        seenTooEarly |= looksUntilDelivered.get() > 0;
        entries.put(referral, UUID.randomUUID().toString());
        if (!elsewhere) {
            file(referral);
        }
    }

    private void file(String referral) {
        Patient patient = (Patient) search("Patient?identifier=" + people.get(referral))
                .getEntryFirstRep()
                .getResource();
        Procedure procedure = new Procedure()
                .setSubject(new Reference("Patient/" + patient.getIdElement().getIdPart()));
        procedure
                .addIdentifier()
                .setSystem(IdentifierSystem.LINKWAY_RECORD_ENTRY.uri())
                .setValue(entries.get(referral));
        Bundle transaction = new Bundle().setType(BundleType.TRANSACTION);
        transaction
                .addEntry()
                .setResource(procedure)
                .getRequest()
                .setMethod(HTTPVerb.POST)
                .setUrl("Procedure");
        record.transaction().withBundle(transaction).execute();
        search("Procedure?identifier=" + entries.get(referral));
    }

    private Bundle search(String url) {
        return record.search().byUrl(url).returnBundle(Bundle.class).execute();
    }

    private String referral(String id) {
        return "{\"recordEntries\": [{\"id\": \"%s\", \"status\": \"%s\"}]}".formatted(entries.get(id), entryStatus);
    }

    private static String text(Resource resource) {
        return new String(FhirText.write(resource, WireFormat.JSON), StandardCharsets.UTF_8);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        hands.shutdownNow();
    }
}
