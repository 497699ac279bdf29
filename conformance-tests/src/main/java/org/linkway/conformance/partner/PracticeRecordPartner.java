package org.linkway.conformance.partner;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Reference;
import org.linkway.fhir.identifier.IdentifierSystem;

/** A practice's FHIR record on a port of this machine, which keeps what it is sent and can be made to misbehave. */
public final class PracticeRecordPartner extends Partner {
    private final PracticeRecords records = new PracticeRecords();
    private final PracticeRecordService service = new PracticeRecordService(records);
    private final ReadBacks readBacks = new ReadBacks();
    private final PartnerServer server;

    private PracticeRecordPartner(int wantedPort) {
        server = new PartnerServer(wantedPort, new PracticeRecordEndpoint(service, faults(), readBacks));
    }

    /** On a free port. */
    public static PracticeRecordPartner start() {
        return start(PartnerServer.ANY_PORT);
    }

    public static PracticeRecordPartner start(int port) {
        return new PracticeRecordPartner(port);
    }

    /** The FHIR base. */
    @Override
    public String baseUrl() {
        return server.url() + PracticeRecordEndpoint.BASE;
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

    @Override
    PartnerServer server() {
        return server;
    }
}
