package org.linkway.gateway.store;

import java.util.Optional;
import org.linkway.workflow.Body;

/**
 * A message from the MESH inbox. Its body may be about a patient.
 *
 * @param type {@code DATA} or {@code REPORT}
 * @param localId for a report: the local id of the message that it is about
 * @param linkedId for a report: what MESH calls that message
 * @param statusCode for a report: what went wrong
 */
public record MeshMail(
        String messageId,
        Optional<String> type,
        Optional<String> workflowId,
        Optional<String> localId,
        Optional<String> linkedId,
        Optional<String> statusCode,
        Body body) {
    private static final String REPORT = "REPORT";

    public boolean isReport() {
        return type.filter(REPORT::equalsIgnoreCase).isPresent();
    }
}
