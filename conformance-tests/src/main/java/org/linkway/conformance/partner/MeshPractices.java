package org.linkway.conformance.partner;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The practices behind a MESH, and MESH itself, as the sender of a document hears of them. */
final class MeshPractices {
    private static final String ACKNOWLEDGEMENTS = "GPCONNECT_SEND_DOCUMENT_ACK";
    private static final String DOCUMENTS = "GPCONNECT_SEND_DOCUMENT";
    private static final Duration SOON = Duration.ofMillis(300);
    private static final Duration LATER = Duration.ofMillis(900);
    private static final Duration LATE = Duration.ofSeconds(4);
    /** A system speaks of a copy after all that it says of the first. */
    private static final Duration LAST = Duration.ofSeconds(9);

    private static final String RECEIVED = "20013";
    private static final String UNREADABLE = "20009";
    private static final String HAD_BEFORE = "20007";
    private static final String KNOWN = "30001";
    private static final String NOT_KNOWN = "30002";

    /** Of MESH's routing to practices, and of its transfer. */
    private static final List<String> NOT_DELIVERED =
            List.of("EPL-150", "EPL-151", "EPL-152", "EPL-153", "EPL-154", "14");

    private final MeshInbox inbox;
    private final Random random;

    MeshPractices(MeshInbox inbox, long seed) {
        this.inbox = inbox;
        this.random = new Random(seed);
    }

    synchronized MeshFate nextFate() {
        return MeshFate.drawn(random);
    }

    /** What comes back for a document. */
    synchronized void answer(MeshDocument document, String meshId) {
        String id = document.localId();
        switch (document.fate()) {
            case TAKEN -> acknowledge(id, SOON, LATER);
            case TAKEN_AND_SAID_TWICE -> {
                acknowledge(id, SOON, LATER);
                acknowledge(id, LATER, LATE);
            }
            case TAKEN_AND_SAID_LATE -> acknowledge(id, LATE, LATE);
            case TAKEN_AND_SAID_THE_OTHER_WAY_ROUND -> acknowledge(id, LATER, SOON);
            case REFUSED_BY_THE_SYSTEM -> respond(id, "fatal-error", UNREADABLE, SOON);
            case REFUSED_BY_THE_PRACTICE -> {
                respond(id, "ok", RECEIVED, SOON);
                respond(id, "fatal-error", NOT_KNOWN, LATER);
            }
            case NOT_DELIVERED -> report(document, meshId);
            case TURNED_AWAY -> throw new IllegalStateException("It never came here.");
        }
    }

    /** A system that has acknowledged a document says of a copy that it has it. */
    synchronized void answerCopy(MeshDocument document) {
        if (document.fate().isAcknowledged()) {
            respond(document.localId(), "fatal-error", HAD_BEFORE, LAST);
        }
    }

    private void acknowledge(String id, Duration bySystem, Duration byPractice) {
        respond(id, "ok", RECEIVED, bySystem);
        respond(id, "ok", KNOWN, byPractice);
    }

    /** An ITK3 response (ITK008M), as XML. */
    private void respond(String answers, String code, String itkCode, Duration after) {
        inbox.arrives(
                Map.of("mex-messagetype", "DATA", "mex-workflowid", ACKNOWLEDGEMENTS),
                """
                <Bundle xmlns="http://hl7.org/fhir"><type value="message"/><entry><resource><MessageHeader>
                <event><system value="https://fhir.nhs.uk/STU3/CodeSystem/ITK-MessageEvent-2"/><code value="ITK008M"/></event>
                <response><identifier value="%s"/><code value="%s"/></response>
                </MessageHeader></resource></entry><entry><resource><OperationOutcome><issue><severity value="information"/>
                <code value="informational"/><details><coding>
                <system value="https://fhir.nhs.uk/STU3/CodeSystem/ITK-ResponseCodes-1"/><code value="%s"/>
                </coding></details></issue></OperationOutcome></resource></entry></Bundle>
                """.formatted(answers, code, itkCode),
                after);
    }

    /** One in three names the message by MESH's own id alone. */
    private void report(MeshDocument document, String meshId) {
        String code = NOT_DELIVERED.get(random.nextInt(NOT_DELIVERED.size()));
        String name = random.nextInt(3) == 0 ? "" : document.localId();
        inbox.arrives(
                Map.of(
                        "mex-messagetype", "REPORT",
                        "mex-workflowid", DOCUMENTS,
                        "mex-localid", name,
                        "mex-linkedmsgid", meshId,
                        "mex-statuscode", code),
                "",
                SOON);
    }
}
