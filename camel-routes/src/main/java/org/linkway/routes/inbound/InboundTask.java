package org.linkway.routes.inbound;

import java.util.Optional;
import org.linkway.fhir.validation.WireFormat;
import org.linkway.workflow.Body;
import org.linkway.workflow.Party;

/**
 * A Task as it came in over REST.
 *
 * @param taskId which is changed; empty for a new one
 * @param ifMatch the version that the sender saw
 */
public record InboundTask(
        Party party,
        Optional<String> taskId,
        Optional<String> contentType,
        Body body,
        WireFormat answerFormat,
        Optional<String> ifMatch) {}
