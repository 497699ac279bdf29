package org.linkway.conformance.partner;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.DomainResource;
import org.linkway.fhir.identifier.IdentifierSystem;

/** A practice's FHIR record on a free port of this machine, which keeps what it is sent and can be made to misbehave. */
public final class PracticeRecordPartner implements AutoCloseable {
    private final PracticeRecords records = new PracticeRecords();
    private final RecordFaults faults = new RecordFaults();
    private final WireMockServer server;

    private PracticeRecordPartner() {
        PracticeRecordService service = new PracticeRecordService(records, faults);
        server = new WireMockServer(options()
                .dynamicPort()
                .bindAddress("127.0.0.1")
                .disableRequestJournal()
                .extensions(new PracticeRecordEndpoint(service, faults)));
    }

    public static PracticeRecordPartner start() {
        PracticeRecordPartner partner = new PracticeRecordPartner();
        partner.server.start();
        partner.server.stubFor(any(anyUrl()).willReturn(ok()));
        return partner;
    }

    /** The FHIR base. */
    public String baseUrl() {
        return server.baseUrl() + PracticeRecordEndpoint.BASE;
    }

    /** Registers a patient; with the same number twice, there are two. */
    public void register(String nhsNumber) {
        records.addPatient(nhsNumber);
    }

    /** What stands in the records of this NHS number. */
    public List<DomainResource> entries(String type, String nhsNumber) {
        return records.search(type, Map.of("patient.identifier", IdentifierSystem.NHS_NUMBER.uri() + "|" + nhsNumber));
    }

    public RecordFaults faults() {
        return faults;
    }

    @Override
    public void close() {
        server.stop();
    }
}
