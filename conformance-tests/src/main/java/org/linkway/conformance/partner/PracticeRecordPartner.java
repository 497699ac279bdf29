package org.linkway.conformance.partner;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Reference;
import org.linkway.fhir.identifier.IdentifierSystem;

/** A practice's FHIR record on a port of this machine, which keeps what it is sent and can be made to misbehave. */
public final class PracticeRecordPartner implements AutoCloseable {
    private static final int ANY_PORT = 0;

    /** Answers that are held back hold a thread each. */
    private static final int THREADS = 64;

    private final PracticeRecords records = new PracticeRecords();
    private final PracticeRecordService service = new PracticeRecordService(records);
    private final RecordFaults faults = new RecordFaults();
    private final ReadBacks readBacks = new ReadBacks();
    private final int port;
    private WireMockServer server;

    private PracticeRecordPartner(int wantedPort) {
        server = serve(wantedPort);
        port = server.port();
    }

    /** On a free port. */
    public static PracticeRecordPartner start() {
        return start(ANY_PORT);
    }

    public static PracticeRecordPartner start(int port) {
        return new PracticeRecordPartner(port);
    }

    private WireMockServer serve(int wantedPort) {
        WireMockServer serving = new WireMockServer(options()
                .port(wantedPort)
                .bindAddress("127.0.0.1")
                .containerThreads(THREADS)
                .disableRequestJournal()
                .extensions(new PracticeRecordEndpoint(service, faults, readBacks)));
        serving.start();
        serving.stubFor(any(anyUrl()).willReturn(ok()));
        return serving;
    }

    /** From now on nobody listens there, and what was under way is cut off. What it holds, it keeps. */
    public synchronized void goDown() {
        server.stop();
    }

    /** After it went down, at the same address. */
    public synchronized void comeUp() {
        server = serve(port);
    }

    /** The FHIR base. */
    public String baseUrl() {
        return "http://127.0.0.1:" + port + PracticeRecordEndpoint.BASE;
    }

    /** Registers a patient; with the same number twice, there are two. */
    public void register(String nhsNumber) {
        records.addPatient(nhsNumber);
    }

    /** What the practice writes into a record itself: about the one patient with this number. */
    public void code(Procedure procedure, String nhsNumber) {
        DomainResource patient = records.search(
                        "Patient", Map.of("identifier", List.of(IdentifierSystem.NHS_NUMBER.uri() + "|" + nhsNumber)))
                .get(0);
        records.add(procedure.setSubject(new Reference(patient.getId())));
    }

    /** What stands in the records of this NHS number. */
    public List<DomainResource> entries(String type, String nhsNumber) {
        return records.search(
                type, Map.of("patient.identifier", List.of(IdentifierSystem.NHS_NUMBER.uri() + "|" + nhsNumber)));
    }

    /** All that stands in all records. */
    public List<DomainResource> all(String type) {
        return records.all(type);
    }

    /** {@link System#nanoTime} when this entry was last shown to whoever searched for it. */
    public Optional<Long> lastReadBack(String entryId) {
        return readBacks.lastOf(entryId);
    }

    public RecordFaults faults() {
        return faults;
    }

    @Override
    public synchronized void close() {
        server.stop();
    }
}
